import Cryptography
import Kernel
import Store

/// The only code that writes what was found about quality, and the variants of codes.
struct QualityTable: Sendable {
    let sources: SourceTable
    let sealer: Sealer

    var renewals: RenewalTable { RenewalTable() }

    private func context(_ found: FoundFault) -> String {
        Sealer.context(
            table: "datacentre_fault", column: "subject",
            row: "\(found.resource)/\(found.subjectHash)/\(found.fault.element)/\(found.fault.rule.rawValue)")
    }

    /// A night's run with its faults in place of the last night's.
    func replace(_ run: QualityRun, _ faults: [FoundFault], in connection: any Connection) throws {
        try note(run, in: connection)
        // Whether the resource is late is decided by it.
        try sources.touch(sources.newID(), in: connection)
        try connection.run("DELETE FROM datacentre_fault WHERE resource = \(run.resource)")
        for found in faults {
            let subject = found.subject.map { sealer.sealBinary(Array($0.utf8), for: context(found)) }
            try connection.run(
                """
                INSERT INTO datacentre_fault (resource, subject_hash, element, rule, found_on, subject)
                VALUES (\(found.resource), \(found.subjectHash), \(found.fault.element), \(found.fault.rule.rawValue), \(found.foundOn),
                    \(subject))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    /// The figures of a night alone.
    func note(_ run: QualityRun, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO datacentre_quality (day, resource, records, faulty, newest)
            VALUES (\(run.day), \(run.resource), \(run.records), \(run.faulty), \(run.newest))
            ON CONFLICT (resource, day) DO UPDATE SET records = excluded.records, faulty = excluded.faulty, newest = excluded.newest
            """)
    }

    /// The runs since a day, the earliest first.
    func runs(of resources: [String], since day: LocalDate, in connection: any Connection) throws -> [QualityRun] {
        try connection.rows(
            """
            SELECT day, resource, records, faulty, newest FROM datacentre_quality
            WHERE resource IN \(list: resources) AND day >= \(day) ORDER BY resource, day
            """
        ).map { row in
            QualityRun(
                day: try row.date("day"), resource: try row.text("resource"), records: try row.int("records"),
                faulty: try row.int("faulty"), newest: try row.dateOrNil("newest"))
        }
    }

    /// In the order of their keys; `after` is the last one of the page above.
    func faults(of resource: String, after: FaultKey? = nil, limit: Int, in connection: any Connection) throws -> [FoundFault] {
        let beyond: Query = after.map { " AND (subject_hash, element, rule) > (\($0.subject), \($0.element), \($0.rule))" } ?? ""
        return try connection.rows(
            """
            SELECT resource, subject_hash, element, rule, found_on, subject FROM datacentre_fault WHERE resource = \(resource)\(beyond)
            ORDER BY subject_hash, element, rule LIMIT \(limit: limit)
            """
        ).map { row in
            var found = FoundFault(
                resource: try row.text("resource"), subjectHash: try row.text("subject_hash"),
                fault: QualityFault(element: try row.text("element"), rule: try row.value("rule", as: QualityFault.Rule.self)),
                foundOn: try row.date("found_on"))
            found.subject = try row.blobOrNil("subject").map {
                String(decoding: try sealer.openBinary($0, for: context(found)), as: UTF8.self)
            }
            return found
        }
    }

    // MARK: Variants of codes

    func mappings(in connection: any Connection) throws -> [CodeMapping] {
        try connection.rows("SELECT resource, element, theirs, ours FROM datacentre_mapping ORDER BY resource, element, theirs").map {
            row in
            CodeMapping(
                resource: try row.text("resource"), element: try row.text("element"), theirs: try row.text("theirs"),
                ours: try row.text("ours"))
        }
    }

    func put(_ mapping: CodeMapping, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO datacentre_mapping (resource, element, theirs, ours)
            VALUES (\(mapping.resource), \(mapping.element), \(mapping.theirs), \(mapping.ours))
            ON CONFLICT (resource, element, theirs) DO UPDATE SET ours = excluded.ours
            """)
        try sources.touch(sources.newID(), in: connection)
    }

    func remove(_ mapping: CodeMapping, in connection: any Connection) throws {
        try connection.run(
            """
            DELETE FROM datacentre_mapping
            WHERE resource = \(mapping.resource) AND element = \(mapping.element) AND theirs = \(mapping.theirs)
            """)
        try sources.touch(sources.newID(), in: connection)
    }
}

/// Where a page of rows to mend ends: by the keyed hash of whom the row is about, which tells nobody who that is.
struct FaultKey: Sendable, Hashable {
    let subject: String
    let element: String
    let rule: String

    init(_ found: FoundFault) {
        (subject, element, rule) = (found.subjectHash, found.fault.element, found.fault.rule.rawValue)
    }

    /// As it stands in a link.
    var text: String { "\(subject)~\(element)~\(rule)" }

    /// Reads `text`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, !parts.contains(""), QualityFault.Rule(rawValue: parts[2]) != nil else { return nil }
        (subject, element, rule) = (parts[0], parts[1], parts[2])
    }
}
