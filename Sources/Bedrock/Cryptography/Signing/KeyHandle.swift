import COpenSSL

/// Owns a key inside OpenSSL, which lets many threads sign and verify with one that nobody changes.
final class KeyHandle: @unchecked Sendable {
    /// Both curves have numbers of 32 bytes.
    static let numberByteCount = 32

    let algorithm: SignatureAlgorithm
    private let pointer: OpaquePointer

    private init?(_ algorithm: SignatureAlgorithm, _ pointer: OpaquePointer?) {
        guard let pointer else {
            ERR_clear_error()
            return nil
        }
        self.algorithm = algorithm
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    /// A new key pair; nil where OpenSSL does not offer the algorithm.
    static func generated(_ algorithm: SignatureAlgorithm) -> KeyHandle? {
        KeyHandle(algorithm, bedrock_key_generate(algorithm.keyType, algorithm == .es256 ? algorithm.curve : nil))
    }

    /// A key from its point (`04 | x | y`) and, to sign with, its number; nil where the point is not on the curve.
    static func imported(_ algorithm: SignatureAlgorithm, point: [UInt8], secret: [UInt8]? = nil) -> KeyHandle? {
        let pointer =
            if let secret {
                bedrock_key_import(algorithm.keyType, algorithm.curve, point, point.count, secret, Int32(secret.count))
            } else {
                models[algorithm].flatMap { bedrock_key_alike($0.pointer, point, point.count) }
            }
        return KeyHandle(algorithm, pointer)
    }

    /// One key of each algorithm that OpenSSL offers, for its curve.
    private static let models = SignatureAlgorithm.allCases.reduce(into: [SignatureAlgorithm: KeyHandle]()) { $0[$1] = generated($1) }

    /// The public point, `04 | x | y`.
    var point: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 1 + 2 * Self.numberByteCount) { out, count in
            require(
                EVP_PKEY_get_octet_string_param(pointer, OSSL_PKEY_PARAM_PUB_KEY, out.baseAddress, out.count, &count), "show a public key")
        }
    }

    /// The private number; nil for a public key.
    var secret: [UInt8]? {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(pointer, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1 else {
            ERR_clear_error()
            return nil
        }
        defer { BN_clear_free(number) }
        return KeyHandle.bytes(of: number)
    }

    /// `r | s`, as a JWS carries it (RFC 7518 §3.4).
    func sign(_ message: [UInt8]) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("OpenSSL has no memory for a context") }
        defer { EVP_MD_CTX_free(context) }
        require(bedrock_signature_init(context, pointer, algorithm.digest.name, algorithm.signer, 1), "begin to sign")
        let der = [UInt8](unsafeUninitializedCapacity: 80) { out, count in
            count = out.count
            require(EVP_DigestSign(context, out.baseAddress, &count, message, message.count), "sign")
        }
        return der.withUnsafeBufferPointer { der in
            var next = der.baseAddress
            guard let pair = d2i_ECDSA_SIG(nil, &next, der.count) else { preconditionFailure("OpenSSL made no signature") }
            defer { ECDSA_SIG_free(pair) }
            return KeyHandle.bytes(of: ECDSA_SIG_get0_r(pair)) + KeyHandle.bytes(of: ECDSA_SIG_get0_s(pair))
        }
    }

    /// Whether `r | s` is this key's signature of the message.
    func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == 2 * Self.numberByteCount, let der = KeyHandle.der(signature), let context = EVP_MD_CTX_new() else {
            return false
        }
        defer { EVP_MD_CTX_free(context) }
        let answer =
            bedrock_signature_init(context, pointer, algorithm.digest.name, algorithm.signer, 0) == 1
            && EVP_DigestVerify(context, der, der.count, message, message.count) == 1
        if !answer { ERR_clear_error() }
        return answer
    }

    private static func bytes(of number: OpaquePointer?) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: numberByteCount) { out, count in
            count = numberByteCount
            precondition(BN_bn2binpad(number, out.baseAddress, Int32(count)) == Int32(count), "a number of the curve has 32 bytes")
        }
    }

    /// The form in which OpenSSL takes a signature.
    private static func der(_ signature: [UInt8]) -> [UInt8]? {
        guard let pair = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(pair) }
        let r = BN_bin2bn(signature, Int32(numberByteCount), nil)
        let s = BN_bin2bn(Array(signature.suffix(numberByteCount)), Int32(numberByteCount), nil)
        // From here on the pair owns both numbers.
        guard r != nil, s != nil, ECDSA_SIG_set0(pair, r, s) == 1 else {
            BN_free(r)
            BN_free(s)
            return nil
        }
        return [UInt8](unsafeUninitializedCapacity: 80) { out, count in
            var next = out.baseAddress
            count = Int(i2d_ECDSA_SIG(pair, &next))
        }
    }
}
