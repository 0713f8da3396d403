import Catalogue
import Kernel
import Store
import Web

/// What the list of grants shows.
struct GrantList: Sendable {
    var filter: String
    var narrowed: DataFilter
    var grants: [Grant]
    var next: ID?
    var isFirst: Bool
    var catalogue: Catalogue
    var today: LocalDate
}

/// One grant with its trail, and what the visitor may do with it.
struct GrantFile: Sendable {
    var grant: Grant
    var events: [GrantEvent]
    var actions: [GrantAction]
    /// To ask for it, or for a longer term.
    var mayAsk: Bool
    /// By when what was granted is to be provided; nil where the resource answers, or nothing is granted.
    var provideBy: LocalDate?
    var demand: DataDemand?
    var catalogue: Catalogue
    var today: LocalDate
}

extension DataCentre {
    var sharingEndpoints: [Endpoint] {
        home.endpoints + list.endpoints + asking.endpoints + file.endpoints + request.endpoints
            + [GrantAction.grant, .refuse, .withdraw, .postpone].flatMap { step($0).endpoints }
    }

    private static let refusals = [
        "invalid", "datacentre.not-found", "datacentre.stale", "datacentre.not-allowed", "datacentre.not-yours", "datacentre.unshared",
        "datacentre.postponed",
    ]
    private static let pageSize = 30

    private var home: Screen<DataOverview> {
        Screen(
            "datacentre.home", get: "/console/data", access: DataCentre.stewards, summary: SharingText.data, tag: "data",
            load: { call in try await overview(for: call.visitor, at: call.now) },
            page: { overview, call in OverviewPage(overview: overview, language: call.language).page() })
    }

    private var list: Screen<GrantList> {
        Screen(
            "datacentre.grants", get: "/console/data/grants", access: DataCentre.stewards, summary: SharingText.grants, tag: "data",
            query: .object(
                [
                    .init("state", .oneOf(["waiting", "all"] + GrantState.allCases.map(\.rawValue)), required: false),
                    .init("after", .id, required: false),
                ] + DataFilter.query), refuses: ["invalid"],
            load: { call in try await grantList(call) },
            page: { list, call in GrantPages(language: call.language, csrf: call.visitor.csrf).list(list) },
            gives: .object([.init("items", .array(GrantJSON.schema)), .init("next", .id.orNull)]),
            json: { list, _ in
                ["items": .array(list.grants.map { GrantJSON.json($0, list.today) }), "next": JSON(list.next?.rawValue)]
            })
    }

    private func grantList(_ call: Call) async throws -> GrantList {
        let filter = call.query["state"] ?? "waiting"
        let states: [GrantState]
        switch filter {
        case "waiting": states = [.requested]
        case "all": states = GrantState.allCases
        default:
            guard let state = GrantState(rawValue: filter) else { throw WebProblem.notFound }
            states = [state]
        }
        let (snapshot, before) = (catalogue.snapshot, try call.place("after"))
        let narrowed = try DataFilter(call, in: snapshot)
        let departments = DataRights(scope: call.visitor.scope).seen
        let found = try await database.read { connection in
            try grants.grants(
                states: states, waiting: filter == "waiting", departments: departments,
                owned: resources(of: departments, in: snapshot), codes: narrowed.codes(in: snapshot), before: before,
                limit: DataCentre.pageSize + 1, in: connection)
        }
        let shown = Array(found.prefix(DataCentre.pageSize))
        return GrantList(
            filter: filter, narrowed: narrowed, grants: shown, next: found.count > shown.count ? shown.last?.id : nil,
            isFirst: before == nil,
            catalogue: snapshot,
            today: call.now.date)
    }

    /// The resources that these departments hold.
    func resources(of departments: [String]?, in snapshot: Catalogue) -> [String] {
        snapshot.resources.values.filter { departments?.contains($0.owner) ?? true }.map(\.code).sorted()
    }

    private var file: Screen<GrantFile> {
        Screen(
            "datacentre.grant", get: "/console/data/grants/{id}", access: DataCentre.stewards, summary: SharingText.grant, tag: "data",
            refuses: ["datacentre.not-found"], load: { call in try await grantFile(try call.id(), call) },
            page: { file, call in GrantPages(language: call.language, csrf: call.visitor.csrf).file(file) }, gives: GrantJSON.schema,
            json: { file, _ in GrantJSON.json(file.grant, file.today) })
    }

    private func grantFile(_ id: ID, _ call: Call) async throws -> GrantFile {
        let snapshot = catalogue.snapshot
        let rights = DataRights(scope: call.visitor.scope)
        let (grant, events, isProvided) = try await database.read { connection in
            guard let grant = try grants.grant(id, in: connection) else { throw DataCentreRefusal.notFound.problem }
            let isKept = try !table.hashes(of: grant.key.resource, after: "", limit: 1, in: connection).isEmpty
            return (grant, try grants.events(of: id, in: connection), isKept || outside[grant.key.resource] != nil)
        }
        let (key, owner) = (grant.key, snapshot.resources[grant.key.resource]?.owner ?? "")
        // What one may not see is not there.
        guard rights.maySee(owner, key.department) else { throw DataCentreRefusal.notFound.problem }
        let today = call.now.date
        let actions = [GrantAction.grant, .refuse, .withdraw].filter {
            rights.mayAct(for: owner) && grant.allows($0, by: .holder, on: today)
        }
        let delays = rights.mayWatch(owner) && !grant.isPostponed && grant.allows(.postpone, by: .authority, on: today)
        // 政务数据共享条例: what was granted is provided within its time.
        let isOwed = grant.state(on: today) == .granted && !isProvided
        let provideBy = grant.decidedAt.map { calendar().due(from: $0.date, .workdays(settings.deliveryWorkdays)).date }
        let demand = snapshot.thing(key.item).flatMap { thing in
            snapshot.demands(of: thing).first { $0.resource == key.resource && $0.item == key.item }
        }
        return GrantFile(
            grant: grant, events: events, actions: actions + (delays ? [.postpone] : []),
            mayAsk: rights.mayAct(for: key.department) && grant.allows(.request, by: .user, on: today),
            provideBy: isOwed ? provideBy : nil, demand: demand, catalogue: snapshot, today: today)
    }

