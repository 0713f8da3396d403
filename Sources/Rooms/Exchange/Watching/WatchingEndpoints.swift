import Catalogue
import Kernel
import Store
import Web

extension Exchange {
    private static let historySize = 20
    private static let waitingSize = 50

    var watchingEndpoints: [Endpoint] { list.endpoints + file.endpoints + stateAct.endpoints + retryAct.endpoints }

    static func path(of code: String) -> Link { "/console/exchange/systems/\(code)" }

    // MARK: Looking

    private var list: Screen<SystemList> {
        Screen(
            "exchange.systems", get: "/console/exchange", access: Exchange.keepers, summary: ExchangeText.title,
            load: { call in
                let rights = ExchangeRights(scope: call.visitor.scope)
                let (known, counts) = try await database.read { connection in
                    (try tables.systems.everyKnown(in: connection), try tables.deliveries.counts(in: connection))
                }
                let seen = known.filter { rights.maySee($0.system.department) }
                let snapshot = catalogue.snapshot
                return SystemList(
                    systems: seen.map { SystemStanding(known: $0, counts: counts[$0.system.code] ?? DeliveryCounts()) },
                    mayKeep: snapshot.departments.keys.contains { rights.mayKeep($0) }, catalogue: snapshot)
            },
            page: { list, call in WatchingPages(language: call.language, csrf: call.visitor.csrf).list(list) },
            gives: .object([.init("systems", .array(SystemJSON.schema))]),
            json: { list, _ in ["systems": .array(list.systems.map(SystemJSON.json))] })
    }

    private var file: Screen<SystemFile> {
        Screen(
            "exchange.system", get: "/console/exchange/systems/{code}", access: Exchange.keepers, summary: ExchangeText.system,
            query: .object([.init("after", .id, required: false)]), refuses: ["exchange.not-found"],
            load: { call in try await opened(call) },
            page: { file, call in WatchingPages(language: call.language, csrf: call.visitor.csrf).file(file, problem: nil) },
            gives: .object([
                .init("system", SystemJSON.schema), .init("waiting", .array(SystemJSON.deliverySchema)),
                .init("history", .array(SystemJSON.deliverySchema)), .init("next", .id.orNull),
                .init("received", .array(SystemJSON.lineSchema)),
            ]),
            json: { file, call in
                [
                    "system": SystemJSON.json(file.standing), "waiting": .array(file.waiting.map(SystemJSON.json)),
                    "history": .array(file.history.map(SystemJSON.json)), "next": JSON(file.next?.rawValue),
                    "received": .array(file.received.map { SystemJSON.json($0, call.language) }),
                ]
            })
    }

    /// The system of the path, if the visitor may see it.
    func seen(_ call: Call, in connection: any Connection) throws -> KnownSystem {
        guard let known = try tables.systems.known(String(try call.parameter("code").prefix(60)), in: connection),
            ExchangeRights(scope: call.visitor.scope).maySee(known.system.department)
        else { throw ExchangeRefusal.notFound.problem }
        return known
    }

    /// The same, if the visitor keeps it.
    func kept(_ call: Call, in connection: any Connection) throws -> KnownSystem {
        let known = try seen(call, in: connection)
        guard ExchangeRights(scope: call.visitor.scope).mayKeep(known.system.department) else {
            throw ExchangeRefusal.notYours(catalogue.snapshot.departmentName(known.system.department)).problem
        }
        return known
    }

    func opened(_ call: Call) async throws -> SystemFile {
        let before = try call.place("after")
        let size = Exchange.historySize
        let (snapshot, rights) = (catalogue.snapshot, ExchangeRights(scope: call.visitor.scope))
        return try await database.read { connection in
            let known = try seen(call, in: connection)
            let code = known.system.code
            let open = try [SystemDelivery.State.failed, .waiting, .held].flatMap {
                try tables.deliveries.deliveries(of: code, $0, limit: Exchange.waitingSize, in: connection)
            }
            let history = try tables.deliveries.history(of: code, before: before, limit: size + 1, in: connection)
            return SystemFile(
                standing: SystemStanding(known: known, counts: try tables.deliveries.counts(in: connection)[code] ?? DeliveryCounts()),
                waiting: Array(open.prefix(Exchange.waitingSize)), history: Array(history.prefix(size)),
                next: history.count > size ? history[size - 1].id : nil, isFirst: before == nil,
                received: try tables.received.lines(of: code, before: nil, limit: size, in: connection),
                mayKeep: rights.mayKeep(known.system.department), returnAddress: "\(origin)\(Exchange.eventsPath(code))",
                licencesAddress: "\(origin)\(Exchange.licencesPath(code))", actsAddress: "\(origin)\(Exchange.licenceActsPath(code))",
                catalogue: snapshot, today: call.now.date)
        }
    }

