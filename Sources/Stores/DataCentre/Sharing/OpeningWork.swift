package import Catalogue
package import Kernel
import Store

extension DataCentre {
    private static let demoDays = 21
    private static let demoNights = 6

    /// The demo city's data are in use when the first page opens: a department waits for a grant, people's forms have asked registers for
    /// weeks, and the nightly check has run.
    ///
    /// - Parameters:
    ///   - subjects: whose records were asked for, by their numbers.
    ///   - ledger: what the departments have entered, as a table.
    package func openWork(_ snapshot: Catalogue, subjects: [String], ledger: String?, at now: Instant) async throws {
        if let ledger { try await openLedger(file: ledger, snapshot, at: now) }
        try await askForGrant(snapshot, at: now)
        try await writeUses(snapshot, subjects, at: now)
        let checked = snapshot.resources.values.filter { $0.subject == "enterprise" }.sorted { $0.code < $1.code }.prefix(4)
        for resource in checked {
            try await checkQuality(of: resource, snapshot, at: now)
            try await writeNights(before: now.date, of: resource.code)
        }
        try await count(at: now.adding(seconds: 3600))
    }

    /// A department needs for another of its items what is shared under conditions.
    private func askForGrant(_ snapshot: Catalogue, at now: Instant) async throws {
        let resources = snapshot.resources.values.filter { $0.sharing == .conditional }.sorted { $0.code < $1.code }
        let items = snapshot.items.values.sorted { $0.code < $1.code }
        let due = calendar().due(from: now.date, .workdays(settings.conditionalWorkdays)).date
        let ids = resources.prefix(2).map { _ in surroundings.newID() }
        try await database.write { connection in
            let known = Set(try grants.all(in: connection).map(\.key))
            for (id, resource) in zip(ids, resources) {
                let keys = items.lazy.filter { $0.department != resource.owner }.map {
                    Grant.Key(department: $0.department, resource: resource.code, item: $0.code)
                }
                guard let key = keys.first(where: { !known.contains($0) }), let item = snapshot.items[key.item] else { continue }
                let need = SharingText.need(item.name).zh
                let grant = Grant(id: id, key: key, state: .requested, need: need, requestedAt: now, dueOn: due)
                let event = GrantEvent(at: now, action: .request, actorName: SharingText.machine.zh, to: .requested, words: need)
                _ = try grants.insert(grant, recording: event, in: connection)
            }
            try sources.touch(surroundings.newID(), in: connection)
        }
    }

    private func writeUses(_ snapshot: Catalogue, _ subjects: [String], at now: Instant) async throws {
        let demands = snapshot.demands
        guard !demands.isEmpty, !subjects.isEmpty else { return }
        var lines: [LogLine] = []
        for day in (1...DataCentre.demoDays).reversed() {
            for number in 0..<6 {
                let demand = demands[(day * 7 + number * 5) % demands.count]
                let at = now.adding(seconds: -Int64(day) * 86_400 + Int64(number) * 1800)
                let thing = snapshot.thing(demand.item)?.name ?? Text(same: demand.item)
                let purpose = Purpose(
                    reader: .oneself, account: nil, code: demand.item, reason: SharingText.filledIn(thing),
                    reference: "draft:\(ID(at: at, random: surroundings.randomBytes(10)))")
                var line = LogLine(
                    id: ID(at: at, random: surroundings.randomBytes(10)),
                    question: RecordQuestion(resource: demand.resource, key: subjects[(day * 11 + number) % subjects.count]),
                    purpose: purpose,
                    outcome: number == 4 ? "none" : number == 5 && day % 5 == 0 ? "unavailable" : "found", at: at)
                line.basis = SharingBasis(department: demand.department, item: demand.item, grant: nil)
                line.microseconds = Int64(900 + (day * 37 + number * 211) % 4200)
                lines.append(line)
            }
        }
        let written = lines.sorted { $0.id < $1.id }
        try await database.write { try log.insert(written, in: $0) }
    }

    /// The nights before: the same records, of which some were mended since.
    private func writeNights(before today: LocalDate, of resource: String) async throws {
        try await database.write { connection in
            guard let last = try quality.runs(of: [resource], since: today, in: connection).last else { return }
            for night in 1...DataCentre.demoNights {
                var run = last
                run.day = today.adding(days: -night)
                run.faulty = min(last.records, last.faulty + night)
                try quality.note(run, in: connection)
            }
        }
    }
}
