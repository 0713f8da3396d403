import Cases
import Identity
import Kernel
import Licences
import Store
import Web

extension Exchange {
    /// Performs an act that a system sent, once, and writes its line into the log whatever comes of it. What is refused changes nothing and
    /// may be sent again.
    func perform(_ incoming: IncomingAct, from system: DepartmentSystem, at now: Instant) async throws -> ActOutcome {
        do {
            guard system.state == .active else { throw ExchangeRefusal.paused.problem }
            if let before = try await done(incoming, by: system) { return try await repeated(before, incoming, system, at: now) }
            let act = try OfficialAct(incoming.kind, incoming.data)
            do {
                return switch act.kind.subject {
                case .case_: try await move(act, incoming, system, at: now)
                case .licence: try await object(act, incoming, system, at: now)
                case .assistance: try await reply(act, incoming, system, at: now)
                }
            } catch {
                // The same act may have been sent twice at once: then the other one has done it.
                if let before = try await done(incoming, by: system) { return try await repeated(before, incoming, system, at: now) }
                throw error
            }
        } catch let problem as Problem {
            try await log(incoming, system.code, .refused, problem, at: now)
            throw problem
        }
    }

    private func done(_ incoming: IncomingAct, by system: DepartmentSystem) async throws -> ActOutcome? {
        let found = try await database.read { try tables.received.find(system.code, incoming.eventID, in: $0) }
        guard let found else { return nil }
        guard found.digest == incoming.digest else { throw ExchangeRefusal.otherContent.problem }
        return found.outcome
    }

    private func repeated(_ outcome: ActOutcome, _ incoming: IncomingAct, _ system: DepartmentSystem, at now: Instant) async throws
        -> ActOutcome
    {
        try await log(incoming, system.code, .repeated, nil, at: now)
        return outcome
    }

    // MARK: A case

    private func move(_ act: OfficialAct, _ incoming: IncomingAct, _ system: DepartmentSystem, at now: Instant) async throws -> ActOutcome {
        guard let action = act.kind.action else { throw ExchangeRefusal.noCase.problem }
        // Another department's case is not there, whatever the number: nothing is told about it.
        let found = try await cases.search(.number(act.number), scope: system.reader.scope)
        guard let current = found.first(where: { $0.number == act.number && system.items.contains($0.item) }) else {
            throw ExchangeRefusal.noCase.problem
        }
        let visitor = try await official(act, of: system) { scope in
            [current.region, current.deskRegion].contains {
                scope.holds(anyOf: [.window, .reviewer, .approver, .licensor], department: current.department, region: $0)
            }
        }
        let file = try await cases.caseFile(current.id, for: visitor, at: now)
        if let version = act.version, version != file.current.version { throw CaseRefusal.stale.problem }
        let move = try file.officialMove(action, Submitted(values: act.values), on: now.date)
        let after = try await cases.perform(
            current.id, move, for: visitor, expectedVersion: file.current.version, at: now
        ) { after, connection in
            let outcome = ActOutcome(caseID: after.id, version: after.version, status: after.status)
            try finish(outcome, incoming, system, at: now, in: connection)
        }
        return ActOutcome(caseID: after.id, version: after.version, status: after.status)
    }

    /// The official as if they had signed in to the console, as far as this department goes. Their account is what the rules go by: whoever
    /// accepted a case, here or there, does not decide it.
    private func official(_ act: OfficialAct, of system: DepartmentSystem, mayHandle: (Scope) -> Bool) async throws -> Visitor {
        let found = try await database.read { try identity.official(number: act.officialNumber, in: $0) }
        guard let found, found.staff.name == act.officialName else { throw ExchangeRefusal.unknownOfficial.problem }
        let scope = system.narrowed(found.staff.scope)
        guard mayHandle(scope) else { throw ExchangeRefusal.unknownOfficial.problem }
        return Visitor(
            kind: .staff, account: found.account, name: ExchangeText.by(found.staff.name, system.name).zh, scope: scope, language: .zh)
    }

    // MARK: A licence

