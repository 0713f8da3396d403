import COpenSSL

/// A client's end of one connection under TLS. It moves bytes in memory and knows no socket: whoever holds the socket passes on what
/// comes and sends what is to go. Not for several threads at once.
package final class TLSClient {
    private let pointer: OpaquePointer
    private let trust: TLSTrust
    /// The other side has proved who it is, and both can speak.
    package private(set) var isReady = false
    /// The other side has said that it says no more. A connection that ends without that was cut off.
    package private(set) var isOver = false

    private static let pieceSize = 16_384

    /// - Parameter host: the name, or the IPv4 address, that the other side's certificate has to bear.
    package init(to host: String, trusting trust: TLSTrust) throws(TLSFault) {
        ERR_clear_error()
        let isAddress = host.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
        guard let pointer = bedrock_tls_client(trust.pointer, host, isAddress ? 1 : 0) else {
            ERR_clear_error()
            throw .broken
        }
        self.pointer = pointer
        self.trust = trust
    }

    deinit { SSL_free(pointer) }

    /// Says the first word.
    package func begin() throws(TLSFault) { try shakeHands() }

    /// Takes what came over the wire and returns what it says, as far as it is complete.
    package func receive(_ bytes: [UInt8]) throws(TLSFault) -> [UInt8] {
        var rest = bytes[...]
        while !rest.isEmpty {
            let taken = rest.withUnsafeBytes { BIO_write(SSL_get_rbio(pointer), $0.baseAddress, Int32(min($0.count, 1 << 20))) }
            guard taken > 0 else { throw .broken }
            rest = rest.dropFirst(Int(taken))
        }
        try shakeHands()
        return isReady ? try read() : []
    }

    /// Enciphers what is to be said; only when both sides are ready.
    package func send(_ plain: [UInt8]) throws(TLSFault) {
        precondition(isReady, "nothing is said before the other side has proved who it is")
        guard !plain.isEmpty else { return }
        ERR_clear_error()
        var taken = 0
        // Memory takes everything at once.
        guard SSL_write_ex(pointer, plain, plain.count, &taken) == 1, taken == plain.count else { throw fault(0) }
    }

    /// What is to go over the wire now.
    package func outgoing() -> [UInt8] {
        let wire = SSL_get_wbio(pointer)
        let count = BIO_ctrl_pending(wire)
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { out, taken in
            taken = max(0, Int(BIO_read(wire, out.baseAddress, Int32(count))))
        }
    }

    private func shakeHands() throws(TLSFault) {
        guard !isReady else { return }
        ERR_clear_error()
        let answer = SSL_do_handshake(pointer)
        if answer == 1 {
            isReady = true
        } else if SSL_get_error(pointer, answer) != SSL_ERROR_WANT_READ {
            throw fault(answer)
        }
    }

    private func read() throws(TLSFault) -> [UInt8] {
        var said: [UInt8] = []
        while true {
            ERR_clear_error()
            var answer: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: TLSClient.pieceSize) { out, count in
                answer = SSL_read_ex(pointer, out.baseAddress, out.count, &count)
                if answer != 1 { count = 0 }
            }
            if answer == 1 {
                said += piece
                continue
            }
            switch SSL_get_error(pointer, answer) {
            case SSL_ERROR_WANT_READ: return said
            case SSL_ERROR_ZERO_RETURN:
                isOver = true
                return said
            default: throw fault(answer)
            }
        }
    }

    /// What went wrong, in this side's words.
    private func fault(_ answer: Int32) -> TLSFault {
        defer { ERR_clear_error() }
        let verdict = SSL_get_verify_result(pointer)
        guard verdict != Int(X509_V_OK), let words = X509_verify_cert_error_string(verdict) else { return .broken }
        return .untrusted(String(cString: words))
    }
}
