import COpenSSL

/// A keyed message authentication code (RFC 2104; with SM3 GB/T 15852.2). One value serves all threads.
package struct HMAC: Sendable {
    private let contexts: ContextPool
    private let byteCount: Int

    /// A code with a digest and a key of any length.
    package init(_ digest: Digest, key: [UInt8]) {
        self.init(digest.fetched, byteCount: digest.byteCount, key: key)
    }

    /// SHA-1 only because authenticator apps know no other (RFC 6238).
    static func sha1(key: [UInt8]) -> HMAC { HMAC(.sha1, byteCount: 20, key: key) }

    private init(_ digest: Fetched, byteCount: Int, key: [UInt8]) {
        self.byteCount = byteCount
        // An empty key must still be a pointer: NULL would mean “keep the key”.
        let padded = key + [0]
        contexts = ContextPool(
            make: {
                guard let context = bedrock_hmac_new(Fetched.hmac.required, digest.name, padded, padded.count - 1) else {
                    preconditionFailure("OpenSSL offers no HMAC with \(digest.name)")
                }
                return context
            },
            free: { EVP_MAC_CTX_free($0) })
    }

    /// The code of a message.
    package func tag(for message: some Collection<UInt8>) -> [UInt8] {
        withBytes(message) { message in
            contexts.use { context in
                [UInt8](unsafeUninitializedCapacity: byteCount) { out, count in
                    require(EVP_MAC_init(context, nil, 0, nil), "begin a code")
                    require(EVP_MAC_update(context, message.baseAddress, message.count), "authenticate")
                    require(EVP_MAC_final(context, out.baseAddress, &count, byteCount), "finish a code")
                }
            }
        }
    }

    /// Whether a code belongs to a message; takes the same time for every wrong one.
    package func isTag(_ tag: [UInt8], for message: some Collection<UInt8>) -> Bool {
        equalInConstantTime(tag, self.tag(for: message))
    }
}
