import Catalogue
import Kernel
import Web

/// The pages of a correction, the person's and the department's.
struct CorrectionPages {
    let language: Language
    let csrf: String
    let values: [String: [String]]
    /// How long the department has to answer.
    let workdays: Int

    init(_ call: Call, _ settings: DataCentreSettings) {
        (language, csrf, values) = (call.language, call.visitor.csrf, call.submitted.values)
        workdays = settings.correctionWorkdays
    }

    private static let tones: [CorrectionState: Components.Tone] = [.open: .wait, .mended: .done, .kept: .quiet, .withdrawn: .quiet]

    private func tag(_ state: CorrectionState) -> HTML { CorrectionPages.tag(state, language) }

    static func tag(_ state: CorrectionState, _ language: Language) -> HTML {
        Components.tag(state.name, tones[state] ?? .quiet, language)
    }

    // MARK: The person

    func form(_ line: DataAccess, _ catalogue: Catalogue, problem: Problem?) -> Page {
        let what = DataCentreText.what(line.resource, in: catalogue)
        let fields = [
            Field(
                "kind", CorrectingText.kind, .choice(Correction.Kind.allCases.map { Option($0.rawValue, $0.name) }, style: .radios)),
            Field("words", CorrectingText.words, .longText(max: 1000), help: CorrectingText.wordsHelp),
        ]
        let form = Form(
            action: "/data-uses/\(line.id)/objections", fields: fields, values: values, problem: problem, submit: CorrectingText.send,
            seal: FormSeal(csrf: csrf))
        let body: HTML = """
            \(Components.breadcrumbs([(DataCentreText.title, "/data-uses")], language))\
            \(Components.heading(CorrectingText.object, lede: CorrectingText.objectLede(workdays), language))\
            \(Components.summaryList([Components.Fact(DataCentreText.what, "\(what, language)"), Components.Fact(DataCentreText.when, Components.moment(line.at, language)), Components.Fact(DataCentreText.why, "\(line.reason, language)")], language))\
            \(form.html(language))
            """
        return Page(CorrectingText.object, body: body)
    }

    func mine(_ list: CorrectionList) -> Page {
        let cards =
            list.corrections.map { ($0.id, card($0, list.catalogue)) } + list.others.map { ($0.id, card($0, list.catalogue)) }
        let none = Components.emptyState(CorrectingText.none, action: (DataCentreText.title, "/data-uses"), language)
        let body: HTML = """
            \(Components.breadcrumbs([(DataCentreText.title, "/data-uses")], language))\
            \(Components.heading(CorrectingText.mine, lede: CorrectingText.mineLede, language))\
            \(cards.isEmpty ? none : cards.sorted { $0.0 > $1.0 }.html { $0.1 })\
            \(Components.pager(next: list.next.map { "/data-corrections?after=\($0)" }, first: list.isFirst ? nil : "/data-corrections", language))
            """
        return Page(CorrectingText.mine, body: body)
    }

    private func card(_ correction: Correction, _ catalogue: Catalogue) -> HTML {
        var facts = [
            Components.Fact(CorrectingText.kind, "\(correction.kind.name, language)"),
            Components.Fact(CorrectingText.said, HTML(text: correction.words)),
            Components.Fact(CorrectingText.department, "\(catalogue.departmentName(correction.department), language)"),
        ]
        facts += claimed(correction, at: "/data-corrections/\(correction.id)/evidence")
        if correction.state == .open {
            facts.append(Components.Fact(CorrectingText.dueOn, Components.date(correction.dueOn, language)))
        }
        if let answer = correction.answer { facts.append(Components.Fact(CorrectingText.answer, HTML(text: answer))) }
        let back: HTML =
            correction.state == .open
            ? Components.actionBar([
                Components.postButton(
                    CorrectingText.takeBack, to: "/data-corrections/\(correction.id)/withdrawal", kind: .plain,
                    seal: FormSeal(csrf: csrf),
                    language)
            ]) : HTML()
        return Components.card(
            "\(DataCentreText.what(correction.resource, in: catalogue), language)", aside: tag(correction.state),
            Components.summaryList(facts, language) + back)
    }

