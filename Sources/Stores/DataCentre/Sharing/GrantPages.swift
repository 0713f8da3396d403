import Catalogue
import Kernel
import Web

/// The pages about grants.
struct GrantPages {
    let language: Language
    let csrf: String

    static let untilField = Field("until", SharingText.until, .date(min: nil, max: nil), help: SharingText.untilHelp, required: false)
    private static let reasonField = Field("reason", SharingText.reason, .longText(max: 1000))
    static let tones: [GrantState: Components.Tone] = [
        .requested: .wait, .granted: .done, .refused: .seal, .lapsed: .quiet, .withdrawn: .seal,
    ]

    func list(_ list: GrantList) -> Page {
        let (place, narrowed): (Link, DataFilter) = ("/console/data/grants", list.narrowed)
        let here = narrowed.link(place)
        let filters =
            [("waiting", SharingText.waiting)] + GrantState.allCases.dropFirst().map { ($0.rawValue, $0.name) } + [("all", SharingText.all)]
        let chips = filters.map { code, name in Components.Chip(name, here.with("state", code), isCurrent: list.filter == code) }
        let columns = [SharingText.resource, SharingText.user, SharingText.item, SharingText.dueOn, SharingText.state].map {
            Components.Column($0)
        }
        let rows = list.grants.map { grant in row(grant, list) }
        let boxes = narrowed.form(
            to: place, among: Array(list.catalogue.resources.values), in: list.catalogue, keeping: [("state", list.filter)],
            help: FilterText.grantsHelp, language)
        let table: HTML =
            rows.isEmpty && !narrowed.isEmpty
            ? Components.emptyState(FilterText.noneFound, hint: FilterText.noneFoundHint, language)
            : rows.isEmpty
                ? Components.emptyState(
                    SharingText.noGrants, hint: SharingText.noGrantsHint, action: (SharingText.ask, "/console/data/requests"), language)
                : Components.table(columns, rows: rows, caption: SharingText.grants, language)
        let onward = list.next.map { here.with("state", list.filter).with("after", $0.rawValue) }
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(SharingText.grants, lede: SharingText.grantsLede, language))\
            \(Components.filterChips(chips, label: SharingText.byState, language))\(boxes)\(table)\
            \(Components.pager(next: onward, first: list.isFirst ? nil : here.with("state", list.filter), language))\
            \(Components.actionBar([Components.button(SharingText.ask, to: "/console/data/requests", .plain, language)]))
            """
        return Page(SharingText.grants, layout: .console(current: DataCentre.nav), body: body)
    }

    private func row(_ grant: Grant, _ list: GrantList) -> Components.Row {
        let (key, state) = (grant.key, grant.state(on: list.today))
        let name = list.catalogue.resources[key.resource]?.name ?? Text(same: key.resource)
        let due: HTML = state == .requested || grant.extensionNeed != nil ? self.due(grant, list.today) : "—"
        let tag = Components.tag(state.name, GrantPages.tones[state] ?? .quiet, language)
        let asked: HTML = grant.extensionNeed == nil ? HTML() : " " + Components.tag(SharingText.extensionAsked, .wait, language)
        return Components.Row([
            "<a href=\"\(Link("/console/data/grants/\(grant.id)"))\">\(name, language)</a>",
            HTML(text: list.catalogue.departmentShortName(key.department)[language]),
            HTML(text: (list.catalogue.thing(key.item)?.name ?? Text(same: key.item))[language]), due,
            tag + asked,
        ])
    }

    private func due(_ grant: Grant, _ today: LocalDate) -> HTML { due(grant.dueOn, today) }

    private func due(_ day: LocalDate, _ today: LocalDate) -> HTML {
        let date = Components.date(day, near: today, language)
        return day < today ? date + " " + Components.tag(SharingText.overdue, .seal, language) : date
    }

    func file(_ file: GrantFile, problem: Problem? = nil, of refused: GrantAction? = nil, values: [String: [String]] = [:]) -> Page {
        let (grant, key, catalogue) = (file.grant, file.grant.key, file.catalogue)
        let resource = catalogue.resources[key.resource]
        let state = grant.state(on: file.today)
        var facts = [
            Components.Fact(SharingText.user, HTML(text: catalogue.departmentName(key.department)[language])),
            Components.Fact(SharingText.item, HTML(text: (catalogue.thing(key.item)?.name ?? Text(same: key.item))[language])),
            Components.Fact(
                SharingText.holder, HTML(text: (resource.map { catalogue.departmentName($0.owner) } ?? Text(same: "—"))[language])),
            Components.Fact(SharingText.sharing, "\(SharingText.sharing(resource?.sharing.rawValue ?? "none"), language)"),
            Components.Fact(SharingText.need, Components.chinese(grant.need, language)),
        ]
        if let need = grant.extensionNeed { facts.append(Components.Fact(SharingText.extensionNeed, Components.chinese(need, language))) }
        if state == .requested || grant.extensionNeed != nil { facts.append(Components.Fact(SharingText.dueOn, due(grant, file.today))) }
        if let reason = grant.reason { facts.append(Components.Fact(SharingText.reason, Components.chinese(reason, language))) }
        if let until = grant.until { facts.append(Components.Fact(SharingText.until, Components.date(until, language))) }
        if let day = file.provideBy { facts.append(Components.Fact(SharingText.provideBy, due(day, file.today))) }
        if let elements = file.demand?.elements, !elements.isEmpty {
            let names = elements.map { catalogue.elements[$0]?.name[language] ?? $0 }
            facts.append(Components.Fact(SharingText.elements, HTML(text: names.joined(separator: language == .zh ? "、" : ", "))))
        }
        let steps = file.actions.html { action in
            step(action, grant, problem: refused == action ? problem : nil, refused == action ? values : [:])
        }
        let again: HTML =
            file.mayAsk
            ? Components.actionBar([
                Components.button(
                    state == .granted ? SharingText.askLonger : SharingText.ask,
                    to: Link("/console/data/requests").with(query: [
                        ("department", key.department), ("resource", key.resource), ("item", key.item),
                    ]),
                    .main, language)
            ]) : HTML()
        let elsewhere: HTML? = refused == nil ? problem.map { Components.problem($0, language) } : nil
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (SharingText.grants, "/console/data/grants")], language))\
            \(Components.heading(HTML(text: (resource?.name ?? Text(same: key.resource))[language]), tag: Components.tag(state.name, GrantPages.tones[state] ?? .quiet, language)))\
            \(elsewhere)\(Components.split(Components.card(SharingText.grant, Components.summaryList(facts, language), language) + history(file), steps + again))
            """
        return Page(SharingText.grant, layout: .console(current: DataCentre.nav), body: body)
    }

    private func step(_ action: GrantAction, _ grant: Grant, problem: Problem?, _ values: [String: [String]]) -> HTML {
        let place: Link =
            switch action {
            case .grant: "/console/data/grants/\(grant.id)/agreement"
            case .refuse: "/console/data/grants/\(grant.id)/refusal"
            case .postpone: "/console/data/grants/\(grant.id)/postponement"
            default: "/console/data/grants/\(grant.id)/withdrawal"
            }
        let label = label(action, isExtension: grant.extensionNeed != nil)
        var reason = GrantPages.reasonField
        reason.isRequired = action != .grant
        var form = Form(
            action: place, sections: [FormSection(label, fields: action == .grant ? [reason, GrantPages.untilField] : [reason])],
            values: values.merging(["revision": [String(grant.revision)]]) { _, new in new }, problem: problem, submit: label,
            kind: action == .grant ? .main : action == .postpone ? .plain : .seal, seal: FormSeal(csrf: csrf))
        form.sections[0].fields.append(Field("revision", label, .hidden))
        form.scope = "\(action.rawValue)-"
        return form.html(language)
    }

    private func label(_ action: GrantAction, isExtension: Bool) -> Text {
        switch action {
        case .grant: isExtension ? SharingText.answerExtend : SharingText.answerGrant
        case .refuse: isExtension ? SharingText.answerNoLonger : SharingText.answerRefuse
        case .postpone: action.name
        default: SharingText.takeBack
        }
    }

    private func history(_ file: GrantFile) -> HTML {
        let rows = file.events.reversed().html { event in
            let words: HTML? = event.words.map { "：\(Components.chinese($0, language))" }
            return "<li>\(Components.moment(event.at, language)) · \(event.actorName) · \(event.action.name, language)\(words)</li>"
        }
        return Components.card(SharingText.history, "<ul class=\"plain\">\(rows)</ul>", language)
    }

    /// The form by which a department asks.
    func asking(
        _ key: Grant.Key?, catalogue: Catalogue, departments: [String]?, values: [String: [String]], problem: Problem?
    ) -> Page {
        let mine = catalogue.departments.values.filter { departments?.contains($0.code) ?? true }.sorted { $0.code < $1.code }
        let shared = catalogue.resources.values.filter { $0.sharing != .none }.sorted { $0.code < $1.code }
        // A department asks for its items, and for what the one-things that it leads ask by themselves.
        let own = Set(mine.map(\.code))
        let led = catalogue.allThings.filter { own.contains($0.lead) }.map { Option($0.code, $0.name) }
        let things = catalogue.items.values.filter { own.contains($0.department) }.sorted { $0.code < $1.code }.map {
            Option($0.code, $0.name)
        }
        let fields = [
            Field("department", SharingText.user, .choice(mine.map { Option($0.code, $0.name) }, style: .select)),
            Field("resource", SharingText.resource, .choice(shared.map { Option($0.code, $0.name) }, style: .select)),
            Field("item", SharingText.item, .choice(led + things, style: .select)),
            Field("need", SharingText.need, .longText(max: 500)),
        ]
        let chosen = key.map { ["department": [$0.department], "resource": [$0.resource], "item": [$0.item]] } ?? [:]
        let form = Form(
            action: "/console/data/requests", fields: fields, values: values.merging(chosen) { typed, _ in typed }, problem: problem,
            submit: SharingText.send, seal: FormSeal(csrf: csrf))
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (SharingText.grants, "/console/data/grants")], language))\
            \(Components.heading(SharingText.ask, lede: SharingText.askLede, language))\(form.html(language))
            """
        return Page(SharingText.ask, layout: .console(current: DataCentre.nav), body: body)
    }
}
