import Catalogue
import Kernel
import Store
import Web

/// Where data stand today, for a steward.
struct DataOverview: Sendable {
    var waiting: [Grant]
    var counts: [GrantState: Int]
    /// Grants in force whose term ends before long.
    var ending: [Grant]
    var troubled: [SourceState]
    /// Objections that wait for an answer, the earliest due first.
    var objections: [Correction]
    /// Dropped files of the last days of which something was not taken.
    var rejected: [FileDelivery]
    var seesAlarms: Bool
    var catalogue: Catalogue
    var today: LocalDate
}

extension DataCentre {
    /// For how many days a file that was not taken whole is shown on the first page.
    private static let rejectedDays = 7

    func overview(for visitor: Visitor, at now: Instant) async throws -> DataOverview {
        let snapshot = catalogue.snapshot
        let departments = DataRights(scope: visitor.scope).seen
        let owned = resources(of: departments, in: snapshot)
        return try await database.read { connection in
            let waiting = try grants.grants(
                states: [], waiting: true, departments: departments, owned: owned, before: nil, limit: 8, in: connection)
            let ending = try grants.ending(
                from: now.date, through: now.date.adding(days: settings.lapseNoticeDays), departments: departments, owned: owned,
                in: connection)
            let book = try shelf.book(grants, sources, ledger, quality, in: connection)
            return DataOverview(
                waiting: waiting,
                counts: try grants.count(departments: departments, owned: owned, in: connection),
                ending: Array(ending.prefix(8)), troubled: states(owned, snapshot, book, at: now).filter { $0.word != .working },
                objections: try corrections.corrections([.open], departments, before: nil, limit: 100, in: connection)
                    .sorted { ($0.dueOn, $0.id) < ($1.dueOn, $1.id) },
                rejected: try deliveries.deliveries(departments, before: nil, limit: 50, in: connection)
                    .filter { $0.isAmiss && $0.at.date.adding(days: DataCentre.rejectedDays) >= now.date },
                seesAlarms: visitor.may(DataCentre.watchers), catalogue: snapshot, today: now.date)
        }
    }
}

/// The steward's first page.
struct OverviewPage {
    let overview: DataOverview
    let language: Language

    func page() -> Page {
        let waiting: HTML =
            overview.waiting.isEmpty
            ? "<p class=\"soft\">\(SharingText.noGrants, language)</p>"
            : "<ul class=\"plain\">\(overview.waiting.html { grant($0, SharingText.dueOn, $0.dueOn) })</ul>"
        let counts = GrantState.allCases.map { state in
            Components.Fact(
                state.name,
                "<a href=\"\(Link("/console/data/grants").with("state", state.rawValue))\">\(overview.counts[state] ?? 0)</a>")
        }
        let troubled: HTML? =
            overview.troubled.isEmpty
            ? nil
            : Components.card(
                SharingText.troubled,
                "<ul class=\"plain\">\(overview.troubled.html { "<li>\($0.name, language) — \($0.word.name, language)</li>" })</ul>",
                language)
        var ways: [(Text, Link)] = [
            (SharingText.grants, "/console/data/grants"), (LedgerText.title, "/console/data/ledger"),
            (LedgerText.lists, "/console/data/lists"), (LedgerText.agreements, "/console/data/agreements"),
            (StandardsText.title, "/console/data/standards"), (QualityText.title, "/console/data/quality"),
            (CorrectingText.title, "/console/data/corrections"),
            (SharingText.sources, "/console/data/sources"), (DeliveryText.title, "/console/data/deliveries"),
            (CountingText.title, "/console/data/statistics"),
        ]
        if overview.seesAlarms { ways.append((CountingText.alarms, "/console/data/alarms")) }
        let body: HTML = """
            \(Components.heading(SharingText.data, lede: SharingText.lede, language))\
            \(Components.actionBar(ways.map { Components.button($0.0, to: $0.1, .plain, language) }))\
            \(Components.split(Components.card(SharingText.waiting, waiting, language) + objections + ending, Components.card(SharingText.grants, Components.summaryList(counts, language), language) + (troubled ?? HTML()) + rejected))
            """
        return Page(SharingText.data, layout: .console(current: DataCentre.nav), body: body)
    }

    private var ending: HTML {
        card(SharingText.endingSoon, overview.ending) { grant($0, SharingText.until, $0.until ?? overview.today) }
    }

    private var objections: HTML {
        card(CorrectingText.title, overview.objections) { objection in
            """
            <li><a href="\(Link("/console/data/corrections/\(objection.id)"))">\(DataCentreText.what(objection.resource, in: overview.catalogue), language)</a> \
            <span class="soft">\(CorrectingText.dueOn, language) \(Components.date(objection.dueOn, near: overview.today, language))</span></li>
            """
        }
    }

    private var rejected: HTML {
        card(DeliveryText.amiss, overview.rejected) { delivery in
            """
            <li><a href="\(Link("/console/data/deliveries/\(delivery.id)"))">\(delivery.file)</a> \
            <span class="soft">\(Components.moment(delivery.at, near: overview.today, language))</span></li>
            """
        }
    }

    /// The first few of what waits; nothing where nothing does.
    private func card<Item>(_ title: Text, _ items: [Item], each: (Item) -> HTML) -> HTML {
        guard !items.isEmpty else { return HTML() }
        return Components.card(title, "<ul class=\"plain\">\(items.prefix(8).html(each))</ul>", language)
    }

    private func grant(_ grant: Grant, _ what: Text, _ day: LocalDate) -> HTML {
        let catalogue = overview.catalogue
        let name = catalogue.resources[grant.key.resource]?.name ?? Text(same: grant.key.resource)
        let item = catalogue.thing(grant.key.item)?.name ?? Text(same: grant.key.item)
        return """
            <li><a href="\(Link("/console/data/grants/\(grant.id)"))">\(name, language)</a> <span class="soft">\
            \(catalogue.departmentShortName(grant.key.department), language) · \(item, language) · \(what, language) \
            \(Components.date(day, near: overview.today, language))</span></li>
            """
    }
}
