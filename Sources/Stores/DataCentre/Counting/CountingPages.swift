import Catalogue
import Kernel
import Web

/// Thirty days of questions.
struct StatisticsModel: Sendable {
    struct Row: Sendable {
        var department: String
        var resource: String
        var tally: Tally
    }

    var rows: [Row]
    var catalogue: Catalogue
}

struct StatisticsPage {
    let model: StatisticsModel
    let language: Language

    func page() -> Page {
        let byDepartment = sums(by: \.department).map { code, tally in
            row(model.catalogue.departments[code]?.name ?? CountingText.nobody, tally)
        }
        let byResource = sums(by: \.resource).map { code, tally in row(DataCentreText.what(code, in: model.catalogue), tally) }
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(CountingText.title, lede: CountingText.lede, language))\
            \(table(CountingText.byDepartment, CountingText.department, byDepartment))\(table(CountingText.byResource, SharingText.resource, byResource))\
            \(Components.actionBar([Components.button(CountingText.asTable, to: "/console/data/statistics.csv", .plain, language)]))
            """
        return Page(CountingText.title, layout: .console(current: DataCentre.nav), body: body)
    }

    private func sums(by key: (StatisticsModel.Row) -> String) -> [(String, Tally)] {
        var sums: [String: Tally] = [:]
        for row in model.rows { sums[key(row), default: Tally()] += row.tally }
        return sums.sorted { ($1.value.calls, $0.key) < ($0.value.calls, $1.key) }.map { ($0.key, $0.value) }
    }

    private func row(_ name: Text, _ tally: Tally) -> Components.Row {
        let tenths = Int((tally.meanMilliseconds * 10).rounded())
        return Components.Row([
            "\(name, language)", "\(tally.calls)", "\(tally.found)", "\(tally.calls - tally.found - tally.failed)", "\(tally.failed)",
            "\(tenths / 10).\(tenths % 10)",
        ])
    }

    private func table(_ title: Text, _ first: Text, _ rows: [Components.Row]) -> HTML {
        guard !rows.isEmpty else { return Components.card(title, Components.emptyState(CountingText.nothing, language), language) }
        let columns = [
            Components.Column(first), Components.Column(CountingText.calls, .number), Components.Column(CountingText.found, .number),
            Components.Column(CountingText.none, .number), Components.Column(CountingText.failed, .number),
            Components.Column(CountingText.milliseconds, .number),
        ]
        return Components.card(title, Components.table(columns, rows: rows, caption: title, language), language)
    }
}

/// Alarms, with the names of those who read.
struct AlarmModel: Sendable {
    var isOpen: Bool
    var alarms: [ReadingAlarm]
    var names: [WatchedReader: String]
    var next: ID?
    var problem: Problem?
}

struct AlarmPage {
    let model: AlarmModel
    let language: Language
    let csrf: String

    func page() -> Page {
        let here: Link = "/console/data/alarms"
        let chips = [
            Components.Chip(CountingText.open, here, isCurrent: model.isOpen),
            Components.Chip(CountingText.closed, here.with("state", "closed"), isCurrent: !model.isOpen),
        ]
        let cards = model.alarms.html { alarm -> HTML in
            var facts = [
                Components.Fact(CountingText.reader, HTML(text: model.names[alarm.who] ?? alarm.who.text)),
                Components.Fact(CountingText.when, Components.moment(alarm.begins, language)),
                Components.Fact(CountingText.looks, "\(alarm.looks)"),
            ]
            if let words = alarm.words, let by = alarm.closedBy {
                facts.append(Components.Fact(CountingText.finding, "\(words) <span class=\"soft\">\(by)</span>"))
            }
            return Components.card(alarm.kind.name, Components.summaryList(facts, language) + closing(alarm), language)
        }
        let list: HTML = model.alarms.isEmpty ? Components.emptyState(CountingText.noAlarms, language) : cards
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(CountingText.alarms, lede: CountingText.alarmsLede, language))\
            \(Components.filterChips(chips, label: SharingText.byState, language))\(list)\
            \(Components.pager(next: model.next.map { here.with("state", model.isOpen ? "open" : "closed").with("after", $0.rawValue) }, language))
            """
        return Page(CountingText.alarms, layout: .console(current: DataCentre.nav), body: body)
    }

    private func closing(_ alarm: ReadingAlarm) -> HTML {
        guard alarm.closedAt == nil else { return HTML() }
        var form = Form(
            action: "/console/data/alarms/\(alarm.id)/closing",
            fields: [Field("words", CountingText.finding, .text(max: 500), help: CountingText.findingHelp)], submit: CountingText.close,
            seal: FormSeal(csrf: csrf))
        form.scope = "\(alarm.id)-"
        return form.html(language)
    }
}