    /// What stands in the record, what should, and the proof.
    private func claimed(_ correction: Correction, at file: Link) -> [Components.Fact] {
        var facts: [Components.Fact] = []
        if let claim = correction.claim {
            facts.append(Components.Fact(CorrectingText.held, "\(claim.label, language) · \(claim.held, language)"))
            facts.append(Components.Fact(CorrectingText.claimed, "\(claim.claimed, language)"))
        }
        if let evidence = correction.evidence {
            facts.append(Components.Fact(CorrectingText.evidence, "<a href=\"\(file)\">\(evidence.name)</a>"))
        }
        return facts
    }

    // MARK: The department

    func list(_ list: CorrectionList) -> Page {
        let here: Link = "/console/data/corrections"
        let filters = CorrectionState.allCases.map { ($0.rawValue, $0.name) } + [("all", SharingText.all)]
        let chips = filters.map { Components.Chip($1, here.with("state", $0), isCurrent: list.filter == $0) }
        let rows = list.corrections.map { correction -> Components.Row in
            let due = Components.date(correction.dueOn, near: list.today, language)
            let isLate = correction.state == .open && correction.dueOn < list.today
            return Components.Row([
                "<a href=\"\(here.text)/\(correction.id)\">\(DataCentreText.what(correction.resource, in: list.catalogue), language)</a>",
                "\(correction.kind.name, language)", "\(list.catalogue.departmentShortName(correction.department), language)",
                isLate ? due + " " + Components.tag(SharingText.overdue, .seal, language) : due, tag(correction.state),
            ])
        }
        let columns = [SharingText.resource, CorrectingText.kind, CorrectingText.department, CorrectingText.dueOn, SharingText.state]
        let table: HTML =
            rows.isEmpty
            ? Components.emptyState(CorrectingText.noneOpen, language)
            : Components.table(columns.map { Components.Column($0) }, rows: rows, caption: CorrectingText.title, language)
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(CorrectingText.title, lede: CorrectingText.lede(workdays), language))\
            \(Components.filterChips(chips, label: SharingText.byState, language))\(table)\
            \(Components.pager(next: list.next.map { here.with("state", list.filter).with("after", $0.rawValue) }, first: list.isFirst ? nil : here.with("state", list.filter), language))
            """
        return Page(CorrectingText.title, layout: .console(current: DataCentre.nav), body: body)
    }

    func file(_ file: CorrectionFile, problem: Problem?, of refused: CorrectionAction?) -> Page {
        let correction = file.correction
        var facts = [
            Components.Fact(CorrectingText.who, "\(file.who) \(Components.code(file.number))"),
            Components.Fact(CorrectingText.kind, "\(correction.kind.name, language)"),
            Components.Fact(CorrectingText.stated, HTML(text: correction.words)),
            Components.Fact(CorrectingText.dueOn, Components.date(correction.dueOn, near: file.today, language)),
        ]
        facts += claimed(correction, at: "/console/data/corrections/\(correction.id)/evidence")
        if let answer = correction.answer { facts.append(Components.Fact(CorrectingText.answer, HTML(text: answer))) }
        let steps: HTML =
            file.mayAnswer
            ? [CorrectionAction.mend, .keep].html { step($0, correction, problem: refused == $0 ? problem : nil) } : HTML()
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (CorrectingText.title, "/console/data/corrections")], language))\
            \(Components.heading("\(DataCentreText.what(correction.resource, in: file.catalogue), language)", tag: tag(correction.state)))\
            \(Components.split(Components.card(CorrectingText.one, Components.summaryList(facts, language), language), steps))
            """
        return Page(CorrectingText.one, layout: .console(current: DataCentre.nav), body: body)
    }

    private func step(_ action: CorrectionAction, _ correction: Correction, problem: Problem?) -> HTML {
        let place: Link =
            action == .mend
            ? "/console/data/corrections/\(correction.id)/amendment" : "/console/data/corrections/\(correction.id)/confirmation"
        let fields = [
            Field("reason", action == .mend ? CorrectingText.mended : CorrectingText.keptWhy, .longText(max: 1000)),
            Field("revision", CorrectingText.one, .hidden),
        ]
        var form = Form(
            action: place, sections: [FormSection(action.name, fields: fields)],
            values: (problem == nil ? [:] : values).merging(["revision": [String(correction.revision)]]) { _, new in new },
            problem: problem, submit: action.name, kind: action == .mend ? .main : .plain, seal: FormSeal(csrf: csrf))
        form.scope = "\(action.rawValue)-"
        return form.html(language)
    }
}
