import Catalogue
import Kernel
import Web

/// The form of one entry of the ledger, with what stands there where somebody else was quicker.
struct LedgerFormPage {
    /// As it was read for the form; nil for a new one, and where the form comes again.
    var entry: LedgerEntry?
    /// What stands there now, after somebody else changed it.
    var standing: LedgerEntry?
    var mayRetire = false
    /// Why it was not taken out of use, and the reason that was written.
    var refusedRetiring: (problem: Problem, reason: String)?
    /// Those that the visitor acts for; nil for all.
    let departments: [String]?
    let catalogue: Catalogue
    let language: Language
    let csrf: String

    func page(values: [String: [String]] = [:], problem: Problem? = nil) -> Page {
        let form = Form(
            action: "/console/data/ledger/entry",
            sections: sections, values: boxes(values), problem: problem, submit: LedgerText.save,
            seal: FormSeal(csrf: csrf))
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (LedgerText.title, "/console/data/ledger")], language))\
            \(Components.heading((entry ?? standing)?.name ?? LedgerText.add, lede: LedgerText.formLede, language))\(retired)\(difference(values))\
            \(form.html(language))\(retiring)
            """
        return Page(LedgerText.entry, layout: .console(current: DataCentre.nav), body: body)
    }

    private var sections: [FormSection] {
        let mine = catalogue.departments.values.filter { departments?.contains($0.code) ?? true }.sorted { $0.code < $1.code }
        func options<T: RawRepresentable & CaseIterable>(_ type: T.Type, _ name: (T) -> Text) -> Field.Kind where T.RawValue == String {
            .choice(T.allCases.map { Option($0.rawValue, name($0)) }, style: .select)
        }
        let what = [
            Field("kind", LedgerText.kind, options(LedgerEntry.Kind.self) { $0.name }),
            Field("code", LedgerText.code, .text(max: 60), help: LedgerText.codeHelp),
            Field("department", LedgerText.department, .choice(mine.map { Option($0.code, $0.name) }, style: .select)),
            Field("name_zh", LedgerText.nameZh, .text(max: 200)), Field("name_en", LedgerText.nameEn, .text(max: 200), required: false),
            Field("owner", LedgerText.owner, .text(max: 200), help: LedgerText.ownerHelp, required: false),
        ]
        let data = [
            Field(
                "elements", LedgerText.elements, .longText(max: LedgerReading.longest("elements")), help: LedgerText.elementsHelp,
                required: false),
            Field("cycle", SharingText.cycle, options(DataResource.UpdateCycle.self) { SharingText.cycle($0.rawValue) }, required: false),
            Field("sharing", SharingText.sharing, options(DataResource.Sharing.self) { SharingText.sharing($0.rawValue) }, required: false),
            Field("basis", SharingText.basis, .text(max: 300), required: false),
            Field("quality", LedgerText.quality, .text(max: 300), required: false),
        ]
        let joining = [
            Field(
                "joining", LedgerText.joining, options(LedgerEntry.Joining.self) { $0.name }, help: LedgerText.joiningHelp, required: false),
            Field("plan_owner", LedgerText.planOwner, .text(max: 200), required: false),
            Field("plan_on", LedgerText.planOn, .date(min: nil, max: nil), required: false),
            Field("reason", LedgerText.reason, .text(max: 300), required: false),
            Field("revision", LedgerText.code, .hidden, required: false),
        ]
        return [
            FormSection(LedgerText.entry, fields: what), FormSection(LedgerText.dataPart, fields: data),
            FormSection(LedgerText.joinPart, fields: joining),
        ]
    }

    /// What was typed stays; what it is saved over is what stands there now.
    private func boxes(_ typed: [String: [String]]) -> [String: [String]] {
        var values = ["revision": ["0"]].merging(entry.map(stored) ?? [:]) { _, known in known }.merging(typed) { _, typed in typed }
        if let standing { values["revision"] = [String(standing.revision)] }
        return values
    }

    private func difference(_ typed: [String: [String]]) -> HTML {
        guard let standing else { return HTML() }
        let now = stored(standing)
        // What tells which entry it is cannot differ.
        let fields = sections.flatMap(\.fields).filter { !["kind", "code", "department", "revision"].contains($0.name) }
        let facts = fields.compactMap { field -> Components.Fact? in
            let name = field.name
            let held = now[name]?.first ?? ""
            var written = typed[name]?.first ?? ""
            // Without an English name the Chinese one stands there, too.
            if name == "name_en", written.isEmpty { written = typed["name_zh"]?.first ?? "" }
            return held == written ? nil : Components.Fact(field.label, HTML(text: held.isEmpty ? "—" : words(name, held)))
        }
        let list: HTML =
            facts.isEmpty ? "<p>\(LedgerText.nothingDiffers, language)</p>" : Components.summaryList(facts, language)
        return Components.card(
            LedgerText.standing, "<p class=\"soft\">\(LedgerText.standingLede, language)</p>" + list, language)
    }

    /// A code as the form's own options call it.
    private func words(_ name: String, _ value: String) -> String {
        switch name {
        case "cycle": SharingText.cycle(value)[language]
        case "sharing": SharingText.sharing(value)[language]
        case "joining": LedgerEntry.Joining(rawValue: value)?.name[language] ?? value
        default: value
        }
    }

    private var retired: HTML {
        guard let shown = entry ?? standing, let day = shown.retiredOn else { return HTML() }
        return Components.banner(.wait, "\(LedgerText.retired(day, shown.retiredWhy ?? ""), language)")
    }

    private var retiring: HTML {
        guard mayRetire, let entry, entry.revision > 0, entry.retiredOn == nil else { return HTML() }
        var form = Form(
            action: "/console/data/ledger/retirement",
            fields: [
                Field("reason", LedgerText.retireWhy, .text(max: 300), help: LedgerText.retireHelp),
                Field("kind", LedgerText.kind, .hidden),
                Field("code", LedgerText.code, .hidden), Field("revision", LedgerText.code, .hidden),
            ],
            values: [
                "kind": [entry.key.kind.rawValue], "code": [entry.key.code], "revision": [String(entry.revision)],
                "reason": [refusedRetiring?.reason ?? ""],
            ], problem: refusedRetiring?.problem, submit: LedgerText.retire, seal: FormSeal(csrf: csrf))
        form.kind = .seal
        form.scope = "retire-"
        return Components.details(LedgerText.retire, form.html(language), isOpen: refusedRetiring != nil, language)
    }

    private func stored(_ entry: LedgerEntry) -> [String: [String]] {
        let values: [String: String?] = [
            "kind": entry.key.kind.rawValue, "code": entry.key.code, "department": entry.department, "name_zh": entry.name.zh,
            "name_en": entry.name.en, "owner": entry.owner, "elements": entry.elements.joined(separator: " "),
            "cycle": entry.cycle?.rawValue, "sharing": entry.sharing?.rawValue, "basis": entry.basis, "quality": entry.quality,
            "joining": entry.joining?.rawValue, "plan_owner": entry.planOwner, "plan_on": entry.planOn?.description, "reason": entry.reason,
            "revision": String(entry.revision),
        ]
        return values.compactMapValues { $0.map { [$0] } }
    }
}
