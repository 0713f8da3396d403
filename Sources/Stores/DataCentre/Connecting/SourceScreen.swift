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
}

extension DataCentre {
    var sourceEndpoints: [Endpoint] { sourceList.endpoints + switching.endpoints }

    func states(_ codes: [String], _ snapshot: Catalogue, _ book: SharingBook, at now: Instant) -> [SourceState] {
        codes.compactMap { snapshot.resources[$0] }.map { resource in
            let circuit = book.circuit(resource.code)
            let kind = outside[resource.code]?.kind ?? (drops.dropped.contains(resource.code) ? "file" : "register")
            let late = kind == "register" ? nil : book.lateSince(resource, on: now.date)
            let word: SourceState.Word =
                book.outages.contains(resource.code)
                ? .off
                : circuit.passage(at: now) == .open
                    ? .resting : circuit.failures > 0 ? .failing(circuit.failures) : late.map(SourceState.Word.late) ?? .working
            return SourceState(
                code: resource.code, name: resource.name, owner: resource.owner, kind: kind, cycle: resource.updateCycle, word: word)
        }
    }

    private var sourceList: Screen<KeyedPage<SourceState>> {
        Screen(
            "datacentre.sources", get: "/console/data/sources", access: DataCentre.stewards, summary: SharingText.sources, tag: "data",
            query: .object([.init("after", .string, required: false)]), refuses: ["invalid"],
            load: { call in
                let (snapshot, rights) = (catalogue.snapshot, DataRights(scope: call.visitor.scope))
                let owned = resources(of: rights.seen, in: snapshot)
                let book = try await database.read { try shelf.book(grants, sources, ledger, quality, in: $0) }
                let all = states(owned, snapshot, book, at: call.now).map { state in
                    var state = state
                    state.maySwitch = rights.mayAct(for: state.owner)
                    return state
                }
                return try KeyedPage(all, after: call.query["after"], size: 30, key: \.code)
            }, page: { states, call in sourcePage(states, call) },
            gives: .object([
                .init(
                    "items",
                    .array(
                        .object([.init("resource", .string), .init("owner", .string), .init("kind", .string), .init("state", .string)]))),
                .init("next", .string.orNull),
            ]),
            json: { states, _ in
                [
                    "items": .array(
                        states.items.map {
                            [
                                "resource": .string($0.code), "owner": .string($0.owner), "kind": .string($0.kind),
                                "state": .string($0.word.code),
                            ]
                        }), "next": JSON(states.next),
                ]
            })
    }

    private func sourcePage(_ states: KeyedPage<SourceState>, _ call: Call) -> Page {
        let (language, snapshot) = (call.language, catalogue.snapshot)
        let rows = states.items.map { state -> Components.Row in
            let isOff = state.word == .off
            let button: HTML =
                state.maySwitch
                ? Components.postButton(
                    isOff ? SharingText.switchOn : SharingText.switchOff, to: "/console/data/sources/\(state.code)/outage",
                    kind: isOff ? .main : .plain, seal: FormSeal(csrf: call.visitor.csrf), values: [("out", isOff ? "false" : "true")],
                    language)
                : HTML()
            return Components.Row([
                HTML(text: state.name[language]), HTML(text: snapshot.departmentShortName(state.owner)[language]),
                state.kind == "file"
                    ? "<a href=\"\(Link("/console/data/deliveries"))\">\(SharingText.answered(by: state.kind), language)</a>"
                    : "\(SharingText.answered(by: state.kind), language)", "\(SharingText.cycle(state.cycle.rawValue), language)",
                Components.tag(state.word.name, state.word.tone, language), button,
            ])
        }
        let columns = [
            Components.Column(SharingText.resource), Components.Column(SharingText.holder), Components.Column(SharingText.source),
            Components.Column(SharingText.cycle), Components.Column(SharingText.state),
            Components.Column(SharingText.act, hidesTitle: true),
        ]
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(SharingText.sources, lede: SharingText.sourcesLede, language))\
            \(Components.table(columns, rows: rows, caption: SharingText.sources, language))\
            \(states.pager("/console/data/sources", isFirst: call.query["after"] == nil, language))
            """
        return Page(SharingText.sources, layout: .console(current: DataCentre.nav), body: body)
    }

    private var switching: Act<Bool, String> {
        Act(
            "datacentre.outage", post: "/console/data/sources/{resource}/outage", access: .staff([.steward]),
            summary: SharingText.switchOff, tag: "data", takes: .object([.init("out", .boolean)]),
            refuses: ["datacentre.not-found", "datacentre.not-yours"], input: { submitted, _ in submitted["out"] == "true" },
            run: { isOut, call in
                let snapshot = catalogue.snapshot
                guard let resource = snapshot.resources[try call.parameter("resource")] else { throw DataCentreRefusal.notFound.problem }
                guard DataRights(scope: call.visitor.scope).mayAct(for: resource.owner) else {
                    throw DataCentreRefusal.notYours(snapshot.departmentName(resource.owner)).problem
                }
                try await setOutage(resource.code, isOut, at: call.now)
                return resource.code
            }, then: { _, _ in "/console/data/sources" }, gives: .object([.init("resource", .string)]),
            json: { code, _ in ["resource": .string(code)] }, status: 200)
    }
}
