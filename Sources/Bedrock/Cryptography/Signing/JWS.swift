package import Kernel

/// A signed text in three parts (JWS compact serialization, RFC 7515 §7.1).
///
/// Invariant: the algorithm is the key's, never the header's. A header that names another one is refused (RFC 8725 §3.1).
package struct JWS: Sendable, Hashable {
    package let header: JSON
    package let payload: [UInt8]
    package let signature: [UInt8]
    private let text: String
    /// How much of the text is signed.
    private let signedCount: Int

    /// Why a signed text is not accepted.
    package enum Refusal: Error, Sendable, Hashable {
        /// It is not three parts of base64url with a JSON object first, or needs an extension that we do not have (`crit`).
        case malformed
        /// `typ` is not the expected one: the text was signed for another purpose (RFC 8725 §3.11).
        case otherType
        /// No key of ours has its `kid`.
        case unknownKey
        /// The signature is not the key's.
        case badSignature
    }

    /// Reads one without judging its signature.
    package init(parsing text: String) throws(Refusal) {
        let parts = text.parts(between: ".")
        guard parts.count == 3, let head = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), let header = try? JSON(parsing: head), header.members != nil,
            header["crit"] == nil
        else { throw .malformed }
        self.header = header
        self.payload = payload
        self.signature = signature
        self.text = text
        signedCount = parts[0].utf8.count + 1 + parts[1].utf8.count
    }

    /// `alg`.
    package var algorithm: String? { header["alg"]?.string }
    /// `kid`: which key signed it, as it says itself.
    package var keyID: String? { header["kid"]?.string }
    /// `typ`.
    package var type: String? { header["typ"]?.string }

    /// Whether the key signed it, with the key's own algorithm.
    package func isSigned(by key: PublicKey) -> Bool {
        algorithm == key.algorithm.rawValue && key.isSignature(signature, of: Array(text.utf8.prefix(signedCount)))
    }

    /// What tells this text with this signature from every other.
    var fingerprint: [UInt8] { JWS.fingerprint(text) }

    static func fingerprint(_ text: String) -> [UInt8] { Digest.sha256.hash(text: text) }

    /// Signs a payload; `header` follows `alg` in the order given.
    package static func sign(_ payload: [UInt8], header: [JSON.Member] = [], by key: SigningKey) -> String {
        let head = JSON.object([JSON.Member("alg", .string(key.algorithm.rawValue))] + header)
        let input = Base64URL.encode(head.bytes) + "." + Base64URL.encode(payload)
        return input + "." + Base64URL.encode(key.sign(Array(input.utf8)))
    }
}
