package import Kernel

/// A session as it is stored. The token itself is nowhere: the row is found by its digest.
package struct SessionRow: Sendable, Hashable {
    /// SHA-256 of the token, hexadecimal: the key of the row.
    package var id: String
    package var account: ID
    package var kind: Visitor.Kind
    /// The enterprise acted for; nil for oneself.
    package var actingFor: Party?
    /// What the person chose; nil follows the browser.
    package var language: Language?
    package var csrf: String
    package var created: Instant
    package var seen: Instant
    package var expires: Instant

    package init(
        id: String, account: ID, kind: Visitor.Kind, actingFor: Party?, language: Language?, csrf: String, created: Instant, seen: Instant,
        expires: Instant
    ) {
        self.id = id
        self.account = account
        self.kind = kind
        self.actingFor = actingFor
        self.language = language
        self.csrf = csrf
        self.created = created
        self.seen = seen
        self.expires = expires
    }
}

/// A session that has just begun: the only moment at which its token is known.
package struct NewSession: Sendable, Hashable {
    /// 32 random bytes, base64url: the cookie's value, or a program's bearer token.
    package var token: String
    package var row: SessionRow

    package init(token: String, row: SessionRow) {
        self.token = token
        self.row = row
    }
}
