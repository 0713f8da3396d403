import Catalogue
import Identity
package import Kernel
import Licences
package import Store
package import Web

extension Cases {
    /// Moves a case, by the hand of whoever is signed in: an applicant their own, a member of staff those that their scope holds.
    ///
    /// - Parameters:
    ///   - expectedVersion: the version that the page showed; a case that has changed since is `CaseRefusal.stale`.
    ///   - alongside: what another room writes in the same transaction, of the case as it then stands.
    @discardableResult
    package func perform(
        _ id: ID, _ move: CaseMove, for visitor: Visitor, expectedVersion: Int, at instant: Instant,
        alongside: @escaping Alongside = { _, _ in }
    ) async throws -> Case {
        guard let current = try await database.read({ try tables.cases.case_(id, in: $0) }) else { throw CaseRefusal.notFound.problem }
        guard let actor = try await actor(visitor, on: current, at: instant) else { throw CaseRefusal.notFound.problem }
        return try await perform(id, move, by: actor, expectedVersion: expectedVersion, at: instant, alongside: alongside)
    }

    package typealias Alongside = @Sendable (Case, any Connection) throws -> Void

    /// A second click: the case as it stands after what this very hand did to that version of it a moment ago; nil where that is not so.
    func doubled(
        _ action: CaseAction, on current: Case, version: Int, by visitor: Visitor, at instant: Instant
    ) async throws -> Case? {
        guard current.version > version, let account = visitor.account else { return nil }
        let events = try await database.read { try tables.events.events(of: current.id, in: $0) }
        let isSame = events.contains { event in
            event.sequence == version + 1 && event.action == action && event.actor == account
                && event.at.adding(seconds: Cases.doubleClickSeconds) >= instant
        }
        return isSame ? current : nil
    }

    /// Later than that, a page is stale and no second click.
    private static let doubleClickSeconds: Int64 = 10

    /// Moves a case, whoever has looked after the rights: the engine's jobs, and rooms that know their own.
    @discardableResult
    package func perform(
        _ id: ID, _ move: CaseMove, by actor: CaseActor, expectedVersion: Int? = nil, at instant: Instant,
        alongside: @escaping Alongside = { _, _ in }
    ) async throws -> Case {
        guard let seen = try await database.read({ try tables.cases.case_(id, in: $0) }),
            let application = try await database.read({ try tables.applications.application(seen.application, in: $0) })
        else { throw CaseRefusal.notFound.problem }
        let desk = try await desk(thing: application.thing, version: application.catalogueVersion, at: instant)
        let faults = desk.faults(in: move.decided) + desk.faults(in: move.supplied)
        if !faults.isEmpty { throw Problem.invalid(faults) }
        do {
            return try await database.write { connection in
                let after = try perform(
                    move, on: id, of: application.id, by: actor, expectedVersion, desk: desk, at: instant, in: connection)
                try alongside(after, connection)
                return after
            }
        } catch let refusal as CaseRefusal {
            throw refusal.problem
        }
    }

    func perform(
        _ move: CaseMove, on id: ID, of application: ID, by actor: CaseActor, _ expectedVersion: Int?, desk: PassageDesk,
        at instant: Instant, in connection: any Connection
    ) throws -> Case {
        // The row of the application is held, so that two of its cases are not decided at the same time without knowing of each other.
        guard var passage = try passage(of: application, desk: desk, in: connection),
            let index = passage.cases.firstIndex(where: { $0.current.id == id })
        else { throw CaseRefusal.notFound }
        if let expectedVersion, passage.cases[index].current.version != expectedVersion { throw CaseRefusal.stale }
        let before = passage.application
        try passage.perform(move, on: index, by: actor, at: instant, issuing: licenceDesk(at: instant, in: connection))
        try write(passage, before: before, at: instant, in: connection)
        if move.action == .revokeGrant || move.action == .returnUnsupplied {
            try recordBreach(by: move, in: passage, passage.cases[index].current, at: instant, in: connection)
        }
        if move.action == .supply || move.action == .supplyPaper {
            try tables.attachments.bind(move.attachments, to: id, owner: application, in: connection)
        }
        return passage.cases[index].current
    }

