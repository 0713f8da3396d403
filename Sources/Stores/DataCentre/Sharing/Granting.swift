package import Catalogue
package import Kernel
package import Store
import Web

/// What a visitor's trust lets them see and do with data: a steward acts for their departments, a supervisor sees all of theirs.
struct DataRights: Sendable {
    let scope: Scope

    /// The departments whose matters are seen; nil for all.
    var seen: [String]? { departments([.steward, .supervisor]) }
    /// Those that one acts for; nil for all.
    var actedFor: [String]? { departments([.steward]) }

    func mayAct(for department: String) -> Bool { scope.holds(role: .steward, department: department, region: .shanghai) }
    func maySee(_ departments: String...) -> Bool {
        departments.contains { scope.holds(anyOf: [.steward, .supervisor], department: $0, region: .shanghai) }
    }

    private func departments(_ roles: Set<Role>) -> [String]? {
        // Data are shared by the city's departments, so a district's trust gives nothing here.
        let held = scope.grants.filter { roles.contains($0.role) && $0.region.contains(.shanghai) }
        return held.contains { $0.department == nil } ? nil : Set(held.compactMap(\.department)).sorted()
    }
}

/// What somebody does with a grant.
struct GrantMove: Sendable, Hashable {
    var action: GrantAction
    var reason: String?
    var until: LocalDate?
    /// The revision of the page that it was decided on.
    var expected: Int?
}

extension Grant {
    /// After a step; pure. The reason is kept where the law wants one: with every no.
    func taking(_ move: GrantMove, by hand: GrantHand, at now: Instant) throws(DataCentreRefusal) -> Grant {
        let current = state(on: now.date)
        guard let row = GrantTransition.row(from: current, move.action), row.hands.contains(hand) else {
            throw .notAllowed(current, move.action)
        }
        let reason = move.reason.flatMap { $0.isEmpty ? nil : $0 }
        if [.refuse, .withdraw].contains(move.action), reason == nil { throw .reasonMissing }
        if let until = move.until, until < now.date { throw .pastTerm }
        var next = self
        next.state = row.to
        next.decidedAt = now
        next.reason = reason
        next.until = move.action == .grant ? move.until : until
        next.revision += 1
        return next
    }
}

extension DataCentre {
    /// A department asks for a resource for an item.
    func request(_ key: Grant.Key, need: String, for visitor: Visitor, at now: Instant) async throws -> Grant {
        let snapshot = catalogue.snapshot
        guard let resource = snapshot.resources[key.resource] else { throw DataCentreRefusal.unknown(field: "resource").problem }
        guard snapshot.thing(key.item) != nil else { throw DataCentreRefusal.unknown(field: "item").problem }
        guard snapshot.departments[key.department] != nil else { throw DataCentreRefusal.unknown(field: "department").problem }
        guard resource.sharing != .none else { throw DataCentreRefusal.unshared(resource.basis).problem }
        guard DataRights(scope: visitor.scope).mayAct(for: key.department) else {
            throw DataCentreRefusal.notYours(snapshot.departmentName(key.department)).problem
        }
        guard !need.isEmpty else { throw DataCentreRefusal.needMissing.problem }
        let due = dueOn(resource, from: now.date)
        let id = surroundings.newID()
        return try await database.write { connection in
            let event = GrantEvent(
                at: now, action: .request, account: visitor.account, actorName: visitor.name, to: .requested, words: need)
            guard let before = try grants.grant(key, in: connection) else {
                let grant = Grant(id: id, key: key, state: .requested, need: need, requestedAt: now, dueOn: due)
                guard try grants.insert(grant, recording: event, in: connection) else { throw DataCentreRefusal.stale.problem }
                try sources.touch(surroundings.newID(), in: connection)
                return grant
            }
            let current = before.state(on: now.date)
            guard GrantTransition.row(from: current, .request) != nil else {
                throw DataCentreRefusal.notAllowed(current, .request).problem
            }
            var after = before
            (after.state, after.need, after.requestedAt, after.dueOn) = (.requested, need, now, due)
            (after.decidedAt, after.reason, after.until) = (nil, nil, nil)
            after.revision += 1
            guard try grants.replace(before, with: after, recording: event, in: connection) else { throw DataCentreRefusal.stale.problem }
            try sources.touch(surroundings.newID(), in: connection)
            return after
        }
    }

