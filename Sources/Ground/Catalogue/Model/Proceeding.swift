package import Kernel
package import Rules

/// 审查要点: a condition that the engine checks, or (without `check`) an officer's eyes.
package struct ReviewPoint: Sendable {
    /// Whether it is a matter of fact or of judgement.
    package enum Kind: String, Sendable, Hashable, CaseIterable { case objective, discretionary }

    /// 裁量基准: one grade, when it applies, and what is then decided.
    package struct Grade: Sendable, Hashable {
        package let grade: Text
        package let when: Text
        package let outcome: Text

        init(_ entry: Entry) {
            grade = entry.text("grade")
            when = entry.text("when")
            outcome = entry.text("outcome")
        }
    }

    package let code: String
    package let text: Text
    package let check: Rules.Expression?
    /// The field that says when the old licence ends: the point holds in the time in which licences of its type are renewed, which is
    /// counted as the type says. In place of `check`.
    package let window: String?
    package let kind: Kind
    package let bases: [LegalBasis]
    /// The material or field that shows it.
    package let evidence: [String]
    /// 审查方法, for the officer's manual.
    package let how: Text?
    package let benchmark: [Grade]

    /// The engine looks at it, and no person has to.
    package var isAutomatic: Bool { check != nil || window != nil }

    /// What the engine looks at: the condition, or the day by which the time for renewal is counted.
    package let looked: Rules.Expression?

    init(_ entry: Entry) {
        code = entry.name("code")
        text = entry.text("text", chineseOnlyAllowed: true)
        check = entry.expression("check")
        window = entry.optionalString("window")
        looked = check ?? window.flatMap { try? Rules.Expression($0) }
        kind = entry.optionalOneOf("kind") ?? .objective
        bases = LegalBasis.list(entry)
        evidence = entry.strings("evidence")
        how = entry.optionalText("how")
        benchmark = entry.entries("benchmark", Grade.init)
    }
}

/// 收费项目
package struct Fee: Sendable {
    package let code: String
    package let name: Text
    package let amount: Money
    package let bases: [LegalBasis]
    package let when: Rules.Expression?
    /// 收费标准
    package let standard: Text?
    /// 减免: for whom, and by which rule.
    package let reduction: Text?
    /// 执收单位
    package let collector: String?
    package let note: Text?

    init(_ entry: Entry) {
        code = entry.name("code")
        name = entry.text("name")
        standard = entry.optionalText("standard")
        reduction = entry.optionalText("reduction")
        collector = entry.optionalString("collector")
        note = entry.optionalText("note")
        amount = Money(fen: Int64(entry.int("fen")))
        bases = LegalBasis.list(entry)
        when = entry.expression("when")
    }
}

/// 环节: one step of handling, and who does it where.
package struct ProcessStep: Sendable {
    /// Which one it is.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case accept, review, decide, issue, deliver

        package var name: Text {
            switch self {
            case .accept: Text("受理", "Acceptance")
            case .review: Text("审查", "Review")
            case .decide: Text("决定", "Decision")
            case .issue: Text("制证办结", "Issue")
            case .deliver: Text("送达", "Delivery")
            }
        }
    }

    /// The post that does it; `rawValue` is the staff role's name.
    package enum Post: String, Sendable, Hashable, CaseIterable {
        case window, reviewer, approver, licensor

        package var name: Text {
            switch self {
            case .window: Text("窗口", "Window")
            case .reviewer: Text("审查人", "Reviewer")
            case .approver: Text("审批人", "Approver")
            case .licensor: Text("制证人", "Licensor")
            }
        }
    }

    package let code: Code
    package let name: Text
    package let post: Post
    package let level: OfficeLevel?
    package let region: Rules.Expression?
    /// 办理处室
    package let unit: Text?
    package let limit: Limit?

    init(_ entry: Entry) {
        let code: Code = entry.oneOf("code")
        self.code = code
        name = entry.optionalText("name") ?? code.name
        let usual: [Code: Post] = [.accept: .window, .review: .reviewer, .decide: .approver, .issue: .licensor, .deliver: .window]
        post = entry.optionalOneOf("role") ?? usual[code] ?? .window
        level = entry.optionalOneOf("level")
        region = entry.expression("region")
        unit = entry.optionalText("unit")
        limit = entry.entry("limit", Limit.init)
    }
}

