import Catalogue
import Kernel
import Web

/// The form on which a system is registered, and the page that shows a secret once.
struct SystemPages {
    let language: Language
    let csrf: String
    let catalogue: Catalogue
    let hasTables: Bool

    private var crumbs: HTML { Components.breadcrumbs([(ExchangeText.title, "/console/exchange")], language) }

    func form(_ registration: Exchange.Registration, departments: [String], values: [String: [String]], problem: Problem?) -> Page {
        let only = departments.count == 1 ? departments.first : nil
        guard let department = registration.department ?? only, departments.contains(department) else {
            return page(chooser(departments))
        }
        let system = registration.system
        let items = catalogue.items.values.filter { $0.department == department }.sorted { $0.code < $1.code }
        let types = catalogue.licenceTypes.values.filter { $0.issuer == department }.sorted { $0.code < $1.code }
        let ways = DepartmentSystem.Way.allCases.filter { hasTables || $0 != .tables || system?.way == .tables }
        var fields = [
            Field("name_zh", ExchangeText.nameZh, .text(max: 100)), Field("name_en", ExchangeText.nameEn, .text(max: 100), required: false),
            Field("way", ExchangeText.way, .choice(ways.map { Option($0.rawValue, $0.name) }, style: .radios)),
            Field("url", ExchangeText.url, .text(max: 500), help: ExchangeText.urlHelp, required: false),
            Field("items", ExchangeText.items, .choices(items.map { Option($0.code, $0.name) }), required: false),
            Field(
                "duties", ExchangeText.duties, .choices(DepartmentSystem.Duty.allCases.map { Option($0.rawValue, $0.name) }),
                help: ExchangeText.dutiesHelp, required: false),
            Field(
                "licenceTypes", ExchangeText.licenceTypes, .choices(types.map { Option($0.code, $0.name) }),
                help: ExchangeText.licenceTypesHelp, required: false),
            Field("department", ExchangeText.department, .hidden), Field("revision", ExchangeText.code, .hidden, required: false),
        ]
        // A department that issues nothing is asked nothing of it.
        if types.isEmpty { fields.removeAll { $0.name == "licenceTypes" } }
        let code =
            system == nil
            ? Field("code", ExchangeText.code, .text(max: 40), help: ExchangeText.codeHelp) : Field("code", ExchangeText.code, .hidden)
        fields.insert(code, at: 0)
        var stored: [String: [String]] = ["department": [department]]
        if let system {
            stored["code"] = [system.code]
            stored["name_zh"] = [system.name.zh]
            stored["name_en"] = [system.name.en]
            stored["way"] = [system.way.rawValue]
            stored["url"] = system.url.map { [$0] }
            stored["items"] = system.items
            stored["duties"] = system.duties.map(\.rawValue).sorted()
            stored["licenceTypes"] = system.licenceTypes
            stored["revision"] = [String(system.revision)]
        }
        let form = Form(
            action: "/console/exchange/registration",
            sections: [FormSection(catalogue.departmentName(department), fields: fields)],
            values: stored.merging(values) { _, typed in typed }, problem: problem, submit: ExchangeText.save, seal: FormSeal(csrf: csrf))
        return page(form.html(language), status: problem?.status ?? 200)
    }

    private func chooser(_ departments: [String]) -> HTML {
        let chips = departments.map {
            Components.Chip(catalogue.departmentShortName($0), Link("/console/exchange/registration").with("department", $0))
        }
        return Components.card(
            ExchangeText.chooseDepartment, Components.filterChips(chips, label: ExchangeText.chooseDepartment, language), language)
    }

    private func page(_ body: HTML, status: Int = 200) -> Page {
        Page(
            ExchangeText.form, layout: .console(current: Exchange.nav),
            body: "\(crumbs)\(Components.heading(ExchangeText.form, lede: ExchangeText.formLede, language))\(body)", status: status,
            isWide: false)
    }

    func secret(_ secret: String, of system: DepartmentSystem) -> Page {
        let body: HTML = """
            \(crumbs)\(Components.heading(ExchangeText.secret, lede: ExchangeText.secretOnce, language))\
            \(Components.card(system.name, "<p>\(Components.code(secret))</p>", language))\
            \(Components.actionBar([Components.button(ExchangeText.back, to: Exchange.path(of: system.code), language)]))
            """
        return Page(ExchangeText.secret, layout: .console(current: Exchange.nav), body: body, isWide: false)
    }
}
