import COpenSSL

/// A key on the curve of SM2, by OpenSSL's envelopes: there alone SM2 is signed as GB/T 32918.2 has it.
final class EnvelopeKey: KeyHandle, @unchecked Sendable {
    let algorithm = SignatureAlgorithm.sm2
    private let pointer: OpaquePointer

    private init?(_ pointer: OpaquePointer?) {
        guard let pointer else {
            ERR_clear_error()
            return nil
        }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    private static let type = "SM2"
    /// The signer's identifier (GM/T 0009).
    private static let signer = "1234567812345678"

    static func generated() -> EnvelopeKey? { EnvelopeKey(bedrock_key_generate(type)) }

    static func imported(point: [UInt8], secret: [UInt8]?) -> EnvelopeKey? {
        EnvelopeKey(bedrock_key_import(type, point, point.count, secret, Int32(secret?.count ?? 0)))
    }

    var point: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 1 + 2 * CurveNumbers.byteCount) { out, count in
            require(
                EVP_PKEY_get_octet_string_param(pointer, OSSL_PKEY_PARAM_PUB_KEY, out.baseAddress, out.count, &count), "show a public key")
        }
    }

    var secret: [UInt8]? {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(pointer, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1 else {
            ERR_clear_error()
            return nil
        }
        defer { BN_clear_free(number) }
        return CurveNumbers.bytes(of: number)
    }

    func sign(_ message: [UInt8]) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("OpenSSL has no memory for a context") }
        defer { EVP_MD_CTX_free(context) }
        require(bedrock_signature_init(context, pointer, Fetched.sm3.name, EnvelopeKey.signer, 1), "begin to sign")
        let der = [UInt8](unsafeUninitializedCapacity: 80) { out, count in
            count = out.count
            require(EVP_DigestSign(context, out.baseAddress, &count, message, message.count), "sign")
        }
        return der.withUnsafeBufferPointer { der in
            var next = der.baseAddress
            return CurveNumbers.bytes(ofSignature: d2i_ECDSA_SIG(nil, &next, der.count))
        }
    }

    func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        let der = CurveNumbers.withSignature(signature) { pair in
            [UInt8](unsafeUninitializedCapacity: 80) { out, count in
                var next = out.baseAddress
                count = Int(i2d_ECDSA_SIG(pair, &next))
            }
        }
        guard let der, let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        let answer =
            bedrock_signature_init(context, pointer, Fetched.sm3.name, EnvelopeKey.signer, 0) == 1
            && EVP_DigestVerify(context, der, der.count, message, message.count) == 1
        if !answer { ERR_clear_error() }
        return answer
    }
}
