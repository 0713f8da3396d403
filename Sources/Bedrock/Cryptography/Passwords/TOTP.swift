package import Kernel

/// Six digits that an authenticator app shows, new every 30 seconds (RFC 6238, HMAC-SHA-1).
package struct TOTP: Sendable {
    /// How long one code is shown.
    package static let periodSeconds: Int64 = 30
    private let secret: [UInt8]

    /// The codes of one secret, as `newSecret` made it.
    package init(secret: [UInt8]) { self.secret = secret }

    /// A new secret of 160 bits (RFC 4226 §4). Store it sealed.
    package static func newSecret() -> [UInt8] { Randomness.bytes(20) }

    /// The secret as people type it into an app.
    package var typedSecret: String { Base32.encode(secret) }

    /// The link that an app reads from a QR code.
    package func link(issuer: String, account: String) -> String {
        let issuer = escaped(issuer)
        return "otpauth://totp/\(issuer):\(escaped(account))?secret=\(typedSecret)&issuer=\(issuer)&algorithm=SHA1&digits=6&period=30"
    }

    /// The step to which a code belongs, at most one before or after the present one (RFC 6238 §5.2); nil for a wrong code and for a
    /// step not after `lastStep`. Store the answer as the account's last step: so no code counts twice.
    package func matchedStep(of code: String, at now: Instant, after lastStep: Int64? = nil) -> Int64? {
        let present = TOTP.step(at: now)
        var matched: Int64?
        for step in [present - 1, present + 1, present] where equalInConstantTime(self.code(atStep: step), code) { matched = step }
        guard let matched, matched > lastStep ?? .min else { return nil }
        return matched
    }

    /// The number of whole periods since 1970.
    package static func step(at instant: Instant) -> Int64 { instant.microseconds / 1_000_000 / periodSeconds }

    /// The code of one step (RFC 4226 §5.3).
    package func code(atStep step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let hash = HMAC.sha1(key: secret).tag(for: counter)
        let offset = Int(hash[19] & 15)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// RFC 3986 §2.3: all but the unreserved letters.
    private func escaped(_ text: String) -> String {
        text.utf8.reduce(into: "") { out, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += "%" + Hex.encode([byte]).uppercased()
            }
        }
    }
}
