import Catalogue
import Kernel
import Logging
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
}

/// One fault that was found, to be mended by whoever holds the record.
struct FoundFault: Sendable, Hashable {
    var resource: String
    var subjectHash: String
    var fault: QualityFault
    var foundOn: LocalDate
    /// Whom a row of a source elsewhere is about; nil for what is kept here, where the record says it.
    var subject: String?
}

/// One look at a resource, record by record: its figures, and what is to be mended. Pure.
struct QualityLook {
    let resource: DataResource
    let catalogue: Catalogue
    private(set) var run: QualityRun
    private(set) var found: [FoundFault] = []

    /// Of each resource so many faulty records are kept to be mended; the next night finds the next ones.
    static let keptFaults = 200

    init(_ resource: DataResource, in catalogue: Catalogue, on day: LocalDate) {
        (self.resource, self.catalogue) = (resource, catalogue)
        run = QualityRun(day: day, resource: resource.code, records: 0, faulty: 0, newest: nil)
    }

    /// - Parameter updatedOn: nil where the source tells no day; such a record is not new.
    mutating func take(_ record: JSON, hash: String, subject: String? = nil, updatedOn: LocalDate?) {
        let faults = Quality.faults(of: record, in: resource, catalogue, today: run.day)
        run.records += 1
        run.faulty += faults.isEmpty ? 0 : 1
        if let updatedOn { run.newest = max(run.newest ?? updatedOn, updatedOn) }
        guard found.count < QualityLook.keptFaults else { return }
        found += faults.map {
            FoundFault(resource: resource.code, subjectHash: hash, fault: $0, foundOn: run.day, subject: subject)
        }
    }
}

extension DataCentre {
    private static let batch = 500
    /// The time that one page of a source elsewhere may take.
    private static let pageMilliseconds = 30_000

    /// Once a night: every resource that has not been looked at today. What was mended is gone with it.
    func checkQualityAtNight(at now: Instant) async throws {
        guard (1..<6).contains(now.secondOfDay / 3600) else { return }
        let snapshot = catalogue.snapshot
        let resources = snapshot.resources.values.sorted { $0.code < $1.code }
        let done = try await database.read { try quality.runs(of: resources.map(\.code), since: now.date, in: $0) }
        for resource in resources where !done.contains(where: { $0.resource == resource.code }) {
            // One that does not answer is tried again the next time, and keeps no other waiting.
            _ = try await checkQuality(of: resource, snapshot, at: now)
        }
    }

    /// Looks at every record of a resource, a few at a time, and keeps what is wrong with them.
    ///
    /// - Returns: false where the resource is answered elsewhere and cannot be read now, or not from end to end; what was found before stays.
    @discardableResult
    func checkQuality(of resource: DataResource, _ snapshot: Catalogue, at now: Instant) async throws -> Bool {
        let look = QualityLook(resource, in: snapshot, on: now.date)
        let seen: QualityLook?
        if let source = outside[resource.code] {
            seen = try await lookElsewhere(source, look)
        } else {
            seen = try await lookHere(look)
        }
        guard let seen else { return false }
        try await database.write { try quality.replace(seen.run, seen.found, in: $0) }
        return true
    }

    private func lookHere(_ look: QualityLook) async throws -> QualityLook {
        var (look, last) = (look, "")
        while true {
            let after = last
            let rows = try await database.read { [code = look.resource.code] in
                try table.page(of: code, after: after, limit: DataCentre.batch, in: $0)
            }
            guard let end = rows.last else { return look }
            last = end.hash
            for row in rows { look.take(row.record.content, hash: row.hash, updatedOn: row.record.updatedOn) }
        }
    }

    /// The same for a source that can be read page by page. nil where it cannot, is off, or fails on the way.
    private func lookElsewhere(_ source: OutsideSource, _ look: QualityLook) async throws -> QualityLook? {
        guard let connector = source.connector as? any PagedConnector else { return nil }
        let book = try await database.read { try shelf.book(grants, sources, ledger, quality, in: $0) }
        let (resource, snapshot, variants) = (look.resource, look.catalogue, book.mappings[look.resource.code] ?? [])
        guard !book.outages.contains(resource.code) else { return nil }
        var (look, last) = (look, String?.none)
        do {
            while true {
                let after = last
                let page = try await TimeLimit.run(milliseconds: DataCentre.pageMilliseconds) {
                    try await connector.page(after: after, limit: DataCentre.batch, of: resource)
                }
                guard let page else { throw SourceFault.late }
                guard let end = page.last else { return look }
                last = end.key
                for row in page {
                    let written = CodeMapping.applied(variants, to: row.record)
                    // As it would be used: in its elements' proper shapes, where it can be read.
                    let record = try? ReplyCheck.checked(written, about: row.key, of: resource, in: snapshot, today: look.run.day)
                    look.take(record ?? written, hash: table.hash(of: row.key), subject: row.key, updatedOn: row.asOf)
                }
            }
        } catch {
            // A source's own error may quote what it holds: only that there was one is told.
            logger.warning("a source could not be checked", metadata: ["resource": "\(resource.code)"])
            return nil
        }
    }
}
