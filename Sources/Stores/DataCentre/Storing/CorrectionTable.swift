import Cryptography
import Kernel
import Store

/// The only code that writes corrections. What people wrote is sealed.
struct CorrectionTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    private static let columns: Query = """
        id, kind, party, access_id, resource, department, state, words, answer, made_at, due_on, decided_at, revision
        """

    private func context(_ column: StaticString, _ id: ID) -> String {
        Sealer.context(table: "datacentre_correction", column: "\(column)", row: id.rawValue)
    }

    private func sealed(_ text: String?, _ column: StaticString, _ id: ID) -> [UInt8]? {
        text.map { sealer.sealBinary(Array($0.utf8), for: context(column, id)) }
    }

    func insert(_ correction: Correction, in connection: any Connection) throws {
        let id = correction.id
        try connection.run(
            """
            INSERT INTO datacentre_correction (\(CorrectionTable.columns)) VALUES (
                \(id), \(correction.kind.rawValue), \(correction.party.description), \(correction.access), \(correction.resource),
                \(correction.department), \(correction.state.rawValue), \(sealed(correction.words, "words", id)),
                \(sealed(correction.answer, "answer", id)), \(correction.madeAt), \(correction.dueOn), \(correction.decidedAt),
                \(correction.revision))
            """)
    }

    /// False where somebody was quicker.
    func replace(_ before: Correction, with after: Correction, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE datacentre_correction SET state = \(after.state.rawValue), answer = \(sealed(after.answer, "answer", before.id)),
                decided_at = \(after.decidedAt), revision = \(after.revision)
            WHERE id = \(before.id) AND revision = \(before.revision)
            """) == 1
    }

    func correction(_ id: ID, in connection: any Connection) throws -> Correction? {
        try connection.row("SELECT \(CorrectionTable.columns) FROM datacentre_correction WHERE id = \(id)").map(correction)
    }

    func open(about access: ID, in connection: any Connection) throws -> Correction? {
        try connection.row(
            "SELECT \(CorrectionTable.columns) FROM datacentre_correction WHERE access_id = \(access) AND state = 'open'"
        ).map(correction)
    }

    func corrections(of party: Party, before: ID?, limit: Int, in connection: any Connection) throws -> [Correction] {
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(CorrectionTable.columns) FROM datacentre_correction WHERE party = \(party.description)\(older)
            ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(correction)
    }

    /// Those that departments answer; of all for nil.
    func corrections(
        _ states: [CorrectionState], _ departments: [String]?, before: ID?, limit: Int, in connection: any Connection
    ) throws -> [Correction] {
        let whose: Query = departments.map { " AND department IN \(list: $0)" } ?? ""
        let older: Query = before.map { " AND id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(CorrectionTable.columns) FROM datacentre_correction
            WHERE state IN \(list: states.map(\.rawValue))\(whose)\(older) ORDER BY id DESC LIMIT \(limit: limit)
            """
        ).map(correction)
    }

    private func correction(_ row: ResultRow) throws -> Correction {
        let id = try row.id("id")
        guard let party = Party(try row.text("party")) else { throw StoreError.malformed("a correction without a party") }
        func opened(_ column: StaticString) throws -> String? {
            try row.blobOrNil("\(column)").map { String(decoding: try sealer.openBinary($0, for: context(column, id)), as: UTF8.self) }
        }
        return Correction(
            id: id, kind: try row.value("kind", as: Correction.Kind.self), party: party, access: try row.id("access_id"),
            resource: try row.text("resource"), department: try row.text("department"),
            state: try row.value("state", as: CorrectionState.self), words: try opened("words") ?? "", answer: try opened("answer"),
            madeAt: try row.instant("made_at"), dueOn: try row.date("due_on"), decidedAt: try row.instantOrNil("decided_at"),
            revision: try row.int("revision"))
    }
}