    /// The department that holds the data answers, or takes back. What was kept of its answers goes at the same time.
    func take(_ move: GrantMove, on id: ID, for visitor: Visitor, at now: Instant) async throws -> Grant {
        let snapshot = catalogue.snapshot
        return try await database.write { connection in
            guard let before = try grants.grant(id, in: connection) else { throw DataCentreRefusal.notFound.problem }
            let owner = snapshot.resources[before.key.resource]?.owner ?? ""
            guard DataRights(scope: visitor.scope).mayAct(for: owner) else {
                throw DataCentreRefusal.notYours(snapshot.departmentName(owner)).problem
            }
            guard move.expected == nil || move.expected == before.revision else { throw DataCentreRefusal.stale.problem }
            let after: Grant
            do throws(DataCentreRefusal) { after = try before.taking(move, by: .holder, at: now) } catch { throw error.problem }
            let event = GrantEvent(
                at: now, action: move.action, account: visitor.account, actorName: visitor.name, to: after.state, words: after.reason)
            guard try grants.replace(before, with: after, recording: event, in: connection) else { throw DataCentreRefusal.stale.problem }
            if move.action == .withdraw { try cache.remove(before.key.resource, in: connection) }
            try sources.touch(surroundings.newID(), in: connection)
            return after
        }
    }

    private func dueOn(_ resource: DataResource, from day: LocalDate) -> LocalDate {
        let days = resource.sharing == .unconditional ? settings.unconditionalWorkdays : settings.conditionalWorkdays
        return calendar().due(from: day, .workdays(days)).date
    }
}

extension DataCentre {
    /// Writes the grants that the catalogue's items need: what is shared with every department is granted at once, the rest is asked
    /// for. Ends what has lapsed.
    func followDemands(at now: Instant) async throws {
        let snapshot = catalogue.snapshot
        try await database.write { connection in
            try open(snapshot.demands, of: snapshot, granting: [.unconditional], at: now, in: connection)
            for grant in try grants.over(on: now.date, in: connection) {
                guard let after = try? grant.lapsing(at: now) else { continue }
                let event = GrantEvent(at: now, action: .lapse, actorName: SharingText.machine.zh, to: after.state)
                if try grants.replace(grant, with: after, recording: event, in: connection) {
                    try cache.remove(grant.key.resource, in: connection)
                    try sources.touch(surroundings.newID(), in: connection)
                }
            }
            try cache.sweep(at: now, in: connection)
        }
    }

    /// The demo city's departments have agreed on what its services need, also where it is shared under conditions.
    package func openSharing(_ snapshot: Catalogue, at now: Instant, in connection: any Connection) throws {
        try open(snapshot.demands, of: snapshot, granting: [.unconditional, .conditional], at: now, in: connection)
    }

    private func open(
        _ demands: [DataDemand], of snapshot: Catalogue, granting classes: Set<DataResource.Sharing>, at now: Instant,
        in connection: any Connection
    ) throws {
        let known = Set(try grants.all(in: connection).map(\.key))
        var isChanged = false
        for demand in demands {
            let key = Grant.Key(department: demand.department, resource: demand.resource, item: demand.item)
            guard !known.contains(key), let resource = snapshot.resources[demand.resource] else { continue }
            let isGranted = classes.contains(resource.sharing)
            let need = SharingText.need(snapshot.thing(demand.item)?.name ?? Text(same: demand.item)).zh
            let grant = Grant(
                id: surroundings.newID(), key: key, state: isGranted ? .granted : .requested, need: need, requestedAt: now,
                dueOn: dueOn(resource, from: now.date), decidedAt: isGranted ? now : nil,
                reason: isGranted ? (resource.sharing == .unconditional ? SharingText.forAll.zh : SharingText.agreed.zh) : nil)
            let event = GrantEvent(
                at: now, action: isGranted ? .grant : .request, actorName: SharingText.machine.zh, to: grant.state, words: grant.reason)
            if try grants.insert(grant, recording: event, in: connection) { isChanged = true }
        }
        if isChanged { try sources.touch(surroundings.newID(), in: connection) }
    }
}

extension Grant {
    fileprivate func lapsing(at now: Instant) throws(DataCentreRefusal) -> Grant {
        // It already stands as lapsed on this day; the row it is read from does not say so yet.
        guard let row = GrantTransition.row(from: state, .lapse) else { throw .notAllowed(state, .lapse) }
        var next = self
        (next.state, next.revision) = (row.to, revision + 1)
        return next
    }
}
