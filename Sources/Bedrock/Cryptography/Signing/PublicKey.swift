package import Kernel

/// A key that checks signatures, as it is handed out (RFC 7517; `crv` is `P-256`, or the private name `SM2`).
package struct PublicKey: Sendable {
    private let handle: any KeyHandle
    private let point: [UInt8]

    init(_ handle: any KeyHandle) {
        self.handle = handle
        point = handle.point
    }

    /// Reads a JWK; nil unless it is a point on one of our curves. Members it need not know are passed over.
    package init?(jwk: JSON) {
        guard let (algorithm, point) = PublicKey.parts(of: jwk), let handle = algorithm.imported(point: point) else {
            return nil
        }
        self.handle = handle
        self.point = point
    }

    /// How it signs.
    package var algorithm: SignatureAlgorithm { handle.algorithm }

    /// The key as a JWK with its required members only.
    package var jwk: JSON {
        [
            "kty": "EC", "crv": .string(algorithm.curve),
            "x": .string(Base64URL.encode(Array(point[1...32]))), "y": .string(Base64URL.encode(Array(point[33...64]))),
        ]
    }

    /// The key's own name (RFC 7638).
    package var thumbprint: String { JWK.thumbprint(required: jwk) }

    /// Whether `signature` (`r | s`, 64 bytes) is this key's signature of the message.
    package func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool { handle.isSignature(signature, of: message) }

    static func parts(of jwk: JSON) -> (SignatureAlgorithm, point: [UInt8])? {
        guard jwk["kty"]?.string == "EC",
            let algorithm = SignatureAlgorithm.allCases.first(where: { $0.curve == jwk["crv"]?.string }),
            jwk["alg"] == nil || jwk["alg"]?.string == algorithm.rawValue,
            let x = jwk["x"]?.string.flatMap(Base64URL.decode), let y = jwk["y"]?.string.flatMap(Base64URL.decode),
            x.count == CurveNumbers.byteCount, y.count == CurveNumbers.byteCount
        else { return nil }
        return (algorithm, [4] + x + y)
    }
}

extension PublicKey: Hashable {
    package static func == (a: PublicKey, b: PublicKey) -> Bool { a.algorithm == b.algorithm && a.point == b.point }

    package func hash(into hasher: inout Hasher) { hasher.combine(point) }
}
