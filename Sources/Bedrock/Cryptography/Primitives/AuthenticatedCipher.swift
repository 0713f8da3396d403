/// Seals bytes so that none can be read and none changed without the key, and binds them to associated bytes that stay in the clear.
protocol AuthenticatedCipher: Sendable {
    var nonceByteCount: Int { get }

    /// `nonce | ciphertext | tag`. A nonce must never come twice with one key.
    func seal(_ plain: [UInt8], nonce: [UInt8], associated: [UInt8]) -> [UInt8]

    /// The plain bytes; nil where key, associated bytes or any sealed byte differ.
    func open(_ sealed: [UInt8], associated: [UInt8]) -> [UInt8]?
}

extension AuthenticatedCipher {
    func seal(_ plain: [UInt8], associated: [UInt8]) -> [UInt8] {
        seal(plain, nonce: Randomness.bytes(nonceByteCount), associated: associated)
    }
}

/// The ciphers that a key file may name.
enum SealAlgorithm: String, Sendable, CaseIterable {
    case aes256GCM = "AES-256-GCM"
    case sm4CTRWithHMAC = "SM4-CTR+HMAC-SM3"

    /// The cipher whose keys are derived from a stored secret.
    func cipher(secret: [UInt8]) -> any AuthenticatedCipher {
        func derived(_ digest: Digest, _ part: String, _ count: Int) -> [UInt8] {
            HKDF.derive(digest, secret: secret, info: "yiwang seal \(rawValue) \(part)", count: count)
        }
        switch self {
        case .aes256GCM: return AESGCM(key: derived(.sha256, "encrypt", 32))
        case .sm4CTRWithHMAC:
            return SM4WithHMAC(encryptionKey: derived(.sm3, "encrypt", 16), authenticationKey: derived(.sm3, "authenticate", 32))
        }
    }
}
