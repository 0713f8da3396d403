import Catalogue
import Kernel
import Store

/// What a night's look at one resource came to.
struct QualityRun: Sendable, Hashable {
    var day: LocalDate
    var resource: String
    var records: Int
    /// Records with at least one fault.
    var faulty: Int
    /// The latest change of any record.
    var newest: LocalDate?

    /// The share of records without a fault, in hundredths of a per cent; 10,000 for none.
    var score: Int { records == 0 ? 10_000 : 10_000 * (records - faulty) / records }

    func isStale(_ cycle: DataResource.UpdateCycle, on day: LocalDate) -> Bool {
        guard let newest, let limit = cycle.longestDays else { return false }
        return newest.adding(days: limit) < day
    }
}

/// One fault that was found, to be mended by whoever holds the record.
struct FoundFault: Sendable, Hashable {
    var resource: String
    var subjectHash: String
    var fault: QualityFault
    var foundOn: LocalDate
}

extension DataCentre {
    private static let batch = 500
    /// Of each resource so many faulty records are kept to be mended; the next night finds the next ones.
    static let keptFaults = 200

    /// Once a night: every resource that has not been looked at today. What was mended is gone with it.
    func checkQualityAtNight(at now: Instant) async throws {
        guard (1..<6).contains(now.secondOfDay / 3600) else { return }
        let snapshot = catalogue.snapshot
        let resources = snapshot.resources.values.sorted { $0.code < $1.code }
        let done = try await database.read { try quality.runs(of: resources.map(\.code), since: now.date, in: $0) }
        for resource in resources where !done.contains(where: { $0.resource == resource.code }) {
            try await checkQuality(of: resource, snapshot, at: now)
        }
    }

    /// Looks at every record of a resource that is kept here, a few at a time, and keeps what is wrong with them.
    func checkQuality(of resource: DataResource, _ snapshot: Catalogue, at now: Instant) async throws {
        var run = QualityRun(day: now.date, resource: resource.code, records: 0, faulty: 0, newest: nil)
        var found: [FoundFault] = []
        var last = ""
        while true {
            let after = last
            let rows = try await database.read { try table.page(of: resource.code, after: after, limit: DataCentre.batch, in: $0) }
            guard let end = rows.last else { break }
            last = end.hash
            for row in rows {
                let faults = Quality.faults(of: row.record.content, in: resource, snapshot, today: now.date)
                run.records += 1
                run.faulty += faults.isEmpty ? 0 : 1
                run.newest = max(run.newest ?? row.record.updatedOn, row.record.updatedOn)
                if found.count < DataCentre.keptFaults {
                    found += faults.map { FoundFault(resource: resource.code, subjectHash: row.hash, fault: $0, foundOn: now.date) }
                }
            }
        }
        let (finished, faults) = (run, found)
        try await database.write { try quality.replace(finished, faults, in: $0) }
    }
}
