import Catalogue
import DataCentre
import Kernel
import Web

/// Why an officer needs a value in full that screens show masked.
enum FullValuePurpose: String, Sendable, Hashable, CaseIterable {
    case compare, contact, issue

    var name: Text {
        switch self {
        case .compare: Text("核对证件或登记", "To compare it with a document or a record")
        case .contact: Text("联系申请人", "To reach the applicant")
        case .issue: Text("制作证照或文书", "To make a licence or a document")
        }
    }
}

/// One masked fact of a case, shown in full once the purpose was said.
struct FullValue: Sendable {
    var file: CaseFile
    var field: String
    var label: Text
    /// nil until the purpose was said.
    var value: String?
    var purpose: FullValuePurpose?
}

extension Cases {
    /// 去掩码: only whoever has a hand in the case, for a purpose that is said and kept for the person to see.
    var fullValue: Screen<FullValue> {
        Screen(
            "console.full-value", get: "/console/cases/{id}/values/{field}", access: Cases.officers, summary: FullValueText.title,
            tag: "console",
            query: .object([.init("purpose", .oneOf(FullValuePurpose.allCases.map(\.rawValue)), required: false)]),
            refuses: ["invalid", "cases.not-found", "cases.no-hand"], load: { try await fullValue($0) },
            page: { full, call in fullValuePage(full, call) },
            gives: .object([.init("field", .string), .init("value", .string.orNull), .init("purpose", .string.orNull)]),
            json: { full, _ in
                ["field": .string(full.field), "value": JSON(full.value), "purpose": JSON(full.purpose?.rawValue)]
            })
    }

    private func fullValue(_ call: Call) async throws -> FullValue {
        let file = try await caseFile(try call.id(), for: call.visitor, at: call.now)
        let field = try call.parameter("field")
        guard Set(file.item.fields.map(\.field)).contains(field), let fact = file.file.facts[field],
            let element = file.file.thing.elementCode(of: field).flatMap({ file.file.catalogue.elements[$0] }),
            file.file.catalogue.hides(fact.value, of: element)
        else { throw CaseRefusal.notFound.problem }
        // A supervisor sees how a case goes; whose number it is they need not know.
        guard !file.hands.isEmpty else { throw FullValueText.noHand }
        guard let purpose: FullValuePurpose = try call.choice("purpose", fault: FullValueText.choose) else {
            return FullValue(file: file, field: field, label: element.name)
        }
        let reason = FullValueText.reason(element.name, purpose.name, file.item.name)
        try await dataCentre.note(
            lookAt: file.file.frozen.applicant.number,
            for: Purpose(
                reader: .staff, account: call.visitor.account, code: file.item.code, reason: reason,
                reference: "case:\(file.current.number)"), at: call.now)
        let words = file.file.catalogue.words(for: fact.value, of: element, masked: false)
        return FullValue(file: file, field: field, label: element.name, value: words[call.language], purpose: purpose)
    }

    private func fullValuePage(_ full: FullValue, _ call: Call) -> Page {
        let language = call.language
        let here: Link = "/console/cases/\(full.file.current.id)/values/\(full.field)"
        let back: Link = "/console/cases/\(full.file.current.id)"
        let body: HTML
        if let value = full.value, let purpose = full.purpose {
            body =
                Components.summaryList(
                    [
                        Components.Fact(full.label, Components.code(value)),
                        Components.Fact(FullValueText.purpose, "\(purpose.name, language)"),
                    ], language) + Components.banner(.quiet, "\(FullValueText.kept, language)")
        } else {
            let ways = FullValuePurpose.allCases.map {
                Components.button($0.name, to: here.with("purpose", $0.rawValue), .plain, language)
            }
            body = "<p>\(FullValueText.choose, language)</p>" + Components.actionBar(ways)
        }
        let page: HTML = """
            \(Components.breadcrumbs([(ConsoleText.worklist, "/console"), (full.file.item.name, back)], language))\
            \(Components.heading(FullValueText.title, lede: full.label, language))\(Components.card(nil, body))
            """
        return Page(FullValueText.title, layout: .console(current: Cases.consoleNav), body: page)
    }
}

/// The sentences about values in full.
enum FullValueText {
    static let title = Text("查看完整内容", "Show it in full")
    static let show = Text("完整", "in full")
    static let purpose = Text("用途", "Purpose")
    static let choose = Text("请先选择用途；用途和时间会记入当事人的“谁用了我的数据”。", "Say what for. Purpose and time are kept for the person to read.")
    static let kept = Text("这次查看已经记入当事人的“谁用了我的数据”。", "That you looked is kept for the person to read.")

    static func reason(_ label: Text, _ purpose: Text, _ item: Text) -> Text {
        Text("办理“\(item.zh)”查看完整的\(label.zh)：\(purpose.zh)", "\(label.en) in full while handling “\(item.en)”: \(purpose.en)")
    }

    static let noHand = Problem(
        "cases.no-hand", status: 403, title: Text("您的岗位不用看完整内容", "Your role does not need it in full"),
        detail: Text("经手这个办件的窗口、审查、决定和制证人员才能查看。", "Only those who handle the case may see it."))
}
