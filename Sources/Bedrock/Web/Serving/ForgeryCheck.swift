import Cryptography
import Kernel

/// Whether a form was sent from a page of ours: both the browser's word for where it comes from, and the page's own token.
///
/// A session has a secret; a visitor without one gets it in a cookie (double submit). A page carries it masked with fresh bytes each time,
/// so that its compressed length tells nothing (BREACH).
enum ForgeryCheck {
    static let secretBytes = 16

    static func hexadecimal(_ bytes: [UInt8]) -> String { Hex.encode(bytes) }

    /// What a page carries: the mask, then the masked secret, hexadecimal.
    static func token(secret: String, random: [UInt8]) -> String {
        guard let bytes = Hex.decode(secret), random.count >= bytes.count else { return secret }
        let mask = random.prefix(bytes.count)
        return Hex.encode(mask) + Hex.encode(zip(mask, bytes).map { $0 ^ $1 })
    }

    /// Whether the token was made from this secret; the secret itself counts too, for programs that hold it.
    static func isToken(_ token: String?, of secret: String) -> Bool {
        guard let secretBytes = Hex.decode(secret), secretBytes.count == ForgeryCheck.secretBytes, let token = token.flatMap(Hex.decode)
        else {
            return false
        }
        if token.count == secretBytes.count { return equalInConstantTime(token, secretBytes) }
        guard token.count == secretBytes.count * 2 else { return false }
        let half = secretBytes.count
        return equalInConstantTime(zip(token[..<half], token[half...]).map { $0 ^ $1 }, secretBytes)
    }

    enum Origin { case same, other, unknown }

    /// What the browser says about where a request comes from (Fetch Metadata, else `Origin`).
    static func origin(_ headers: Headers, site: String) -> Origin {
        if let fetchSite = headers["sec-fetch-site"] { return fetchSite == "same-origin" || fetchSite == "none" ? .same : .other }
        guard let origin = headers["origin"] else { return .unknown }
        if !site.isEmpty { return origin.lowercased() == site.lowercased() ? .same : .other }
        guard let host = headers["host"], let mark = origin.firstRange(of: "://") else { return .other }
        return origin[mark.upperBound...].lowercased() == host.lowercased() ? .same : .other
    }
}
