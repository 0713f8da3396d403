import Catalogue
import Kernel
import Web

/// The pages about quality.
struct QualityPages {
    let language: Language
    let csrf: String

    func list(_ model: QualityModel, isFirst: Bool) -> Page {
        let rows = model.page.items.map { line -> Components.Row in
            let name: HTML = "<a href=\"\(Link("/console/data/quality/\(line.resource.code)"))\">\(line.resource.name, language)</a>"
            let owner: HTML = "\(model.catalogue.departmentShortName(line.resource.owner), language)"
            let late = line.lateSince.map { Components.tag(SharingText.late(since: $0), .wait, language) } ?? "—"
            guard let last = line.last else {
                let why = line.isReadable ? QualityText.unseen : QualityText.oneByOne
                return Components.Row([name, owner, "—", "—", "\(why, language)", late, "—"])
            }
            let newest: HTML = last.newest.map { Components.date($0, near: model.today, language) } ?? "—"
            let change = line.before.map { last.score - $0.score } ?? 0
            return Components.Row([
                name, owner, "\(last.records)", "\(last.faulty)",
                "\(QualityText.score(last.score)) \(change == 0 ? HTML() : Components.soft(QualityText.change(change), language))",
                late, newest,
            ])
        }
        let columns = [
            Components.Column(SharingText.resource), Components.Column(SharingText.holder), Components.Column(QualityText.records, .number),
            Components.Column(QualityText.faulty, .number), Components.Column(QualityText.scoreTitle),
            Components.Column(QualityText.late), Components.Column(QualityText.newest),
        ]
        let table: HTML =
            rows.isEmpty
            ? Components.emptyState(QualityText.notYet, language)
            : Components.table(columns, rows: rows, caption: QualityText.title, language)
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(QualityText.title, lede: QualityText.lede, language))\(table)\
            \(model.page.pager("/console/data/quality", isFirst: isFirst, language))\(trend(model.trend))
            """
        return Page(QualityText.title, layout: .console(current: DataCentre.nav), body: body)
    }

    func faults(_ model: FaultModel) -> Page {
        let rows = model.rows.map { row in
            Components.Row([
                Components.code(row.key), "\(row.element, language)", "\(row.rule.name, language)", "\(row.words, language)",
                Components.date(row.foundOn, language),
            ])
        }
        let place: Link = "/console/data/quality/\(model.resource.code)"
        let here = place.with("purpose", model.purpose?.rawValue)
        let columns = [QualityText.whose, StandardsText.element, QualityText.rule, QualityText.what, QualityText.foundOn]
        let table: HTML =
            rows.isEmpty
            ? Components.emptyState(QualityText.nothingToMend, language)
            : Components.table(columns.map { Components.Column($0) }, rows: rows, caption: QualityText.faults, language)
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (QualityText.title, "/console/data/quality")], language))\
            \(Components.heading(model.resource.name, lede: QualityText.faultsLede, language))\(table)\
            \(Components.pager(next: model.next.map { here.with("after", $0) }, first: model.isFirst ? nil : here, language))\
            \(inFull(model, place))\
            \(Components.actionBar([Components.postButton(QualityText.checkNow, to: "/console/data/quality/\(model.resource.code)/checks", kind: .plain, seal: FormSeal(csrf: csrf), language), Components.button(CountingText.asTable, to: Link("/console/data/quality/\(model.resource.code)/rows.csv").with("purpose", model.purpose?.rawValue), .plain, language)]))\
            \(trend(model.trend))
            """
        return Page(QualityText.faults, layout: .console(current: DataCentre.nav), body: body)
    }

    /// The ways to the numbers in full, each with its purpose; that they are shown, where they are.
    private func inFull(_ model: FaultModel, _ place: Link) -> HTML {
        guard !model.rows.isEmpty else { return HTML() }
        if model.purpose != nil { return Components.banner(.quiet, "\(QualityText.kept, language)") }
        let ways = FaultPurpose.allCases.map { Components.button($0.name, to: place.with("purpose", $0.rawValue), .plain, language) }
        return Components.card(nil, "<p>\(QualityText.inFull, language)</p>" + Components.actionBar(ways))
    }

    private func trend(_ runs: [QualityRun]) -> HTML {
        guard !runs.isEmpty else { return HTML() }
        let rows = runs.reversed().map { run in
            Components.Row([
                Components.date(run.day, language), "\(run.records)", "\(run.faulty)", HTML(text: QualityText.score(run.score)),
            ])
        }
        let columns = [
            Components.Column(QualityText.day), Components.Column(QualityText.records, .number),
            Components.Column(QualityText.faulty, .number), Components.Column(QualityText.scoreTitle),
        ]
        return Components.card(
            QualityText.trend, Components.table(columns, rows: rows, caption: QualityText.trend, language), language)
    }
}
