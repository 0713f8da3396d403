import COpenSSL

/// A cryptographic digest: SHA-2 (FIPS 180-4) or SM3 (GB/T 32905).
package enum Digest: String, Sendable, Hashable, CaseIterable {
    case sha256, sha384, sm3

    /// The length of a digest.
    package var byteCount: Int { self == .sha384 ? 48 : 32 }

    /// The digest of some bytes.
    package func hash(_ bytes: some Collection<UInt8>) -> [UInt8] {
        withBytes(bytes) { bytes in
            [UInt8](unsafeUninitializedCapacity: byteCount) { out, count in
                var size: UInt32 = 0
                require(EVP_Digest(bytes.baseAddress, bytes.count, out.baseAddress, &size, fetched.required, nil), "hash")
                count = Int(size)
            }
        }
    }

    /// The digest of a text in UTF-8.
    package func hash(text: String) -> [UInt8] { hash(text.utf8) }

    var fetched: Fetched {
        switch self {
        case .sha256: .sha256
        case .sha384: .sha384
        case .sm3: .sm3
        }
    }
}

/// A digest of what comes in pieces, such as an upload. It belongs to one task at a time.
package final class RunningDigest {
    private let context: OpaquePointer
    private let digest: Digest

    /// Begins an empty message.
    package init(_ digest: Digest) {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("OpenSSL has no memory for a context") }
        self.context = context
        self.digest = digest
        require(EVP_DigestInit_ex2(context, digest.fetched.required, nil), "begin to hash")
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes the next piece.
    package func update(_ bytes: some Collection<UInt8>) {
        withBytes(bytes) { require(EVP_DigestUpdate(context, $0.baseAddress, $0.count), "hash on") }
    }

    /// The digest of all pieces; after it the next piece begins a new message.
    package func finish() -> [UInt8] {
        let hash = [UInt8](unsafeUninitializedCapacity: digest.byteCount) { out, count in
            var size: UInt32 = 0
            require(EVP_DigestFinal_ex(context, out.baseAddress, &size), "finish a hash")
            count = Int(size)
        }
        require(EVP_DigestInit_ex2(context, digest.fetched.required, nil), "begin to hash")
        return hash
    }
}
