import Catalogue
import Kernel
import Web

/// The page of one source: how it fares, the form by which it is switched off or on, and its latest changes.
struct SourceFilePage {
    let file: SourceFile
    let catalogue: Catalogue
    let call: Call

    private var language: Language { call.language }

    static let longestReason = 200

    /// Whoever switches a source off says why; that it works again needs no reason.
    static func reasonField(isOut: Bool) -> Field {
        Field(
            "reason", isOut ? SwitchingText.whyOff : SwitchingText.whyOn, .text(max: longestReason),
            help: isOut ? SwitchingText.whyOffHelp : nil, required: isOut)
    }

    func page(problem: Problem? = nil) -> Page {
        let state = file.state
        let facts = [
            Components.Fact(SharingText.holder, "\(catalogue.departmentName(state.owner), language)"),
            Components.Fact(SharingText.source, "\(SharingText.answered(by: state.kind), language)"),
            Components.Fact(SharingText.cycle, "\(SharingText.cycle(state.cycle.rawValue), language)"),
        ]
        let rows = file.changes.html { "<li>\(SourceFilePage.words(of: $0, today: file.today, language))</li>" }
        let changes: HTML =
            rows.isEmpty ? "<p class=\"soft\">\(SwitchingText.noChanges, language)</p>" : "<ul class=\"plain\">\(rows)</ul>"
        let here: Link = "/console/data/sources/\(state.code)"
        let pager = Components.pager(
            next: file.next.map { here.with("after", $0.rawValue) }, first: file.isFirst ? nil : here, language)
        let main =
            Components.card(SwitchingText.source, Components.summaryList(facts, language), language)
            + Components.card(SwitchingText.changes, changes + pager, language)
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (SharingText.sources, "/console/data/sources")], language))\
            \(Components.heading(HTML(text: state.name[language]), tag: Components.tag(state.word.name, state.word.tone, language)))\
            \(Components.split(main, form(problem)))
            """
        return Page(SwitchingText.source, layout: .console(current: DataCentre.nav), body: body)
    }

    private func form(_ problem: Problem?) -> HTML {
        guard file.state.maySwitch else { return problem.map { Components.problem($0, language) } ?? HTML() }
        let goesOut = file.state.word != .off
        let label = goesOut ? SharingText.switchOff : SharingText.switchOn
        let section = FormSection(
            label, note: goesOut ? SwitchingText.offNote : SwitchingText.onNote,
            fields: [SourceFilePage.reasonField(isOut: goesOut), Field("out", label, .hidden)])
        return Form(
            action: "/console/data/sources/\(file.state.code)/outage", sections: [section],
            values: call.submitted.values.merging(["out": [goesOut ? "true" : "false"]]) { _, new in new }, problem: problem,
            submit: label, kind: goesOut ? .seal : .main, seal: FormSeal(csrf: call.visitor.csrf)
        ).html(language)
    }

    /// `9 月 3 日 14:20 舒文 停用：系统升级`
    static func words(of change: SourceSwitch, today: LocalDate, _ language: Language) -> HTML {
        let what = change.isOff ? SwitchingText.switchedOff : SwitchingText.switchedOn
        let why = change.reason.map { "\(SwitchingText.because, language)\(Components.quoted($0, language))" as HTML }
        return """
            \(Components.moment(change.at, near: today, language)) \(Components.quoted(change.actorName, language)) \(what, language)\(why)
            """
    }
}
