import Catalogue
import Cryptography
import Kernel
import Store

/// The rows of broken promises. Whose they are is found by a keyed hash; what they say is sealed.
struct BrokenPromiseTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    private static let purpose = "cases.broken-promise"

    private func context(_ id: ID) -> String { Sealer.context(table: "cases_broken_promise", column: "content", row: id.rawValue) }

    private func content(_ value: BrokenPromise) -> [UInt8] {
        let json: JSON = [
            "number": .string(value.number), "caseNumber": .string(value.caseNumber), "item": .string(value.item),
            "reason": .string(value.reason), "objection": JSON(value.objection), "answer": JSON(value.answer),
        ]
        return sealer.sealBinary(json.bytes, for: context(value.id))
    }

    /// A case breaks one promise at most.
    func insert(_ value: BrokenPromise, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO cases_broken_promise (id, case_id, kind, holder_hash, party, state, content, recorded_at, until_on)
            VALUES (\(value.id), \(value.caseID), \(value.kind.rawValue), \(blindIndex.hash(value.number, purpose: Self.purpose)),
                \(value.party.description), \(value.state.rawValue), \(content(value)), \(value.recordedAt), \(value.until))
            ON CONFLICT (case_id) DO NOTHING
            """)
    }

    /// false where somebody else has changed it meanwhile.
    func update(_ value: BrokenPromise, from state: BrokenPromise.State, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE cases_broken_promise SET state = \(value.state.rawValue), content = \(content(value))
            WHERE id = \(value.id) AND state = \(state.rawValue)
            """) == 1
    }

    private static let columns: Query = "id, case_id, kind, party, state, content, recorded_at, until_on"

    /// Those that bar somebody on a day, by their number.
    func barring(_ number: String, on today: LocalDate, in connection: any Connection) throws -> [BrokenPromise] {
        let hashes = blindIndex.hashes(number, purpose: Self.purpose)
        return try connection.rows(
            """
            SELECT \(BrokenPromiseTable.columns) FROM cases_broken_promise
            WHERE holder_hash IN \(list: hashes) AND until_on >= \(today) AND state <> 'lifted' ORDER BY until_on DESC LIMIT 20
            """
        ).map(value)
    }

    /// A party's own, the newest first.
    func all(of party: Party, in connection: any Connection) throws -> [BrokenPromise] {
        try connection.rows(
            """
            SELECT \(BrokenPromiseTable.columns) FROM cases_broken_promise WHERE party = \(party.description) ORDER BY id DESC LIMIT 100
            """
        ).map(value)
    }

    func promise(_ id: ID, in connection: any Connection) throws -> BrokenPromise? {
        try connection.row("SELECT \(BrokenPromiseTable.columns) FROM cases_broken_promise WHERE id = \(id)").map(value)
    }

    func promise(ofCase id: ID, in connection: any Connection) throws -> BrokenPromise? {
        try connection.row("SELECT \(BrokenPromiseTable.columns) FROM cases_broken_promise WHERE case_id = \(id)").map(value)
    }

    private func value(_ row: ResultRow) throws -> BrokenPromise {
        let id = try row.id("id")
        let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id)))
        guard let number = content["number"]?.string, let caseNumber = content["caseNumber"]?.string, let item = content["item"]?.string,
            let reason = content["reason"]?.string, let party = Party(try row.text("party")), let until = try row.dateOrNil("until_on")
        else { throw StoreError.malformed("cases_broken_promise \(id) is incomplete") }
        return BrokenPromise(
            id: id, caseID: try row.id("case_id"), caseNumber: caseNumber, item: item, kind: try row.value("kind", as: Promises.Kind.self),
            party: party, number: number, state: try row.value("state", as: BrokenPromise.State.self), reason: reason,
            objection: content["objection"]?.string, answer: content["answer"]?.string, recordedAt: try row.instant("recorded_at"),
            until: until)
    }
}