    private func object(_ act: OfficialAct, _ incoming: IncomingAct, _ system: DepartmentSystem, at now: Instant) async throws -> ActOutcome
    {
        let visitor = try await official(act, of: system) { !$0.grants.isEmpty }
        let licence = try await licences.licence(identifier: act.licence)
        guard let licence, licence.issuer == system.department else { throw LicenceRefusal.notFound.problem }
        return try await database.write { connection in
            try licences.object(to: licence.id, act.remark, for: visitor, at: now, in: connection)
            try finish(ActOutcome(), incoming, system, at: now, in: connection)
            return ActOutcome()
        }
    }

    // MARK: A request for assistance

    private func reply(_ act: OfficialAct, _ incoming: IncomingAct, _ system: DepartmentSystem, at now: Instant) async throws -> ActOutcome
    {
        guard system.duties.contains(.assistance) else { throw ExchangeRefusal.noDuty(.assistance).problem }
        // Another department's request is not there, whatever the number.
        guard let action = act.kind.reply, let id = ID(act.assistance) else { throw AssistanceRefusal.notFound.problem }
        let request = try await cases.assistance(id, for: system.reader)
        guard system.assists(request) else { throw AssistanceRefusal.notFound.problem }
        // A value where no fact was asked for would be lost in silence.
        if act.values["value"] != nil {
            guard case .element = request.subject else { throw CaseRefusal.notAsked(["value"]).problem }
        }
        let visitor = try await official(act, of: system) { cases.mayAnswer(request, $0) }
        let submitted = Submitted(values: act.values, files: act.file.map { [$0] } ?? [])
        let answer = try await cases.officialReply(action, to: request, submitted, on: now.date)
        let after = try await cases.reply(answer, to: id, expected: act.version, for: visitor, at: now) { after, connection in
            try finish(ActOutcome(version: after.revision), incoming, system, at: now, in: connection)
        }
        return ActOutcome(version: after.revision)
    }

    // MARK: The log

    /// Claims the act and writes its line, in the transaction of what it does.
    private func finish(
        _ outcome: ActOutcome, _ incoming: IncomingAct, _ system: DepartmentSystem, at now: Instant, in connection: any Connection
    ) throws {
        try tables.received.insert(system.code, incoming.eventID, digest: incoming.digest, outcome, at: now, in: connection)
        try tables.received.insert(line(incoming, system.code, .done, nil, at: now), in: connection)
    }

    private func log(_ incoming: IncomingAct, _ system: String, _ outcome: ExchangeLine.Outcome, _ problem: Problem?, at now: Instant)
        async throws
    {
        let line = line(incoming, system, outcome, problem, at: now)
        try await database.write { try tables.received.insert(line, in: $0) }
    }

    private func line(_ incoming: IncomingAct, _ system: String, _ outcome: ExchangeLine.Outcome, _ problem: Problem?, at now: Instant)
        -> ExchangeLine
    {
        ExchangeLine(
            id: surroundings.newID(), at: now, system: system, way: incoming.way, eventID: String(incoming.eventID.prefix(100)),
            act: incoming.kind.rawValue,
            number: (incoming.data["project_no"] ?? incoming.data["assistance_no"])?.string.map { String($0.prefix(60)) },
            official: incoming.data["handle_user_no"]?.string.map { String($0.prefix(60)) }, outcome: outcome, problem: problem?.code,
            words: problem.map(ExchangeText.words))
    }

    /// A message that is not believed has its line as well: somebody tries something, or something is set up wrongly.
    /// So has a row that means nothing.
    func logUnread(
        _ problem: Problem, from system: String, _ way: DepartmentSystem.Way = .webhook, id: String?, at now: Instant
    ) async throws {
        let line = ExchangeLine(
            id: surroundings.newID(), at: now, system: system, way: way, eventID: String((id ?? "").prefix(100)), act: nil, number: nil,
            official: nil, outcome: .refused, problem: problem.code, words: ExchangeText.words(problem))
        try await database.write { try tables.received.insert(line, in: $0) }
    }
}