    /// An application as it stands, ready to move.
    func passage(of id: ID, desk: PassageDesk, in connection: any Connection) throws -> ApplicationPassage? {
        guard let application = try tables.applications.application(id, locking: true, in: connection),
            let (frozen, amendments) = try tables.applications.contents(of: id, in: connection)
        else { return nil }
        let facts = frozen.facts.merging(amendments.facts) { _, new in new }
        let judge = desk.judge(facts, answers: frozen.answers, on: desk.today)
        let cases = try tables.cases.cases(of: id, in: connection).map { value in
            CasePassage(value, rules: desk.rules(for: try desk.item(value.item), judge, isOnPromise: value.isOnPromise))
        }
        return ApplicationPassage(desk: desk, application: application, frozen: frozen, amendments: amendments, cases: cases)
    }

    /// Writes what a passage has changed: rows, events, documents, news.
    private func write(_ passage: ApplicationPassage, before: Application, at instant: Instant, in connection: any Connection) throws {
        for changed in passage.cases {
            guard let before = changed.before else { continue }
            guard changed.hasChanged else {
                // Its limit goes on because another case has moved, whose event tells why.
                if changed.current != before { try tables.cases.settle(changed.current, in: connection) }
                continue
            }
            try tables.cases.replace(
                before, with: changed.current, desk: changed.current.desk(changed.rules), recording: changed.events, tables.events,
                in: connection)
            if !changed.documents.isEmpty { try connection.run(tables.documents.insertion(changed.documents.map(registrar.sealed))) }
            try CaseNews.changed(changed).post(id: surroundings.newID(), at: instant, in: connection)
        }
        if passage.hasNewAmendments || passage.application != before {
            try tables.applications.update(passage.application, passage.amendments, in: connection)
        }
    }

    // MARK: Hands

    /// Whose hands a visitor has on a case; nil where they may not even see it.
    func actor(_ visitor: Visitor, on current: Case, at instant: Instant) async throws -> CaseActor? {
        switch visitor.kind {
        case .person:
            guard visitor.party == current.party else { return nil }
            return CaseActor(kind: .applicant, account: visitor.account, name: visitor.name, hands: [.applicant])
        case .staff:
            guard CaseRights.maySee(visitor.scope, current) else { return nil }
            return CaseActor(
                kind: .staff, account: visitor.account, name: visitor.name, hands: CaseRights.hands(visitor.scope, current),
                own: try await own(visitor.account, on: instant.date))
        case .anonymous, .machine: return nil
        }
    }

    /// The person behind a member of staff, and the enterprises that they act for: nobody handles their own case.
    func own(_ account: ID?, on date: LocalDate) async throws -> Set<Party> {
        guard let account, let person = try await database.read({ try identity.person(ofAccount: account, in: $0) }) else { return [] }
        let enterprises = try await identity.agencies(of: person, on: date).map(\.enterprise.party)
        return Set(enterprises + [Party(.person, person)])
    }
}

/// Rights on cases, all from the one filter.
enum CaseRights {
    /// The roles that see cases.
    static let roles: Set<Role> = [.window, .reviewer, .approver, .licensor, .supervisor]

    static func maySee(_ scope: Scope, _ value: Case) -> Bool {
        scope.holds(anyOf: roles, department: value.department, region: value.region)
            || scope.holds(anyOf: roles, department: value.department, region: value.deskRegion)
    }

    /// What may be done is decided by the office where the case lies now.
    static func hands(_ scope: Scope, _ value: Case) -> Set<CaseHand> {
        let all: [(Role, CaseHand)] = [(.window, .window), (.reviewer, .reviewer), (.approver, .approver), (.licensor, .licensor)]
        return Set(
            all.compactMap { role, hand in
                scope.holds(role: role, department: value.department, region: value.deskRegion) ? hand : nil
            })
    }

    /// The same as SQL, over the columns of `cases_case c`.
    static func predicate(_ scope: Scope, _ roles: Set<Role>?) -> Query {
        let roles = roles ?? CaseRights.roles
        return """
            (\(scope.predicate(roles, department: "c.department", region: "c.region")) \
            OR \(scope.predicate(roles, department: "c.department", region: "c.desk_region")))
            """
    }
}
