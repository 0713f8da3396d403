package import Kernel

/// A legal ground for changing the state of a licence, as an officer chooses it. What is not in `table` is no ground.
package struct LicenceGround: Sendable, Hashable {
    /// What stands behind a ground.
    enum Source: Sendable, Hashable {
        /// The register itself, and no law.
        case register
        /// A law that knows every kind of licence.
        case law(String)
        /// An article of 行政许可法, which rules permits alone: for anything else the department names the law of its matter.
        case licensing(String)
        /// The same, where the article itself points to another law, which has to be named.
        case licensingWithOther(String)
    }

    /// Stable; kept with the event.
    package let code: String
    package let to: LicenceStatus
    package let from: Set<LicenceStatus>
    let source: Source
    package let name: Text
    /// Of which matters it speaks.
    package let matters: Set<LicenceMatter>

    init(
        _ code: String, to: LicenceStatus, from: Set<LicenceStatus> = [.active, .frozen], _ source: Source, _ name: Text,
        matters: Set<LicenceMatter> = [.permit, .other]
    ) {
        self.code = code
        self.to = to
        self.from = from
        self.source = source
        self.name = name
        self.matters = matters
    }

    /// The grounds that fit a step of a licence, in the order of the law.
    package static func grounds(from: LicenceStatus, to: LicenceStatus, of matter: LicenceMatter) -> [LicenceGround] {
        table.filter { $0.to == to && $0.from.contains(from) && $0.matters.contains(matter) }
    }

    package static func named(_ code: String) -> LicenceGround? { table.first { $0.code == code } }

    /// Whether whoever uses it has to name a law, the article if there is one.
    package func needsLaw(of matter: LicenceMatter) -> Bool {
        switch source {
        case .register, .law: false
        case .licensing: matter == .other
        case .licensingWithOther: true
        }
    }

    /// The law behind it, as an event keeps it; nil where none is, or where one is needed and none was named.
    package func law(of matter: LicenceMatter, naming other: String?) -> String? {
        let named = other.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        switch (source, matter) {
        case (.register, _): return nil
        case (.law(let article), _): return article
        case (.licensing(let article), .permit): return LicenceGround.licensingLaw + article
        case (.licensingWithOther(let article), .permit): return named.map { LicenceGround.licensingLaw + article + "、" + $0 }
        case (.licensing, .other), (.licensingWithOther, .other): return named
        }
    }

    /// The article that is known before anything is named.
    func article(of matter: LicenceMatter) -> String? {
        if case .licensingWithOther(let article) = source, matter == .permit { return LicenceGround.licensingLaw + article }
        return law(of: matter, naming: nil)
    }

    /// As it is read: the ground, and the law behind it.
    package func text(law: String?) -> Text { law.map { Text("\(name.zh)（\($0)）", "\(name.en) (\($0))") } ?? name }

    /// As it is chosen.
    package func text(of matter: LicenceMatter) -> Text { text(law: article(of: matter)) }

    static let licensingLaw = "行政许可法 "

    package static let table: [LicenceGround] = revocations + withdrawals + forfeitures + cancellations + freezes + releases

    private static let revocations: [LicenceGround] = [
        LicenceGround(
            "abuse", to: .revoked, .licensing("第六十九条第一款第一项"), Text("滥用职权、玩忽职守作出的准予决定", "Granted by abuse of power or neglect of duty")),
        LicenceGround(
            "beyond-powers", to: .revoked, .licensing("第六十九条第一款第二项"), Text("超越法定职权作出的准予决定", "Granted beyond the authority’s powers")),
        LicenceGround("procedure", to: .revoked, .licensing("第六十九条第一款第三项"), Text("违反法定程序作出的准予决定", "Granted against the procedure of law")),
        LicenceGround(
            "unqualified", to: .revoked, .licensing("第六十九条第一款第四项"),
            Text("对不具备申请资格或者不符合法定条件的申请人准予", "Granted to an applicant who did not qualify")
        ),
        LicenceGround(
            "other-revocation", to: .revoked, .licensingWithOther("第六十九条第一款第五项"),
            Text("依法可以撤销的其他情形", "Another case in which the law allows revoking")),
        LicenceGround(
            "fraud", to: .revoked, .licensing("第六十九条第二款"), Text("以欺骗、贿赂等不正当手段取得", "Obtained by deceit, bribery or other improper means")),
    ]

    private static let withdrawals: [LicenceGround] = [
        LicenceGround(
            "law-changed", to: .withdrawn, .licensing("第八条第二款"),
            Text("所依据的法律、法规、规章修改或者废止", "The law on which it rests was changed or repealed")),
        LicenceGround(
            "facts-changed", to: .withdrawn, .licensing("第八条第二款"),
            Text("所依据的客观情况发生重大变化", "The facts on which it rests have changed greatly")),
    ]

    private static let forfeitures: [LicenceGround] = [
        LicenceGround("penalty", to: .forfeited, .law("行政处罚法 第九条第三项"), Text("吊销许可证件的行政处罚决定", "A penalty that takes the licence away"))
    ]

    private static let cancellations: [LicenceGround] = [
        LicenceGround(
            "not-renewed", to: .cancelled, from: [.expired], .licensing("第七十条第一项"),
            Text("有效期届满未延续", "Its period ended and it was not renewed")),
        LicenceGround(
            "death", to: .cancelled, from: [.active, .frozen, .expired], .licensing("第七十条第二项"),
            Text("公民死亡或者丧失行为能力", "The person has died or lost legal capacity")),
        LicenceGround(
            "dissolved", to: .cancelled, from: [.active, .frozen, .expired], .licensing("第七十条第三项"),
            Text("法人或者其他组织依法终止", "The body has been dissolved by law")),
        LicenceGround(
            "after-end", to: .cancelled, from: [.revoked, .withdrawn, .forfeited], .licensing("第七十条第四项"),
            Text("已被撤销、撤回或者吊销", "It was revoked, withdrawn or forfeited before")),
        LicenceGround(
            "force-majeure", to: .cancelled, from: [.active, .frozen, .expired], .licensing("第七十条第五项"),
            Text("因不可抗力导致许可事项无法实施", "Force majeure keeps it from being exercised"), matters: [.permit]),
        LicenceGround(
            "other-cancellation", to: .cancelled, from: [.active, .frozen, .expired], .licensingWithOther("第七十条第六项"),
            Text("法律、法规规定应当注销的其他情形", "Another case in which the law wants it cancelled")),
    ]

    private static let freezes: [LicenceGround] = [
        LicenceGround(
            "suspended", to: .frozen, from: [.active], .law("行政处罚法 第九条第三项"), Text("暂扣许可证件", "The licence is suspended as a penalty")),
        LicenceGround(
            "disputed", to: .frozen, from: [.active], .register, Text("信息有异议，核实期间", "What it says is disputed and being checked")),
        LicenceGround("lost", to: .frozen, from: [.active], .register, Text("持证人报失", "The holder has reported it lost")),
        LicenceGround(
            "assistance", to: .frozen, from: [.active], .register, Text("协助有权机关", "At the request of an authority entitled to it")),
    ]

    private static let releases: [LicenceGround] = [
        LicenceGround("term-over", to: .active, from: [.frozen], .register, Text("暂扣期满", "The suspension has ended")),
        LicenceGround("reason-gone", to: .active, from: [.frozen], .register, Text("冻结的原因已经消除", "The reason for freezing it is gone")),
    ]
}

extension Licence {
    /// The grounds on which it may come to a state that day: one whose last day has passed is over, though nobody has written that down yet.
    func grounds(to status: LicenceStatus, of matter: LicenceMatter, on date: LocalDate) -> [LicenceGround] {
        LicenceGround.grounds(from: self.status(on: date), to: status, of: matter)
    }
}