    private var asking: Screen<Grant.Key?> {
        Screen(
            "datacentre.ask", get: "/console/data/requests", access: DataCentre.stewards, summary: SharingText.ask, tag: "data",
            query: .object([
                .init("department", .string, required: false), .init("resource", .string, required: false),
                .init("item", .string, required: false),
            ]),
            load: { call in
                guard let resource = call.query["resource"], let item = call.query["item"], let department = call.query["department"] else {
                    return nil
                }
                return Grant.Key(department: department, resource: resource, item: item)
            }, page: { key, call in requestPage(key, call) })
    }

    private func requestPage(_ key: Grant.Key?, _ call: Call, problem: Problem? = nil) -> Page {
        GrantPages(language: call.language, csrf: call.visitor.csrf).asking(
            key, catalogue: catalogue.snapshot, departments: DataRights(scope: call.visitor.scope).actedFor, values: call.submitted.values,
            problem: problem)
    }

    private var request: Act<(key: Grant.Key, need: String), Grant> {
        Act(
            "datacentre.request", post: "/console/data/requests", access: .staff([.steward]), summary: SharingText.send, tag: "data",
            takes: .object([
                .init("department", .string), .init("resource", .string), .init("item", .string), .init("need", .string(maxLength: 500)),
            ]), refuses: DataCentre.refusals,
            input: { submitted, _ in
                func text(_ name: String) -> String { submitted[name] ?? "" }
                let key = Grant.Key(department: text("department"), resource: text("resource"), item: text("item"))
                return (key, String(text("need").prefix(500)))
            }, run: { input, call in try await self.request(input.key, need: input.need, for: call.visitor, at: call.now) },
            then: { grant, _ in "/console/data/grants/\(grant.id)" }, again: { problem, call in requestPage(nil, call, problem: problem) },
            gives: GrantJSON.schema, json: { grant, call in GrantJSON.json(grant, call.now.date) })
    }

    /// Each step is a noun of its own: `POST /console/data/grants/{id}/withdrawal`.
    private func step(_ action: GrantAction) -> Act<GrantMove, Grant> {
        let noun = [GrantAction.grant: "agreement", .refuse: "refusal", .withdraw: "withdrawal", .postpone: "postponement"][action]
        return Act(
            "datacentre.\(action.rawValue)", post: "/console/data/grants/{id}/\(noun ?? action.rawValue)",
            access: .staff([action == .postpone ? .supervisor : .steward]), summary: action.name, tag: "data",
            takes: .object([
                .init("reason", .string(maxLength: 1000), required: action != .grant), .init("until", .date, required: false),
                .init("revision", .integer, required: false),
            ]), refuses: DataCentre.refusals,
            input: { submitted, _ in
                var move = GrantMove(action: action, reason: submitted["reason"].map { String($0.prefix(1000)) })
                if action == .grant {
                    move.until = try GrantPages.untilField.parse(submitted)?.string.flatMap { LocalDate($0) }
                }
                move.expected = submitted["revision"].flatMap { Int($0) }
                return move
            }, run: { move, call in try await take(move, on: try call.id(), for: call.visitor, at: call.now) },
            then: { grant, _ in "/console/data/grants/\(grant.id)" },
            again: { problem, call in
                let file = try await grantFile(try call.id(), call)
                return GrantPages(language: call.language, csrf: call.visitor.csrf)
                    .file(file, problem: problem, of: action, values: call.submitted.values)
            }, gives: GrantJSON.schema, json: { grant, call in GrantJSON.json(grant, call.now.date) }, status: 200)
    }
}

/// A grant for programs.
enum GrantJSON {
    static let schema: Schema = .object([
        .init("id", .id), .init("department", .string), .init("resource", .string), .init("item", .string),
        .init("state", .oneOf(GrantState.allCases.map(\.rawValue))), .init("need", .string), .init("requestedAt", .dateTime),
        .init("dueOn", .date), .init("reason", .string.orNull), .init("until", .date.orNull), .init("extensionNeed", .string.orNull),
        .init("postponed", .boolean), .init("revision", .integer),
    ])

    static func json(_ grant: Grant, _ today: LocalDate) -> JSON {
        [
            "id": .string(grant.id.rawValue), "department": .string(grant.key.department), "resource": .string(grant.key.resource),
            "item": .string(grant.key.item), "state": .string(grant.state(on: today).rawValue), "need": .string(grant.need),
            "requestedAt": .string(grant.requestedAt.rfc3339), "dueOn": .string(grant.dueOn.description), "reason": JSON(grant.reason),
            "until": JSON(grant.until?.description), "extensionNeed": JSON(grant.extensionNeed), "postponed": .bool(grant.isPostponed),
            "revision": .int(grant.revision),
        ]
    }
}
