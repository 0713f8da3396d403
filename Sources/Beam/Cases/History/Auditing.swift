package import Kernel
import Store

extension Cases {
    var roots: CaseRoots { CaseRoots(digest: registrar.digest, signer: registrar.signer) }

    /// Reads the history of one case, or of all with the signed hours above them, and tells everything that is not as it was written.
    package func audit(case id: ID? = nil) async throws -> [AuditFinding] {
        if let id {
            return try await database.read { connection in
                guard let value = try tables.cases.case_(id, in: connection) else { return [] }
                return try histories(of: value, in: connection)
            }
        }
        var findings: [AuditFinding] = []
        var after = ""
        while true {
            // A page at a time, so that nobody waits for a long read.
            let (page, last) = try await database.read { [after] connection -> ([AuditFinding], String?) in
                let cases = try connection.rows(
                    "SELECT \(CaseTable.columns) FROM cases_case c WHERE c.id > \(after) ORDER BY c.id LIMIT 500"
                ).map(tables.cases.value)
                let found = try cases.flatMap { try self.histories(of: $0, in: connection) }
                return (found, cases.last?.id.rawValue)
            }
            findings += page
            guard let last else { break }
            after = last
        }
        return findings + (try await database.read { try roots.findings(in: $0) })
    }

    private func histories(of value: Case, in connection: any Connection) throws -> [AuditFinding] {
        let events = try tables.events.events(of: value.id, in: connection)
        let seen = ChainHead(sequence: value.version, hash: value.head)
        var findings = CaseAudit.findings(value.id, events, seen: seen, digest: registrar.digest)
        if findings.isEmpty, events.last?.to != value.status || events.last?.sequence != value.version {
            findings.append(.projection(value.id))
        }
        return findings
    }
}
