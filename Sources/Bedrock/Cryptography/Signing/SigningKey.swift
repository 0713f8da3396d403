package import Kernel

/// A key pair that signs.
package struct SigningKey: Sendable {
    private let handle: any KeyHandle
    /// The half that may be handed out.
    package let publicKey: PublicKey

    private init(_ handle: any KeyHandle) {
        self.handle = handle
        publicKey = PublicKey(handle)
    }

    /// A new key pair. `Suite.requireAvailable` says beforehand whether this machine can make one.
    package static func generated(_ algorithm: SignatureAlgorithm) -> SigningKey {
        guard let handle = algorithm.generated() else { preconditionFailure("OpenSSL offers no \(algorithm.curve)") }
        return SigningKey(handle)
    }

    /// Reads a private JWK (`d` beside `x` and `y`); nil unless its two halves belong together.
    package init?(privateJWK jwk: JSON) {
        self.init(stored: jwk)
        // A number that is no key of this point would sign what nobody can verify.
        let probe = Array("probe".utf8)
        guard publicKey.isSignature(sign(probe), of: probe) else { return nil }
    }

    /// Reads `privateJWK` where nobody can have changed it, out of a seal: its halves are taken to belong together.
    package init?(stored jwk: JSON) {
        guard let (algorithm, point) = PublicKey.parts(of: jwk),
            let secret = jwk["d"]?.string.flatMap(Base64URL.decode), secret.count == CurveNumbers.byteCount,
            secret.contains(where: { $0 != 0 }), let handle = algorithm.imported(point: point, secret: secret)
        else { return nil }
        self.init(handle)
    }

    /// How it signs.
    package var algorithm: SignatureAlgorithm { handle.algorithm }

    /// The whole key as a JWK: for the key file only.
    package var privateJWK: JSON {
        var jwk = publicKey.jwk
        jwk["d"] = .string(Base64URL.encode(handle.secret ?? []))
        return jwk
    }

    /// The signature of a message, `r | s`, 64 bytes.
    package func sign(_ message: [UInt8]) -> [UInt8] { handle.sign(message) }
}
