import Cryptography
import Kernel
import Store

/// Which children's data may be used, by whose word.
struct ConsentTable: Sendable {
    let blindIndex: BlindIndex

    private static let purpose = "data-subject"

    /// Of these numbers those for which a guardian's consent stands.
    func agreed(_ numbers: [String], in connection: any Connection) throws -> Set<String> {
        guard !numbers.isEmpty else { return [] }
        let byHash = Dictionary(
            numbers.flatMap { number in blindIndex.hashes(number, purpose: ConsentTable.purpose).map { ($0, number) } },
            uniquingKeysWith: { first, _ in first })
        let rows = try connection.rows(
            "SELECT subject_hash FROM datacentre_consent WHERE withdrawn_at IS NULL AND subject_hash IN \(list: byHash.keys.sorted())")
        return Set(try rows.compactMap { byHash[try $0.text("subject_hash")] })
    }

    func set(_ number: String, isAgreed: Bool, by guardian: Party, at now: Instant, in connection: any Connection) throws {
        let hash = blindIndex.hash(number, purpose: ConsentTable.purpose)
        if isAgreed {
            try connection.run(
                """
                INSERT INTO datacentre_consent (subject_hash, guardian, given_at) VALUES (\(hash), \(guardian.description), \(now))
                ON CONFLICT (subject_hash) DO UPDATE SET guardian = excluded.guardian, given_at = excluded.given_at, withdrawn_at = NULL
                """)
        } else {
            // Whatever key the consent was found by when it was given.
            try connection.run(
                """
                UPDATE datacentre_consent SET withdrawn_at = \(now)
                WHERE subject_hash IN \(list: blindIndex.hashes(number, purpose: ConsentTable.purpose)) AND withdrawn_at IS NULL
                """)
        }
    }
}
