import Catalogue
import Kernel
import Store
import Web

/// How one source fares.
struct SourceState: Sendable {
    enum Word: Sendable, Hashable {
        case working, failing(Int), resting, off
        /// It answers, and has not been renewed since, though it should have been.
        case late(LocalDate)

        var name: Text {
            switch self {
            case .working: SharingText.working
            case .failing(let count): SharingText.failing(count)
            case .resting: SharingText.resting
            case .off: SharingText.off
            case .late(let day): SharingText.late(since: day)
            }
        }

        var tone: Components.Tone {
            switch self {
            case .working: .done
            case .failing, .late: .wait
            case .resting, .off: .seal
            }
        }

        var code: String {
            switch self {
            case .working: "working"
            case .failing: "failing"
            case .resting: "resting"
            case .off: "off"
            case .late: "late"
            }
        }
    }

    var code: String
    var name: Text
    var owner: String
    var kind: String
    var cycle: DataResource.UpdateCycle
    var word: Word
    var maySwitch = false
    /// By which change it is off.
    var switchedOff: SourceSwitch?
}

/// What the list of sources shows.
struct SourceList: Sendable {
    var page: KeyedPage<SourceState>
    var narrowed: DataFilter
    /// Those that the visitor sees at all.
    var owned: [DataResource]
}

extension DataCentre {
    var sourceEndpoints: [Endpoint] { sourceList.endpoints + sourceFile.endpoints + switching.endpoints }

    func states(_ codes: [String], _ snapshot: Catalogue, _ book: SharingBook, at now: Instant) -> [SourceState] {
        codes.compactMap { snapshot.resources[$0] }.map { resource in
            let circuit = book.circuit(resource.code)
            let kind = outside[resource.code]?.kind ?? (drops.dropped.contains(resource.code) ? "file" : "register")
            let late = lateSince(resource, book, on: now.date)
            let word: SourceState.Word =
                book.outages.contains(resource.code)
                ? .off
                : circuit.passage(at: now) == .open
                    ? .resting : circuit.failures > 0 ? .failing(circuit.failures) : late.map(SourceState.Word.late) ?? .working
            return SourceState(
                code: resource.code, name: resource.name, owner: resource.owner, kind: kind, cycle: resource.updateCycle, word: word)
        }
    }

    private var sourceList: Screen<SourceList> {
        Screen(
            "datacentre.sources", get: "/console/data/sources", access: DataCentre.stewards, summary: SharingText.sources, tag: "data",
            query: .object([.init("after", .string, required: false)] + DataFilter.query), refuses: ["invalid"],
            load: { call in
                let (snapshot, rights) = (catalogue.snapshot, DataRights(scope: call.visitor.scope))
                let narrowed = try DataFilter(call, in: snapshot)
                let owned = resources(of: rights.seen, in: snapshot).compactMap { snapshot.resources[$0] }
                let (book, off) = try await database.read {
                    (try shelf.book(grants, sources, ledger, quality, in: $0), try sources.standing(in: $0))
                }
                let all = states(owned.filter(narrowed.takes).map(\.code), snapshot, book, at: call.now).map { state in
                    var state = state
                    state.maySwitch = rights.mayAct(for: state.owner)
                    state.switchedOff = state.word == .off ? off[state.code] : nil
                    return state
                }
                let page = try KeyedPage(all, after: call.query["after"], size: 30, key: \.code)
                return SourceList(page: page, narrowed: narrowed, owned: owned)
            }, page: { list, call in sourcePage(list, call) },
            gives: .object([.init("items", .array(.object(SourceJSON.members))), .init("next", .string.orNull)]),
            json: { list, _ in
                ["items": .array(list.page.items.map { .object(SourceJSON.json($0)) }), "next": JSON(list.page.next)]
            })
    }

    private func sourcePage(_ list: SourceList, _ call: Call) -> Page {
        let (language, snapshot) = (call.language, catalogue.snapshot)
        let rows = list.page.items.map { state -> Components.Row in
            let here: Link = "/console/data/sources/\(state.code)"
            let way: HTML =
                state.maySwitch
                ? Components.button(state.word == .off ? SharingText.switchOn : SharingText.switchOff, to: here, .plain, language) : HTML()
            let off: HTML? = state.switchedOff.map {
                "<br><span class=\"soft\">\(SourceFilePage.words(of: $0, today: call.now.date, language))</span>"
            }
            return Components.Row([
                "<a href=\"\(here)\">\(state.name, language)</a>", HTML(text: snapshot.departmentShortName(state.owner)[language]),
                state.kind == "file"
                    ? "<a href=\"\(Link("/console/data/deliveries"))\">\(SharingText.answered(by: state.kind), language)</a>"
                    : "\(SharingText.answered(by: state.kind), language)", "\(SharingText.cycle(state.cycle.rawValue), language)",
                "\(Components.tag(state.word.name, state.word.tone, language))\(off)", way,
            ])
        }
        let columns = [
            Components.Column(SharingText.resource), Components.Column(SharingText.holder), Components.Column(SharingText.source),
            Components.Column(SharingText.cycle), Components.Column(SharingText.state),
            Components.Column(SharingText.act, hidesTitle: true),
        ]
        let place: Link = "/console/data/sources"
        let boxes = list.narrowed.form(to: place, among: list.owned, in: snapshot, help: FilterText.sourcesHelp, language)
        let table: HTML =
            rows.isEmpty
            ? Components.emptyState(FilterText.noneFound, hint: list.narrowed.isEmpty ? nil : FilterText.noneFoundHint, language)
            : Components.table(columns, rows: rows, caption: SharingText.sources, language)
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(SharingText.sources, lede: SharingText.sourcesLede, language))\(boxes)\(table)\
            \(list.page.pager(list.narrowed.link(place), isFirst: call.query["after"] == nil, language))
            """
        return Page(SharingText.sources, layout: .console(current: DataCentre.nav), body: body)
    }
}
