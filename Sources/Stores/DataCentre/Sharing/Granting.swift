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
    func mayWatch(_ department: String) -> Bool { scope.holds(role: .supervisor, department: department, region: .shanghai) }
    func maySee(_ departments: String...) -> Bool {
        departments.contains { scope.holds(anyOf: [.steward, .supervisor], department: $0, region: .shanghai) }
    }

    private func departments(_ roles: Set<Role>) -> [String]? {
        // Data are shared by the city's departments, so a district's trust gives nothing here.
        let held = scope.grants.filter { roles.contains($0.role) && $0.region.contains(.shanghai) }
        return held.contains { $0.department == nil } ? nil : Set(held.compactMap(\.department)).sorted()
    }
}

extension DataCentre {
    /// A department asks for a resource for an item, or for a longer term of what it was granted.
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
            func event(_ state: GrantState) -> GrantEvent {
                GrantEvent(at: now, action: .request, account: visitor.account, actorName: visitor.name, to: state, words: need)
            }
            guard let before = try grants.grant(key, in: connection) else {
                let event = event(.requested)
                let grant = Grant(id: id, key: key, state: .requested, need: need, requestedAt: now, dueOn: due)
                guard try grants.insert(grant, recording: event, in: connection) else { throw DataCentreRefusal.stale.problem }
                try sources.touch(surroundings.newID(), in: connection)
                return grant
            }
            let after: Grant
            do throws(DataCentreRefusal) { after = try before.asked(need, by: .user, dueOn: due, at: now) } catch { throw error.problem }
            guard try grants.replace(before, with: after, recording: event(after.state), in: connection) else {
                throw DataCentreRefusal.stale.problem
            }
            try sources.touch(surroundings.newID(), in: connection)
            return after
        }
    }

    /// The department that holds the data answers, or takes back; whoever watches puts its answer off. What was kept of its answers goes
    /// with a withdrawal, and whoever asked is told, at the same time.
    func take(_ move: GrantMove, on id: ID, for visitor: Visitor, at now: Instant) async throws -> Grant {
        let snapshot = catalogue.snapshot
        return try await database.write { connection in
            guard let before = try grants.grant(id, in: connection) else { throw DataCentreRefusal.notFound.problem }
            let owner = snapshot.resources[before.key.resource]?.owner ?? ""
            let (rights, hand) = (DataRights(scope: visitor.scope), move.action == .postpone ? GrantHand.authority : .holder)
            guard hand == .authority ? rights.mayWatch(owner) : rights.mayAct(for: owner) else {
                throw DataCentreRefusal.notYours(snapshot.departmentName(owner)).problem
            }
            guard move.expected == nil || move.expected == before.revision else { throw DataCentreRefusal.stale.problem }
            var move = move
            if hand == .authority { move.dueOn = calendar().due(from: before.dueOn, .workdays(settings.postponedWorkdays)).date }
            let after: Grant
            do throws(DataCentreRefusal) { after = try before.taking(move, by: hand, at: now) } catch { throw error.problem }
            let event = GrantEvent(
                at: now, action: move.action, account: visitor.account, actorName: visitor.name, to: after.state, words: move.words)
            guard try grants.replace(before, with: after, recording: event, in: connection) else { throw DataCentreRefusal.stale.problem }
            if move.action == .withdraw { try cache.remove(before.key.resource, in: connection) }
            try tellUser(of: GrantNews(move, from: before, to: after), after, reason: move.words, at: now, in: connection)
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
    /// for. Ends what has lapsed, and tells of what is about to.
    func followDemands(at now: Instant) async throws {
        let snapshot = catalogue.snapshot
        try await database.write { connection in
            try open(snapshot.demands, of: snapshot, granting: [.unconditional], at: now, in: connection)
            for grant in try grants.over(on: now.date, in: connection) { try end(grant, at: now, in: connection) }
            let soon = now.date.adding(days: settings.lapseNoticeDays)
            for grant in try grants.ending(from: now.date, through: soon, in: connection) {
                try tellUser(of: .endsSoon, grant, reason: nil, at: now, in: connection)
            }
            try tellOfEndingAgreements(at: now, in: connection)
            try cache.sweep(at: now, in: connection)
        }
    }

    /// Ends a grant whose term is over. A longer term that was asked for in time and not answered stays asked for.
    private func end(_ grant: Grant, at now: Instant, in connection: any Connection) throws {
        let after = try grant.lapsing()
        let event = GrantEvent(at: now, action: .lapse, actorName: SharingText.machine.zh, to: after.state)
        guard try grants.replace(grant, with: after, recording: event, in: connection) else { return }
        try cache.remove(grant.key.resource, in: connection)
        if let need = grant.extensionNeed {
            var again = try after.asked(need, by: .machine, dueOn: grant.dueOn, at: now)
            (again.requestedAt, again.isPostponed) = (grant.requestedAt, grant.isPostponed)
            let event = GrantEvent(at: now, action: .request, actorName: SharingText.machine.zh, to: again.state, words: need)
            _ = try grants.replace(after, with: again, recording: event, in: connection)
        }
        try sources.touch(surroundings.newID(), in: connection)
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
