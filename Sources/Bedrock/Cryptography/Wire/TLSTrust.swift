import COpenSSL

/// Why a connection under TLS is not used.
package enum TLSFault: Error, Sendable, Hashable {
    /// The file of authorities cannot be read, or holds none.
    case authorities(String)
    /// Who answered could not prove to be who was asked: another name, an unknown authority, a date that has passed. The words are OpenSSL's
    /// and quote nothing of either side.
    case untrusted(String)
    /// The two sides do not understand each other, or somebody broke in on them.
    case broken
}

/// Whom this side believes when it asks others under TLS 1.2 or later.
///
/// Many connections share one, and nobody changes it.
package final class TLSTrust: @unchecked Sendable {
    let pointer: OpaquePointer

    /// - Parameter authorities: a file of certificates (PEM); nil for those that the system believes.
    package init(authorities: String? = nil) throws(TLSFault) {
        ERR_clear_error()
        guard let pointer = bedrock_tls_trust(authorities) else {
            ERR_clear_error()
            throw .authorities(authorities ?? "")
        }
        self.pointer = pointer
    }

    deinit { SSL_CTX_free(pointer) }
}
