import Cryptography
import Foundation
package import Kernel
package import Web

/// Why a message is not believed.
package enum SignatureFault: String, Error, Sendable, Hashable, CaseIterable {
    /// A header is missing or cannot be read.
    case missing
    /// Signed too long ago, or in the future: it may be a copy.
    case tooOld = "too-old"
    /// Signed by nobody whose secret is known here, or altered since.
    case wrong
}

/// Signatures on messages between this platform and a department's system, either way: the headers of Standard Webhooks, HMAC-SHA256 over
/// `id.timestamp.body`. The same in either suite, since the other side is a program that others wrote.
package enum MessageSignature {
    package static let idHeader = "webhook-id"
    package static let timestampHeader = "webhook-timestamp"
    package static let signatureHeader = "webhook-signature"
    /// How far the two clocks, and the way between them, may be apart.
    package static let windowSeconds: Int64 = 300
    /// More signatures than a rotation needs are not looked at.
    private static let mostSignatures = 4

    /// The three headers of a message, with one signature for each secret that is valid: the receiver knows at least one of them.
    package static func headers(id: String, at now: Instant, body: [UInt8], secrets: [[UInt8]]) -> [String: String] {
        let seconds = now.microseconds / 1_000_000
        let signatures = secrets.map { "v1," + base64(tag(id, String(seconds), body, secret: $0)) }
        return [idHeader: id, timestampHeader: String(seconds), signatureHeader: signatures.joined(separator: " ")]
    }

    /// The id of a message that one of the secrets has signed within the window. Pure.
    package static func checked(_ headers: Headers, body: [UInt8], secrets: [[UInt8]], at now: Instant) throws(SignatureFault) -> String {
        guard let id = headers[idHeader], (1...64).contains(id.utf8.count), !id.utf8.contains(UInt8(ascii: ".")),
            let written = headers[timestampHeader], let seconds = Int64(written), String(seconds) == written,
            let signatures = headers[signatureHeader]
        else { throw .missing }
        let now = now.microseconds / 1_000_000
        guard (now - windowSeconds...now + windowSeconds).contains(seconds) else { throw .tooOld }
        for signature in signatures.split(separator: " ").prefix(mostSignatures) where signature.hasPrefix("v1,") {
            guard let given = Data(base64Encoded: String(signature.dropFirst(3))) else { continue }
            for secret in secrets where HMAC(.sha256, key: secret).isTag([UInt8](given), for: signed(id, written, body)) { return id }
        }
        throw .wrong
    }

    private static func signed(_ id: String, _ seconds: String, _ body: [UInt8]) -> [UInt8] { Array("\(id).\(seconds).".utf8) + body }

    private static func tag(_ id: String, _ seconds: String, _ body: [UInt8], secret: [UInt8]) -> [UInt8] {
        HMAC(.sha256, key: secret).tag(for: signed(id, seconds, body))
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
