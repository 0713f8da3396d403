import Kernel

/// What is known of one request so far; it grows on the way to its endpoint, and whatever went wrong, the answer is made from it.
struct Exchange {
    let request: RawRequest
    let requestID: String
    let now: Instant
    let isSecure: Bool
    /// The version of what public pages show, read before anything was loaded.
    let publicVersion: Int
    var isHead = false
    var method: Method?
    var query: [String: String] = [:]
    /// Set where the address asks for a language, which is then remembered.
    var chosenLanguage: Language?
    /// The place that the visitor has chosen as theirs, in this request or before.
    var place: String?
    /// The address asks for a place, or for none: `place` is to be remembered.
    var choosesPlace = false
    var endpoint: Int?
    var face: Call.Face
    var visitor: Visitor
    /// The secret behind the visitor's token.
    var csrfSecret = ""
    /// The visitor has no secret yet: the answer sets it.
    var isSecretNew = false
    /// The request came with a session that is no more.
    var isSessionDead = false
    /// The visitor is known by a bearer token and not by a cookie.
    var isBearer = false
    var call: Call?
    /// The database was away, so nobody knows who it is; `call` then has only what was typed.
    var isUnrecognised = false

    var language: Language { visitor.language }
    /// A page of the site for the language switch and the way back.
    var here: Link { Link(local: request.target) ?? "/" }
}
