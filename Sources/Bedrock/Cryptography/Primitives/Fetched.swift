import COpenSSL

/// An algorithm fetched from the system's OpenSSL, once for the life of the process: fetching takes locks and looks names up.
///
/// Unchecked because a pointer says nothing of itself; OpenSSL counts references atomically and never changes what was fetched.
struct Fetched: @unchecked Sendable {
    let name: String
    private let pointer: OpaquePointer?

    static let sha1 = Fetched(name: "SHA1", pointer: EVP_MD_fetch(nil, "SHA1", nil))
    static let sha256 = Fetched(name: "SHA256", pointer: EVP_MD_fetch(nil, "SHA256", nil))
    static let sha384 = Fetched(name: "SHA384", pointer: EVP_MD_fetch(nil, "SHA384", nil))
    static let sm3 = Fetched(name: "SM3", pointer: EVP_MD_fetch(nil, "SM3", nil))
    static let hmac = Fetched(name: "HMAC", pointer: EVP_MAC_fetch(nil, "HMAC", nil))
    static let aes256GCM = Fetched(name: "AES-256-GCM", pointer: EVP_CIPHER_fetch(nil, "AES-256-GCM", nil))
    static let sm4CTR = Fetched(name: "SM4-CTR", pointer: EVP_CIPHER_fetch(nil, "SM4-CTR", nil))

    var exists: Bool { pointer != nil }

    /// The algorithm, where `Suite.requireAvailable` has been asked before.
    var required: OpaquePointer {
        guard let pointer else { preconditionFailure("OpenSSL offers no \(name)") }
        return pointer
    }
}

/// OpenSSL answers 1 for success. What is held against this cannot fail for any input, only for want of memory or of algorithms.
@inline(__always) func require(_ answer: Int32, _ act: StaticString) {
    precondition(answer == 1, "OpenSSL could not \(act)")
}

/// Lends the bytes of any collection without copying where it stores them in one piece.
func withBytes<Result>(_ bytes: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withContiguousStorageIfAvailable(body) ?? Array(bytes).withUnsafeBufferPointer(body)
}
