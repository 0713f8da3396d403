package import Kernel

/// Which family of algorithms an installation uses: a setting, since a Chinese city must use the national ones (GM/T 0028, 密评).
package enum Suite: String, Sendable, Hashable, CaseIterable {
    /// AES-256-GCM, SHA-256, ECDSA on P-256.
    case international
    /// SM4, SM3, SM2 (GB/T 32907, 32905, 32918).
    case national

    /// The digest for whatever the platform hashes: chains, Merkle roots, content addresses.
    package var digest: Digest { self == .international ? .sha256 : .sm3 }

    /// The algorithm of the platform's own signatures.
    package var signature: SignatureAlgorithm { self == .international ? .es256 : .sm2 }

    var sealing: SealAlgorithm { self == .international ? .aes256GCM : .sm4CTRWithHMAC }

    /// Refuses a suite whose algorithms this machine's OpenSSL does not offer (a FIPS build, for one, has no SM2, SM3, SM4).
    package func requireAvailable() throws(Problem) {
        let needed: [Fetched] =
            switch self {
            case .international: [.sha256, .hmac, .aes256GCM]
            case .national: [.sm3, .hmac, .sm4CTR]
            }
        if let missing = needed.first(where: { !$0.exists }) { throw .suiteUnavailable(self, missing: missing.name) }
    }
}