/// 特别程序: what the law lets stand outside the limit (行政许可法 art. 45), or prolong it (art. 42).
package struct SpecialProcedure: Sendable {
    /// Which one it is.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case `extension`, hearing, auction, inspection, testing, quarantine, appraisal, examination
        case expertReview = "expert-review"

        package var name: Text {
            switch self {
            case .extension: Text("延长审批", "Extension")
            case .hearing: Text("听证", "Hearing")
            case .auction: Text("招标与拍卖", "Tender or auction")
            case .inspection: Text("检验", "Inspection")
            case .testing: Text("检测", "Testing")
            case .quarantine: Text("检疫", "Quarantine")
            case .appraisal: Text("鉴定", "Appraisal")
            case .examination: Text("考试与考核", "Examination")
            case .expertReview: Text("专家评审", "Expert review")
            }
        }
    }

    package let code: Code
    package let bases: [LegalBasis]

    init(_ entry: Entry) {
        code = entry.oneOf("code")
        bases = LegalBasis.list(entry)
    }
}

/// 审批结果: a licence with its face, or a document.
package struct ResultSpec: Sendable {
    /// What comes out.
    package enum Kind: Sendable, Hashable {
        case licence(String)
        case document(Text)
    }

    /// What a new licence is to the one that the holder has.
    package enum Succession: String, Sendable, Hashable, CaseIterable {
        /// 延续, 换证: its next version, for a new period.
        case renewal
        /// 变更: its next version, which ends on the same day.
        case change
    }

    /// One who holds the licence too, named by fields of the form: the spouse, the other owner.
    package struct Coholder: Sendable {
        /// The fact that says what they are called.
        package let name: String
        /// The fact by which they are known: an identity number or a credit code.
        package let number: String
        /// nil: whenever the number is known.
        package let when: Rules.Expression?

        init(_ entry: Entry) {
            name = entry.string("name")
            number = entry.string("number")
            when = entry.expression("when")
        }
    }

    package let kind: Kind
    /// How its number is made: FEEL, or nil for a serial.
    package let number: String?
    /// Facts that tell one matter from another (`child.birthDate`): of the same matter there is one result at a time.
    package let once: [String]
    /// nil: it stands beside what the holder has; of a matter named by `once` there must then be none in force.
    package let succeeds: Succession?
    /// 免申即办: yes-or-no questions that one confirmation of “nothing has changed” answers with yes.
    package let confirms: [String]
    /// No decision by the last day of the old licence is a renewal (行政许可法 50).
    package let isDeemed: Bool
    /// What is written on the face: element → FEEL.
    package let face: [String: Rules.Expression]
    /// Role of the holder, or `applicant`.
    package let holder: String
    /// Whoever holds it beside `holder`, in the order of the licence.
    package let coholders: [Coholder]
    package let validityMonths: Int?
    /// 结果样本: what the sample shows.
    package let sample: Text?

    package var licence: String? { if case .licence(let type) = kind { type } else { nil } }

    /// What is settled when it is made: what its face says, and who holds it.
    package var expressions: [Rules.Expression] { Array(face.values) + coholders.compactMap(\.when) }

    init(_ entry: Entry) {
        let licence = entry.optionalString("licence")
        let document = entry.optionalText("document")
        if (licence == nil) == (document == nil) { entry.reject(nil, code: "shape", FindingText.resultShape) }
        kind = licence.map(Kind.licence) ?? .document(document ?? Text(same: ""))
        let number = entry.scalar("number")
        self.number = number == "serial" ? nil : number
        face = entry.expressions("face")
        holder = entry.optionalString("holder") ?? "applicant"
        coholders = entry.entries("coholders", Coholder.init)
        validityMonths = entry.optionalInt("validityMonths")
        sample = entry.optionalText("sample")
        once = entry.strings("once")
        succeeds = entry.optionalOneOf("succeeds")
        confirms = entry.strings("confirms")
        isDeemed = entry.bool("deemed", default: false)
    }
}
