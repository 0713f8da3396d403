import Catalogue
import DataCentre
import Kernel
import Store
import Web

extension Exchange {
    var systemEndpoints: [Endpoint] { form.endpoints + put.endpoints + [secret(.page), secret(.api)] }

    /// What a form is shown for.
    struct Registration: Sendable {
        var system: DepartmentSystem?
        /// The department of a new one, once it is chosen.
        var department: String?
    }

    private var reading: SystemReading {
        SystemReading(catalogue: catalogue.snapshot, hosts: settings.allowedHosts, hasTables: national.exist)
    }

    // MARK: The registration

    private var form: Screen<Registration> {
        Screen(
            "exchange.registration", get: "/console/exchange/registration", access: Exchange.writers, summary: ExchangeText.form,
            query: .object([.init("code", .string, required: false), .init("department", .string, required: false)]),
            refuses: ["exchange.not-found"],
            load: { call in
                let rights = ExchangeRights(scope: call.visitor.scope)
                guard let code = call.query["code"] else { return Registration(department: call.query["department"]) }
                let known = try await database.read { try tables.systems.known(String(code.prefix(60)), in: $0) }
                guard let system = known?.system, rights.mayKeep(system.department) else { throw ExchangeRefusal.notFound.problem }
                return Registration(system: system, department: system.department)
            }, page: { registration, call in registrationPage(registration, call, problem: nil) })
    }

    private func registrationPage(_ registration: Registration, _ call: Call, problem: Problem?) -> Page {
        let rights = ExchangeRights(scope: call.visitor.scope)
        let snapshot = catalogue.snapshot
        let departments = Set(snapshot.items.values.map(\.department)).filter { rights.mayKeep($0) }.sorted()
        return SystemPages(language: call.language, csrf: call.visitor.csrf, catalogue: snapshot, hasTables: national.exist)
            .form(registration, departments: departments, values: problem == nil ? [:] : call.submitted.values, problem: problem)
    }

    private var put: Act<(system: DepartmentSystem, revision: Int?), SystemStanding> {
        Act(
            "exchange.register", post: "/console/exchange/registration", access: Exchange.writers, summary: ExchangeText.save,
            takes: .object([
                .init("code", .string(maxLength: 40)), .init("department", .string), .init("name_zh", .string(maxLength: 100)),
                .init("name_en", .string(maxLength: 100), required: false), .init("items", .array(.string), required: false),
                .init("duties", .array(.oneOf(DepartmentSystem.Duty.allCases.map(\.rawValue))), required: false),
                .init("licenceTypes", .array(.string), required: false),
                .init("way", .oneOf(DepartmentSystem.Way.allCases.map(\.rawValue))), .init("url", .string(maxLength: 500), required: false),
                .init("revision", .integer, required: false),
            ]), refuses: ["invalid", "exchange.not-yours", "exchange.stale"],
            input: { submitted, _ in
                (try reading.system(submitted.values), submitted["revision"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil })
            },
            run: { input, call in try await register(input.system, expected: input.revision, for: call.visitor, at: call.now) },
            then: { standing, _ in Exchange.path(of: standing.system.code) },
            again: { problem, call in
                let isNew = call.submitted["revision"].flatMap { Int($0) } ?? 0 == 0
                let known = isNew ? nil : try await database.read { try tables.systems.known(call.submitted["code"] ?? "", in: $0) }
                let rights = ExchangeRights(scope: call.visitor.scope)
                let system = known.flatMap { rights.mayKeep($0.system.department) ? $0.system : nil }
                return registrationPage(Registration(system: system, department: call.submitted["department"]), call, problem: problem)
            }, gives: SystemJSON.schema, json: { standing, _ in SystemJSON.json(standing) }, status: 200)
    }

    /// Takes a registration, new or changed, and tells the ledger how the system is joined.
    func register(_ system: DepartmentSystem, expected: Int?, for visitor: Visitor, at now: Instant) async throws -> SystemStanding {
        guard ExchangeRights(scope: visitor.scope).mayKeep(system.department) else {
            throw ExchangeRefusal.notYours(catalogue.snapshot.departmentName(system.department)).problem
        }
        return try await database.write { connection in
            let before = try tables.systems.known(system.code, in: connection)?.system
            guard try tables.systems.put(system, expected: expected, by: visitor.name, at: now, in: connection) else {
                throw expected == nil ? ExchangeRefusal.codeTaken.problem : ExchangeRefusal.stale.problem
            }
            try beginOpening(system, before: before, at: now, in: connection)
            try dataCentre.register(system: system.code, system.name, of: system.department, by: visitor.name, at: now, in: connection)
            guard let known = try tables.systems.known(system.code, in: connection) else { throw ExchangeRefusal.notFound.problem }
            return SystemStanding(known: known, counts: DeliveryCounts())
        }
    }

    // MARK: The secret

    /// Makes a secret and shows it, this once.
    private func secret(_ face: Endpoint.Face) -> Endpoint {
        Endpoint(
            "exchange.secret", .post, "/console/exchange/systems/{code}/secret", access: Exchange.writers,
            summary: ExchangeText.makeSecret, takes: .object([.init("revision", .integer)]),
            gives: .object([.init("code", .string), .init("secret", .string)]),
            refuses: ["invalid", "exchange.not-found", "exchange.not-yours", "exchange.stale"], face: face,
            again: { problem, call in
                WatchingPages(language: call.language, csrf: call.visitor.csrf).file(try await opened(call), problem: problem)
            }
        ) { call in
            guard let revision = call.submitted["revision"].flatMap({ Int($0) }) else {
                throw Problem.invalid([Problem.Fault("revision", ExchangeText.missing)])
            }
            let next = surroundings.randomBytes(SystemSecrets.byteCount)
            let (system, shown) = try await database.write { connection in
                let known = try kept(call, in: connection)
                let secrets = known.secrets?.replaced(by: next, at: call.now) ?? SystemSecrets(current: next)
                guard
                    try tables.systems.set(
                        secrets, of: known.system.code, expected: revision, by: call.visitor.name, at: call.now, in: connection)
                else { throw ExchangeRefusal.stale.problem }
                return (known.system, secrets.shown)
            }
            if face == .api { return .json(["code": .string(system.code), "secret": .string(shown)]) }
            let pages = SystemPages(
                language: call.language, csrf: call.visitor.csrf, catalogue: catalogue.snapshot, hasTables: national.exist)
            return .page(pages.secret(shown, of: system))
        }
    }
}
