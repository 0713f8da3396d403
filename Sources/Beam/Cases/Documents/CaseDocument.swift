package import Kernel

/// A paper that the law wants, in writing, sealed and dated: structured content, which a page lays out in either language.
package struct CaseDocument: Sendable, Hashable {
    package var id: ID
    package var caseID: ID
    package var application: ID
    package var kind: CaseDocumentKind
    package var number: String
    package var issuedAt: Instant
    /// Members are described by `DocumentContent`.
    package var content: JSON
    /// Of the content's canonical form, in hexadecimal digits.
    package var digest: String
    /// The installation's signature of the digest (JWS).
    package var seal: String
    /// What the code on paper leads to.
    package var token: String

    /// The purpose that the seal names (RFC 8725 §3.11).
    static let sealType = "case-document+jwt"
}

/// A document as a move leaves it behind: it is sealed when it is written, which no rule has to wait for.
struct CaseDocumentDraft: Sendable {
    var caseID: ID
    var application: ID
    var kind: CaseDocumentKind
    var number: String
    var issuedAt: Instant
    var content: [(String, JSON?)]

    init(_ kind: CaseDocumentKind, content: [(String, JSON?)], of current: Case, at instant: Instant) {
        (caseID, application, self.kind, issuedAt, self.content) = (current.id, current.application, kind, instant, content)
        number = "\(current.number)-\(current.version < 10 ? "0" : "")\(current.version)"
    }
}

/// A document that somebody has asked about by its token.
package struct VerifiedDocument: Sendable, Hashable {
    package var document: CaseDocument
    /// The content is what was sealed, and the seal is ours.
    package var isAuthentic: Bool
    /// How the case stands today, since a paper tells only of its own day.
    package var status: CaseStatus
}
