import COpenSSL

/// A key on P-256, by OpenSSL's functions for curves.
///
/// They are older than its envelopes (`EVP`), which set the curve up anew for each key that is read and look algorithms up by name for each
/// signature: of a holder's key that signs once, that is two thirds of the time (docs/decisions/0004).
final class CurveKey: KeyHandle, @unchecked Sendable {
    let algorithm = SignatureAlgorithm.es256
    private let pointer: OpaquePointer

    private init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EC_KEY_free(pointer) }

    /// The curve, set up once; each key gets a copy.
    private struct Curve: @unchecked Sendable { let pointer = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1) }
    private static let curve = Curve()

    /// A key with nothing in it, filled by the body; nil where that fails.
    private static func made(_ fill: (OpaquePointer) -> Bool) -> CurveKey? {
        guard let pointer = EC_KEY_new() else { return nil }
        let key = CurveKey(pointer)
        guard EC_KEY_set_group(pointer, curve.pointer) == 1, fill(pointer) else {
            ERR_clear_error()
            return nil
        }
        return key
    }

    static func generated() -> CurveKey? { made { EC_KEY_generate_key($0) == 1 } }

    static func imported(point: [UInt8], secret: [UInt8]?) -> CurveKey? {
        made { key in
            guard EC_KEY_oct2key(key, point, point.count, nil) == 1 else { return false }
            guard let secret else { return true }
            let number = BN_bin2bn(secret, Int32(secret.count), BN_secure_new())
            defer { BN_clear_free(number) }
            return EC_KEY_set_private_key(key, number) == 1
        }
    }

    var point: [UInt8] {
        let length = 1 + 2 * CurveNumbers.byteCount
        return [UInt8](unsafeUninitializedCapacity: length) { out, count in
            count = EC_POINT_point2oct(
                EC_KEY_get0_group(pointer), EC_KEY_get0_public_key(pointer), POINT_CONVERSION_UNCOMPRESSED, out.baseAddress, length, nil)
            precondition(count == length, "a point of the curve has 65 bytes")
        }
    }

    var secret: [UInt8]? { EC_KEY_get0_private_key(pointer).map { CurveNumbers.bytes(of: $0) } }

    func sign(_ message: [UInt8]) -> [UInt8] {
        let digest = Digest.sha256.hash(message)
        return CurveNumbers.bytes(ofSignature: ECDSA_do_sign(digest, Int32(digest.count), pointer))
    }

    func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        let digest = Digest.sha256.hash(message)
        let answer = CurveNumbers.withSignature(signature) { ECDSA_do_verify(digest, Int32(digest.count), $0, pointer) }
        if answer != 1 { ERR_clear_error() }
        return answer == 1
    }
}
