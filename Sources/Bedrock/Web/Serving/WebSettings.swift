/// How the site is served. Each has a default that suits a city's node behind a proxy.
package struct WebSettings: Sendable, Hashable {
    /// The address to listen on.
    package var host: String
    package var port: Int
    /// The site's address as people type it, `https://city.example`; for absolute links and for comparing `Origin`. Empty: as the
    /// request says.
    package var origin: String
    /// Cookies only over https, with the `__Host-` prefix.
    package var secureCookies: Bool
    /// Believe `X-Forwarded-For` and `X-Forwarded-Proto`: only where a proxy of ours sets them.
    package var trustProxy: Bool
    /// The folder with css, js and icons; empty: none.
    package var webFolder: String
    /// Where people sign in: a page with a form that posts to the same path.
    package var signInPath: String
    /// The most that a request without files may carry, in bytes.
    package var maxFormBytes: Int
    /// The most that a request with files may carry, in bytes.
    package var maxFilesBytes: Int
    /// The longest text of one field, in bytes.
    package var maxTextBytes: Int
    /// A connection that is idle for so long is closed.
    package var idleConnectionSeconds: Int
    /// The memory for public pages that are kept ready, in bytes.
    package var maxReadyBytes: Int
    package var sessionLife: Sessions.Life

    package init(
        host: String = "127.0.0.1", port: Int = 8080, origin: String = "", secureCookies: Bool = false, trustProxy: Bool = false,
        webFolder: String = "", signInPath: String = "/sign-in", maxFormBytes: Int = 256_000, maxFilesBytes: Int = 12_000_000,
        maxTextBytes: Int = 64_000, idleConnectionSeconds: Int = 75, maxReadyBytes: Int = 256_000_000,
        sessionLife: Sessions.Life = Sessions.Life()
    ) {
        self.host = host
        self.port = port
        self.origin = origin
        self.secureCookies = secureCookies
        self.trustProxy = trustProxy
        self.webFolder = webFolder
        self.signInPath = signInPath
        self.maxFormBytes = maxFormBytes
        self.maxFilesBytes = maxFilesBytes
        self.maxTextBytes = maxTextBytes
        self.idleConnectionSeconds = idleConnectionSeconds
        self.maxReadyBytes = maxReadyBytes
        self.sessionLife = sessionLife
    }

    var sessionCookie: String { secureCookies ? "__Host-session" : "session" }
    var csrfCookie: String { secureCookies ? "__Host-csrf" : "csrf" }
    static let languageCookie = "lang"
    static let placeCookie = "place"

    /// The limit for an endpoint's body. JSON carries files in base64, a third longer.
    func maxBytes(_ endpoint: Endpoint) -> Int {
        // The sign-in form may carry another one (see `ResumedForm`), encoded once more.
        if endpoint.path == signInPath { return maxFormBytes * 4 }
        return switch endpoint.body {
        case .form: maxFormBytes
        case .files: endpoint.face == .api ? maxFilesBytes / 3 * 4 + maxFormBytes : maxFilesBytes
        case .bytes(let count): count
        }
    }
}
