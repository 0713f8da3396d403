import Kernel

/// Bytes that no log, no message and no debugger's print shows.
struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    static let byteCount = 32
    let bytes: [UInt8]

    static func made() -> Secret { Secret(bytes: Randomness.bytes(byteCount)) }

    init?(_ material: JSON) {
        guard let bytes = material.string.flatMap(Base64URL.decode), bytes.count == Secret.byteCount else { return nil }
        self.bytes = bytes
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    var json: JSON { .string(Base64URL.encode(bytes)) }
    var description: String { "(secret)" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// A secret to seal with.
struct SealSecret: KeyMaterial {
    let algorithm: SealAlgorithm
    let secret: Secret

    static func made(_ suite: Suite) -> SealSecret { SealSecret(algorithm: suite.sealing, secret: .made()) }

    private init(algorithm: SealAlgorithm, secret: Secret) {
        self.algorithm = algorithm
        self.secret = secret
    }

    init?(algorithm: String, material: JSON) {
        guard let algorithm = SealAlgorithm(rawValue: algorithm), let secret = Secret(material) else { return nil }
        self.init(algorithm: algorithm, secret: secret)
    }

    var algorithmName: String { algorithm.rawValue }
    var material: JSON { secret.json }
}

/// A secret to look values up with.
struct IndexSecret: KeyMaterial {
    let digest: Digest
    let secret: Secret

    static func made(_ suite: Suite) -> IndexSecret { IndexSecret(digest: suite.digest, secret: .made()) }

    private init(digest: Digest, secret: Secret) {
        self.digest = digest
        self.secret = secret
    }

    init?(algorithm: String, material: JSON) {
        guard let suite = Suite.allCases.first(where: { IndexSecret.name($0.digest) == algorithm }), let secret = Secret(material) else {
            return nil
        }
        self.init(digest: suite.digest, secret: secret)
    }

    var algorithmName: String { IndexSecret.name(digest) }
    var material: JSON { secret.json }

    private static func name(_ digest: Digest) -> String { "HMAC-\(digest.fetched.name)" }
}

extension SigningKey: KeyMaterial {
    static func made(_ suite: Suite) -> SigningKey { .generated(suite.signature) }

    init?(algorithm: String, material: JSON) {
        self.init(privateJWK: material)
        guard self.algorithm.rawValue == algorithm else { return nil }
    }

    var algorithmName: String { algorithm.rawValue }
    var material: JSON { privateJWK }
}

/// A key whose signatures other programs verify by published standards, so it is ES256 in either suite: no `alg` is registered for SM2.
struct CredentialKey: KeyMaterial {
    let key: SigningKey

    static func made(_ suite: Suite) -> CredentialKey { CredentialKey(key: .generated(.es256)) }

    private init(key: SigningKey) { self.key = key }

    init?(algorithm: String, material: JSON) {
        guard let key = SigningKey(privateJWK: material), key.algorithm == .es256, key.algorithm.rawValue == algorithm else { return nil }
        self.init(key: key)
    }

    var algorithmName: String { key.algorithm.rawValue }
    var material: JSON { key.privateJWK }
}
