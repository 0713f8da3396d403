import COpenSSL

/// SM4 (GB/T 32907) in counter mode, then HMAC-SM3 over all of it: OpenSSL 3.0 has no SM4-GCM.
struct SM4WithHMAC: AuthenticatedCipher {
    let nonceByteCount = 16
    private let tagByteCount = 32
    private let stream: ContextPool
    private let authentication: HMAC

    init(encryptionKey: [UInt8], authenticationKey: [UInt8]) {
        precondition(encryptionKey.count == 16, "SM4 takes 16 bytes of key")
        stream = .cipher(.sm4CTR, key: encryptionKey, encrypting: true)
        authentication = HMAC(.sm3, key: authenticationKey)
    }

    func seal(_ plain: [UInt8], nonce: [UInt8], associated: [UInt8]) -> [UInt8] {
        precondition(nonce.count == nonceByteCount, "counter mode takes 16 bytes of nonce")
        let body = nonce + crypt(plain[...], nonce: nonce)
        return body + tag(of: body[...], associated: associated)
    }

    func open(_ sealed: [UInt8], associated: [UInt8]) -> [UInt8]? {
        guard sealed.count >= nonceByteCount + tagByteCount else { return nil }
        let body = sealed.dropLast(tagByteCount)
        guard equalInConstantTime(Array(sealed.suffix(tagByteCount)), tag(of: body, associated: associated)) else { return nil }
        return crypt(body.dropFirst(nonceByteCount), nonce: Array(body.prefix(nonceByteCount)))
    }

    /// The length goes before the associated bytes, so that none of them can pass for a byte of the body.
    private func tag(of body: ArraySlice<UInt8>, associated: [UInt8]) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(8 + associated.count + body.count)
        for shift in stride(from: 56, through: 0, by: -8) { message.append(UInt8(truncatingIfNeeded: associated.count >> shift)) }
        message += associated
        message += body
        return authentication.tag(for: message)
    }

    /// Counter mode is its own inverse.
    func crypt(_ bytes: ArraySlice<UInt8>, nonce: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return [] }
        return stream.use { context in
            [UInt8](unsafeUninitializedCapacity: bytes.count) { out, count in
                bytes.withUnsafeBufferPointer { bytes in
                    var written: Int32 = 0
                    require(EVP_CipherInit_ex2(context, nil, nil, nonce, -1, nil), "set a nonce")
                    require(EVP_CipherUpdate(context, out.baseAddress, &written, bytes.baseAddress, Int32(bytes.count)), "encrypt")
                    count = Int(written)
                }
            }
        }
    }
}
