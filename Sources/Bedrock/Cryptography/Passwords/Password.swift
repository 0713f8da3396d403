import COpenSSL
import Foundation

/// Passwords as they are stored: hashed by scrypt (RFC 7914), with what it takes to check them in the same text,
/// `$scrypt$ln=15,r=8,p=1$<salt>$<hash>`.
///
/// Hashing is slow on purpose (about 0.1 s and 32 MiB at standard cost): never call it on an event loop.
package enum Password {
    /// How much work one guess costs.
    package struct Cost: Sendable, Hashable {
        package let log2N: Int
        package let r: Int
        package let p: Int

        /// N = 2¹⁵, r = 8, p = 1.
        package static let standard = Cost(log2N: 15, r: 8, p: 1)
        /// For tests and the demonstration city only: 32 times cheaper.
        package static let light = Cost(log2N: 10, r: 8, p: 1)

        /// What we are ready to compute, so that a stored text cannot ask for all memory (at most 512 MiB).
        var isBearable: Bool { (1...18).contains(log2N) && (1...16).contains(r) && (1...16).contains(p) }
    }

    /// The text to store for a password.
    package static func hash(_ password: String, cost: Cost = .standard) -> String {
        let salt = Randomness.bytes(16)
        let hash = derive(normalized(password), salt: salt, cost: cost, count: 32)
        return "$scrypt$ln=\(cost.log2N),r=\(cost.r),p=\(cost.p)$\(Base64URL.encode(salt))$\(Base64URL.encode(hash))"
    }

    /// Whether it is the password. Without a stored text (no such account) it works as long and says no, so that the time tells
    /// nobody which accounts there are.
    package static func verify(_ password: String, against stored: String?, cost: Cost = .standard) -> Bool {
        guard let stored, let parts = Parts(stored) else {
            _ = derive(normalized(password), salt: [UInt8](repeating: 0, count: 16), cost: cost, count: 32)
            return false
        }
        return equalInConstantTime(derive(normalized(password), salt: parts.salt, cost: parts.cost, count: parts.hash.count), parts.hash)
    }

    /// Whether a stored text was made at another cost and should be made anew at the next sign-in.
    package static func needsRehash(_ stored: String, cost: Cost = .standard) -> Bool { Parts(stored)?.cost != cost }

    static func derive(_ password: [UInt8], salt: [UInt8], cost: Cost, count: Int) -> [UInt8] {
        precondition(cost.isBearable, "scrypt at a cost beyond reason")
        // OpenSSL's own limit is 32 MiB, a little less than the standard cost takes.
        let memory = 128 * cost.r * ((1 << cost.log2N) + cost.p + 2) + 1 << 20
        return [UInt8](unsafeUninitializedCapacity: count) { out, written in
            password.withUnsafeBytes { password in
                require(
                    EVP_PBE_scrypt(
                        password.bindMemory(to: CChar.self).baseAddress, password.count, salt, salt.count,
                        UInt64(1) << UInt64(cost.log2N), UInt64(cost.r), UInt64(cost.p), UInt64(memory), out.baseAddress, count),
                    "hash a password")
            }
            written = count
        }
    }

    /// The same word may be typed as different code points (NIST SP 800-63B §5.1.1.2): full-width or half-width, composed or not.
    private static func normalized(_ password: String) -> [UInt8] { Array(password.precomposedStringWithCompatibilityMapping.utf8) }

    private struct Parts {
        let cost: Cost
        let salt: [UInt8]
        let hash: [UInt8]

        init?(_ stored: String) {
            let fields = stored.split(separator: "$", omittingEmptySubsequences: false)
            guard fields.count == 5, fields[0].isEmpty, fields[1] == "scrypt",
                let cost = Parts.cost(fields[2]), cost.isBearable,
                let salt = Base64URL.decode(fields[3]), let hash = Base64URL.decode(fields[4]), hash.count == 32
            else { return nil }
            self.cost = cost
            self.salt = salt
            self.hash = hash
        }

        private static func cost(_ text: Substring) -> Cost? {
            let values = text.split(separator: ",", omittingEmptySubsequences: false)
            guard values.count == 3, values[0].hasPrefix("ln="), values[1].hasPrefix("r="), values[2].hasPrefix("p="),
                let log2N = Int(values[0].dropFirst(3)), let r = Int(values[1].dropFirst(2)), let p = Int(values[2].dropFirst(2))
            else { return nil }
            return Cost(log2N: log2N, r: r, p: p)
        }
    }
}
