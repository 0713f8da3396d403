import Cryptography
import Kernel
import Store

/// The rows of documents: entered, read, never changed.
struct DocumentTable: Sendable {
    let sealer: Sealer

    private func context(_ id: ID) -> String { Sealer.context(table: "cases_document", column: "content", row: id.rawValue) }

    /// The statement that enters documents, one or many.
    func insertion(_ documents: [CaseDocument]) -> Query {
        """
        INSERT INTO cases_document (id, case_id, application_id, kind, number, issued_at, content, digest, seal, token)
        VALUES \(Query.joined(documents.map(row), separator: ", "))
        """
    }

    private func row(_ document: CaseDocument) -> Query {
        """
        (
            \(document.id), \(document.caseID), \(document.application), \(document.kind.rawValue), \(document.number), \(document.issuedAt),
            \(sealer.sealBinary(document.content.bytes, for: context(document.id))), \(document.digest), \(document.seal), \(document.token)
        )
        """
    }

    private static let columns: Query = "id, case_id, application_id, kind, number, issued_at, content, digest, seal, token"

    func documents(of caseID: ID, in connection: any Connection) throws -> [CaseDocument] {
        try connection.rows("SELECT \(DocumentTable.columns) FROM cases_document WHERE case_id = \(caseID) ORDER BY issued_at, number").map(
            document)
    }

    func document(_ id: ID, in connection: any Connection) throws -> CaseDocument? {
        try connection.row("SELECT \(DocumentTable.columns) FROM cases_document WHERE id = \(id)").map(document)
    }

    func document(token: String, in connection: any Connection) throws -> CaseDocument? {
        try connection.row("SELECT \(DocumentTable.columns) FROM cases_document WHERE token = \(token)").map(document)
    }

    private func document(_ row: ResultRow) throws -> CaseDocument {
        let id = try row.id("id")
        return CaseDocument(
            id: id, caseID: try row.id("case_id"), application: try row.id("application_id"),
            kind: try row.value("kind", as: CaseDocumentKind.self), number: try row.text("number"), issuedAt: try row.instant("issued_at"),
            content: try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id))), digest: try row.text("digest"),
            seal: try row.text("seal"), token: try row.text("token"))
    }
}
