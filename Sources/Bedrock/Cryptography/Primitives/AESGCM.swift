import COpenSSL

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D) with random nonces of 96 bits: rotate a key before 2³² values were sealed with it.
struct AESGCM: AuthenticatedCipher {
    let nonceByteCount = 12
    private let tagByteCount = 16
    private let sealing: ContextPool
    private let opening: ContextPool

    init(key: [UInt8]) {
        precondition(key.count == 32, "AES-256 takes 32 bytes of key")
        sealing = .cipher(.aes256GCM, key: key, encrypting: true)
        opening = .cipher(.aes256GCM, key: key, encrypting: false)
    }

    func seal(_ plain: [UInt8], nonce: [UInt8], associated: [UInt8]) -> [UInt8] {
        precondition(nonce.count == nonceByteCount, "GCM takes 12 bytes of nonce")
        let bodyEnd = nonceByteCount + plain.count
        return sealing.use { context in
            [UInt8](unsafeUninitializedCapacity: bodyEnd + tagByteCount) { out, count in
                var written: Int32 = 0
                _ = UnsafeMutableBufferPointer(rebasing: out[..<nonceByteCount]).initialize(from: nonce)
                let body = out.baseAddress.map { $0 + nonceByteCount }
                let tag = out.baseAddress.map { $0 + bodyEnd }
                require(EVP_CipherInit_ex2(context, nil, nil, nonce, -1, nil), "set a nonce")
                authenticate(associated, in: context)
                if !plain.isEmpty { require(EVP_CipherUpdate(context, body, &written, plain, Int32(plain.count)), "encrypt") }
                require(EVP_CipherFinal_ex(context, tag, &written), "finish encrypting")
                require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagByteCount), tag), "make a tag")
                count = bodyEnd + tagByteCount
            }
        }
    }

    func open(_ sealed: [UInt8], associated: [UInt8]) -> [UInt8]? {
        let plainCount = sealed.count - nonceByteCount - tagByteCount
        guard plainCount >= 0 else { return nil }
        return opening.use { context in
            var isGenuine = false
            let plain = [UInt8](unsafeUninitializedCapacity: plainCount) { out, count in
                sealed.withUnsafeBufferPointer { sealed in
                    var written: Int32 = 0
                    let body = sealed.baseAddress.map { $0 + nonceByteCount }
                    let tag = sealed.baseAddress.map { UnsafeMutableRawPointer(mutating: $0 + nonceByteCount + plainCount) }
                    require(EVP_CipherInit_ex2(context, nil, nil, sealed.baseAddress, -1, nil), "set a nonce")
                    authenticate(associated, in: context)
                    if plainCount > 0 {
                        require(EVP_CipherUpdate(context, out.baseAddress, &written, body, Int32(plainCount)), "decrypt")
                    }
                    require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagByteCount), tag), "set a tag")
                    var rest: UInt8 = 0
                    isGenuine = EVP_CipherFinal_ex(context, &rest, &written) == 1
                    count = plainCount
                }
            }
            if !isGenuine { ERR_clear_error() }
            return isGenuine ? plain : nil
        }
    }

    private func authenticate(_ associated: [UInt8], in context: OpaquePointer) {
        guard !associated.isEmpty else { return }
        var written: Int32 = 0
        require(EVP_CipherUpdate(context, nil, &written, associated, Int32(associated.count)), "bind associated bytes")
    }
}
