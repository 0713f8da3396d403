import Cryptography
import Kernel
import Store

/// Which case was the latest about a matter. Matters are found by their keyed hash alone.
struct MatterTable: Sendable {
    let blindIndex: BlindIndex

    private func hashes(_ matter: Matter) -> [String] { blindIndex.hashes(matter.key, purpose: "cases.matter") }

    /// The latest case about a matter, while nobody holds it.
    func latest(_ matter: Matter, in connection: any Connection) throws -> ID? {
        for hash in hashes(matter) {
            if let row = try connection.row("SELECT case_id FROM cases_matter WHERE item = \(matter.item) AND matter = \(hash)") {
                return try row.id("case_id")
            }
        }
        return nil
    }

    /// Puts a matter's case in the place of the one before, which is returned. Whoever claims the same matter at the same time waits for
    /// this transaction.
    func claim(_ matter: Matter, in connection: any Connection) throws -> ID? {
        guard let id = matter.caseID, let current = hashes(matter).first else { return nil }
        // The update that changes nothing holds the row.
        let row = try connection.row(
            """
            INSERT INTO cases_matter (item, matter, case_id) VALUES (\(matter.item), \(current), \(id))
            ON CONFLICT (item, matter) DO UPDATE SET item = excluded.item RETURNING case_id
            """)
        guard let found = try row?.id("case_id") else { throw StoreError.malformed("a claim of a matter gave none") }
        if found != id {
            try connection.run("UPDATE cases_matter SET case_id = \(id) WHERE item = \(matter.item) AND matter = \(current)")
            return found
        }
        // Under a key of before a rotation.
        for hash in hashes(matter).dropFirst() {
            let older = try connection.row("SELECT case_id FROM cases_matter WHERE item = \(matter.item) AND matter = \(hash)")
            if let older { return try older.id("case_id") }
        }
        return nil
    }
}
