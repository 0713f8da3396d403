import Cryptography
import Kernel
import Store

/// The hour's heads under one signed hash, each chained to the one before: what somebody with the database but without the key cannot make.
struct CaseRoots: Sendable {
    let digest: Digest
    let signer: Signer

    /// An hour is signed when no transaction that belongs to it can still be under way.
    static let settlingSeconds: Int64 = 600

    /// One signed hour.
    struct Root: Sendable, Hashable {
        /// `2026-11-23T09`, in Shanghai.
        var hour: String
        var root: String
        var previous: String
        var heads: Int
        var hash: String
        var signature: String
    }

    /// Signs the next hour that has events and is over; nil when there is none.
    func signNext(at now: Instant, in connection: any Connection) throws -> Root? {
        let last = try connection.row(
            "SELECT hour, root, previous, heads, hash, signature FROM cases_root ORDER BY hour DESC LIMIT 1"
        ).map(CaseRoots.root)
        let from = last.flatMap { CaseRoots.start(of: $0.hour) }.map { $0.adding(seconds: 3600) } ?? Instant(microseconds: .min)
        guard let first = try connection.row("SELECT at FROM cases_event WHERE at >= \(from) ORDER BY at LIMIT 1")?.instant("at") else {
            return nil
        }
        let start = CaseRoots.hourStart(first)
        let end = start.adding(seconds: 3600)
        guard now >= end.adding(seconds: CaseRoots.settlingSeconds) else { return nil }
        let heads = try heads(from: start, below: end, in: connection)
        let made = made(hour: CaseRoots.name(start), heads: heads, previous: last?.hash ?? "")
        try connection.run(
            """
            INSERT INTO cases_root (hour, root, previous, heads, hash, signature, signed_at)
            VALUES (\(made.hour), \(made.root), \(made.previous), \(made.heads), \(made.hash), \(made.signature), \(now))
            """)
        return made
    }

    /// What is wrong with the signed hours, and with the histories that they have seen.
    func findings(in connection: any Connection) throws -> [AuditFinding] {
        var findings: [AuditFinding] = []
        var previous = ""
        var after = ""
        while true {
            let rows = try connection.rows(
                "SELECT hour, root, previous, heads, hash, signature FROM cases_root WHERE hour > \(after) ORDER BY hour LIMIT 500"
            ).map(CaseRoots.root)
            for row in rows {
                if try !isSound(row, previous: previous, in: connection) { findings.append(.root(hour: row.hour)) }
                previous = row.hash
                after = row.hour
            }
            if rows.count < 500 { return findings }
        }
    }

    private func isSound(_ row: Root, previous: String, in connection: any Connection) throws -> Bool {
        guard let start = CaseRoots.start(of: row.hour), row.previous == previous, let signature = Signature(row.signature),
            let hash = Hex.decode(row.hash), signer.isSignature(signature, of: hash)
        else { return false }
        let heads = try heads(from: start, below: start.adding(seconds: 3600), in: connection)
        return row.hash == chained(hour: row.hour, root: row.root, heads: row.heads, previous: previous)
            && row.heads == heads.count && row.root == root(of: heads)
    }

    // MARK: Making

    private func made(hour: String, heads: [[UInt8]], previous: String) -> Root {
        let root = root(of: heads)
        let hash = chained(hour: hour, root: root, heads: heads.count, previous: previous)
        let signature = signer.sign(Hex.decode(hash) ?? [])
        return Root(hour: hour, root: root, previous: previous, heads: heads.count, hash: hash, signature: signature.text)
    }

    private func root(of heads: [[UInt8]]) -> String { Hex.encode(MerkleTree(heads, digest: digest).root) }

    private func chained(hour: String, root: String, heads: Int, previous: String) -> String {
        Hex.encode(digest.hash(text: "\(previous)|\(hour)|\(heads)|\(root)"))
    }

    /// The last event of each case that changed in that time, in the order of the cases.
    private func heads(from start: Instant, below end: Instant, in connection: any Connection) throws -> [[UInt8]] {
        let rows = try connection.rows(
            "SELECT case_id, seq, hash FROM cases_event WHERE at >= \(start) AND at < \(end) ORDER BY case_id, seq")
        var heads: [(id: String, head: String)] = []
        for row in rows {
            let id = try row.text("case_id")
            let head = "\(id)|\(try row.int("seq"))|\(try row.text("hash"))"
            if heads.last?.id == id { heads[heads.count - 1].head = head } else { heads.append((id, head)) }
        }
        return heads.map { Array($0.head.utf8) }
    }

    // MARK: Hours

    private static func hourStart(_ instant: Instant) -> Instant {
        Instant(instant.date, secondOfDay: instant.secondOfDay / 3600 * 3600)
    }

    private static func name(_ start: Instant) -> String { "\(start.date)T\(start.clock.prefix(2))" }

    private static func start(of hour: String) -> Instant? {
        guard let date = LocalDate(String(hour.prefix(10))), let number = Int(hour.suffix(2)) else { return nil }
        return Instant(date, secondOfDay: number * 3600)
    }

    private static func root(_ row: ResultRow) throws -> Root {
        Root(
            hour: try row.text("hour"), root: try row.text("root"), previous: try row.text("previous"), heads: try row.int("heads"),
            hash: try row.text("hash"), signature: try row.text("signature"))
    }
}
