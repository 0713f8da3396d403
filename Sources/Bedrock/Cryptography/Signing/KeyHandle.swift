import COpenSSL

/// A key inside OpenSSL. Many threads sign and verify with one that nobody changes.
protocol KeyHandle: AnyObject, Sendable {
    var algorithm: SignatureAlgorithm { get }
    /// The public point, `04 | x | y`.
    var point: [UInt8] { get }
    /// The private number; nil for a public key.
    var secret: [UInt8]? { get }
    /// `r | s`, as a JWS carries it (RFC 7518 §3.4).
    func sign(_ message: [UInt8]) -> [UInt8]
    /// Whether `r | s` is this key's signature of the message.
    func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool
}

extension SignatureAlgorithm {
    /// A new key pair; nil where OpenSSL does not offer the algorithm.
    func generated() -> (any KeyHandle)? {
        switch self {
        case .es256: CurveKey.generated()
        case .sm2: EnvelopeKey.generated()
        }
    }

    /// A key from its point (`04 | x | y`) and, to sign with, its number; nil where the point is not on the curve.
    func imported(point: [UInt8], secret: [UInt8]? = nil) -> (any KeyHandle)? {
        switch self {
        case .es256: CurveKey.imported(point: point, secret: secret)
        case .sm2: EnvelopeKey.imported(point: point, secret: secret)
        }
    }
}

/// The two numbers of a signature on either curve, as OpenSSL holds them.
enum CurveNumbers {
    /// Both curves have numbers of 32 bytes.
    static let byteCount = 32

    static func bytes(of number: OpaquePointer?) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: byteCount) { out, count in
            count = byteCount
            precondition(BN_bn2binpad(number, out.baseAddress, Int32(count)) == Int32(count), "a number of the curve has 32 bytes")
        }
    }

    /// `r | s`; takes the pair over.
    static func bytes(ofSignature pair: OpaquePointer?) -> [UInt8] {
        guard let pair else { preconditionFailure("OpenSSL made no signature") }
        defer { ECDSA_SIG_free(pair) }
        return bytes(of: ECDSA_SIG_get0_r(pair)) + bytes(of: ECDSA_SIG_get0_s(pair))
    }

    /// Lends `r | s` as OpenSSL takes it; nil where it is no signature by its length.
    static func withSignature<Result>(_ signature: [UInt8], _ body: (OpaquePointer) -> Result) -> Result? {
        guard signature.count == 2 * byteCount, let pair = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(pair) }
        let r = BN_bin2bn(signature, Int32(byteCount), nil)
        let s = BN_bin2bn(Array(signature.suffix(byteCount)), Int32(byteCount), nil)
        // From here on the pair owns both numbers.
        guard r != nil, s != nil, ECDSA_SIG_set0(pair, r, s) == 1 else {
            BN_free(r)
            BN_free(s)
            return nil
        }
        return body(pair)
    }
}
