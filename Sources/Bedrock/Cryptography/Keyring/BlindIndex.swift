/// Keyed hashes by which sealed values are found: equal values have equal hashes, and nobody without the key can try values out.
///
/// The caller brings a value to its one form first (capital X in an identity number, no spaces).
package struct BlindIndex: Sendable {
    private let current: HMAC
    private let old: [HMAC]

    /// Hashes with the keys of the ring for `index`.
    package init(_ keyring: Keyring) {
        func hmac(_ key: StoredKey<IndexSecret>) -> HMAC {
            let digest = key.material.digest
            return HMAC(digest, key: HKDF.derive(digest, secret: key.material.secret.bytes, info: "yiwang index", count: digest.byteCount))
        }
        current = hmac(keyring.indexing.current)
        old = keyring.indexing.old.map(hmac)
    }

    /// The hash to store: 22 letters, 128 bits. Hashes of different purposes cannot be compared.
    package func hash(_ value: String, purpose: String) -> String { hash(value, purpose: purpose, with: current) }

    /// The hash by every key, the current one first: what to look for until all are made anew after a rotation.
    package func hashes(_ value: String, purpose: String) -> [String] {
        ([current] + old).map { hash(value, purpose: purpose, with: $0) }
    }

    private func hash(_ value: String, purpose: String, with hmac: HMAC) -> String {
        // The length of the purpose keeps (“ab”, “c”) and (“a”, “bc”) apart.
        let length = UInt32(purpose.utf8.count)
        var message = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> UInt32($0)) }
        message += purpose.utf8
        message += value.utf8
        return Base64URL.encode(Array(hmac.tag(for: message).prefix(16)))
    }
}