    // MARK: Acting

    private func again(_ problem: Problem, _ call: Call) async throws -> Page {
        WatchingPages(language: call.language, csrf: call.visitor.csrf).file(try await opened(call), problem: problem)
    }

    private var stateAct: Act<(state: DepartmentSystem.State, revision: Int), String> {
        Act(
            "exchange.state", post: "/console/exchange/systems/{code}/state", access: Exchange.writers, summary: ExchangeText.pause,
            takes: .object([
                .init("state", .oneOf(DepartmentSystem.State.allCases.map(\.rawValue))), .init("revision", .integer),
            ]), refuses: ["invalid", "exchange.not-found", "exchange.not-yours", "exchange.stale"],
            input: { submitted, _ in
                guard let state = submitted["state"].flatMap(DepartmentSystem.State.init(rawValue:)) else {
                    throw Problem.invalid([Problem.Fault("state", ExchangeText.missing)])
                }
                guard let revision = submitted["revision"].flatMap({ Int($0) }) else {
                    throw Problem.invalid([Problem.Fault("revision", ExchangeText.missing)])
                }
                return (state, revision)
            },
            run: { input, call in try await set(input.state, expected: input.revision, call) },
            then: { code, _ in Exchange.path(of: code) }, again: { problem, call in try await again(problem, call) },
            gives: .object([.init("code", .string)]), json: { code, _ in ["code": .string(code)] }, status: 200)
    }

    private func set(_ state: DepartmentSystem.State, expected: Int, _ call: Call) async throws -> String {
        try await database.write { connection in
            let known = try kept(call, in: connection)
            let code = known.system.code
            guard
                try tables.systems.set(
                    state, of: code, expected: expected, by: call.visitor.name, at: call.now, in: connection)
            else { throw ExchangeRefusal.stale.problem }
            if state == .active { try release(code, at: call.now, in: connection) }
            return code
        }
    }

    /// What was held goes out, in its order.
    func release(_ code: String, at now: Instant, in connection: any Connection) throws {
        while true {
            let held = try tables.deliveries.deliveries(of: code, .held, limit: 500, in: connection)
            for delivery in held {
                try tables.deliveries.set(.waiting, of: delivery.id, at: now, in: connection)
                try post(delivery, at: now, in: connection)
            }
            if held.count < 500 { return }
        }
    }

    private var retryAct: Act<Submitted, String> {
        Act(
            "exchange.retry", post: "/console/exchange/systems/{code}/retry", access: Exchange.writers, summary: ExchangeText.retry,
            takes: .object([]), refuses: ["exchange.not-found", "exchange.not-yours"], input: { submitted, _ in submitted },
            run: { _, call in
                try await database.write { connection in
                    let code = try kept(call, in: connection).system.code
                    try tryAgain(code, at: call.now, in: connection)
                    return code
                }
            },
            then: { code, _ in Exchange.path(of: code) }, again: { problem, call in try await again(problem, call) },
            gives: .object([.init("code", .string)]), json: { code, _ in ["code": .string(code)] }, status: 200)
    }

    /// What was given up goes back into the outbox, what waits for its next attempt is tried now.
    func tryAgain(_ code: String, at now: Instant, in connection: any Connection) throws {
        while true {
            let failed = try tables.deliveries.deliveries(of: code, .failed, limit: 500, in: connection)
            for delivery in failed {
                try tables.deliveries.set(.waiting, of: delivery.id, at: now, in: connection)
                // One that an operator has discarded from the list of dead letters is posted anew.
                if try !Outbox.retry(deadLetter: delivery.id, of: Exchange.deliverySubscriber, at: now, in: connection) {
                    try post(delivery, at: now, in: connection)
                }
            }
            if failed.count < 500 { break }
        }
        // What the outbox gave up for a reason of ours still stands as waiting.
        for delivery in try tables.deliveries.deliveries(of: code, .waiting, limit: 2000, in: connection) {
            _ = try Outbox.retry(deadLetter: delivery.id, of: Exchange.deliverySubscriber, at: now, in: connection)
        }
        _ = try tables.systems.recover(code, in: connection)
        try Outbox.hasten(of: Exchange.deliverySubscriber, keys: SystemDelivery.keys(code), at: now, in: connection)
    }
}
