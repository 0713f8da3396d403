import Cryptography
import Kernel
import Store

/// One column of sealed values, wherever it is: what a rotation of keys has to seal anew.
///
/// This is the one place outside the rooms that touches their tables. It knows names and places, and no meaning.
package struct SealedColumn: Sendable {
    /// A look-up hash beside the sealed value, made anew from what is in it.
    package struct Hash: Sendable {
        let column: StaticString
        let purpose: String
        /// Where in the opened JSON the hashed value is.
        let member: String
    }

    package let table: StaticString
    package let column: StaticString
    /// The primary key, in the order in which the row's name in the seal is written.
    package let key: [StaticString]
    /// Stored as text instead of bytes.
    var isText = false
    var hashes: [Hash] = []
    /// How many rows a transaction takes: few where a value is large.
    var batch = 200

    /// `table.column`, for people.
    package var name: String { "\(table).\(column)" }

    /// Each of them, in all rooms.
    package static let all: [SealedColumn] = [
        SealedColumn(table: "platform_word", column: "word", key: ["id"]),
        SealedColumn(
            table: "identity_person", column: "profile", key: ["id"],
            hashes: [Hash(column: "id_hash", purpose: "identity-number", member: "idNumber")]),
        SealedColumn(table: "identity_household", column: "address", key: ["id"]),
        SealedColumn(table: "identity_account", column: "totp", key: ["id"]),
        SealedColumn(table: "messages_message", column: "content", key: ["id"]),
        SealedColumn(table: "datacentre_record", column: "content", key: ["resource", "subject_hash"]),
        SealedColumn(table: "datacentre_answer", column: "content", key: ["resource", "subject_hash"]),
        SealedColumn(table: "datacentre_correction", column: "words", key: ["id"]),
        SealedColumn(table: "datacentre_correction", column: "answer", key: ["id"]),
        SealedColumn(table: "datacentre_correction", column: "claim", key: ["id"]),
        SealedColumn(table: "datacentre_correction", column: "evidence_name", key: ["id"]),
        SealedColumn(table: "datacentre_evidence", column: "bytes", key: ["correction_id"], batch: 5),
        SealedColumn(table: "datacentre_fault", column: "subject", key: ["resource", "subject_hash", "element", "rule"]),
        SealedColumn(
            table: "licences_licence", column: "content", key: ["id"],
            hashes: [Hash(column: "holder_hash", purpose: "licence-holder", member: "number")]),
        SealedColumn(
            table: "licences_coholder", column: "content", key: ["licence_id", "position"],
            hashes: [Hash(column: "holder_hash", purpose: "licence-holder", member: "number")]),
        SealedColumn(table: "licences_event", column: "content", key: ["licence_id", "seq"]),
        SealedColumn(table: "licences_collection", column: "content", key: ["id"]),
        SealedColumn(table: "licences_collected", column: "content", key: ["collection_id", "line"]),
        SealedColumn(table: "licences_correction", column: "content", key: ["id"]),
        SealedColumn(table: "licences_credential", column: "holder_key", key: ["licence_id"]),
        SealedColumn(table: "cases_application", column: "frozen", key: ["id"]),
        SealedColumn(table: "cases_application", column: "amendments", key: ["id"]),
        SealedColumn(table: "cases_case", column: "applicant_name", key: ["id"]),
        SealedColumn(table: "cases_case", column: "checks", key: ["id"]),
        SealedColumn(table: "cases_event", column: "payload", key: ["case_id", "seq"]),
        SealedColumn(table: "cases_document", column: "content", key: ["id"]),
        SealedColumn(table: "cases_reminder", column: "content", key: ["id"]),
        SealedColumn(
            table: "cases_broken_promise", column: "content", key: ["id"],
            hashes: [Hash(column: "holder_hash", purpose: "cases.broken-promise", member: "number")]),
        SealedColumn(table: "cases_assistance", column: "question", key: ["id"]),
        SealedColumn(table: "cases_assistance", column: "answer", key: ["id"]),
        SealedColumn(table: "cases_draft", column: "content", key: ["id"]),
        SealedColumn(table: "cases_attachment", column: "name", key: ["id"]),
        SealedColumn(table: "exchange_system", column: "secrets", key: ["code"]),
        SealedColumn(table: "cases_blob_part", column: "bytes", key: ["hash", "part"], batch: 20),
    ]
}
