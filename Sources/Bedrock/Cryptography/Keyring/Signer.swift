package import Kernel

/// A signature with the id of the key that made it.
package struct Signature: Sendable, Hashable {
    package let keyID: String
    /// `r | s`, 64 bytes.
    package let bytes: [UInt8]

    /// A signature from its parts.
    package init(keyID: String, bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
    }

    /// `<key id>.<base64url>`.
    package var text: String { "\(keyID).\(Base64URL.encode(bytes))" }

    /// Reads `text`.
    package init?(_ text: String) {
        let parts = text.parts(between: ".")
        guard parts.count == 2, !parts[0].isEmpty, let bytes = Base64URL.decode(parts[1]) else { return nil }
        self.init(keyID: String(parts[0]), bytes: bytes)
    }
}

/// Signs in the name of the installation and verifies what it signed, with old keys too.
package struct Signer: Sendable {
    /// The key that new signatures name.
    package let currentKeyID: String
    private let current: SigningKey
    private let published: [(id: String, key: PublicKey)]
    private let keys: [String: PublicKey]
    private let known = KnownSignatures()

    /// Signs with the current key of the ring and verifies with all.
    package init(_ keyring: Keyring) { self.init(keyring.signing) { $0 } }

    /// Signs credentials, which are ES256 in either suite; nil where the key file has no such key yet.
    package init?(credentials keyring: Keyring) {
        guard let keys = keyring.credentials else { return nil }
        self.init(keys) { $0.key }
    }

    private init<Material: KeyMaterial>(_ generations: Generations<Material>, key: (Material) -> SigningKey) {
        currentKeyID = generations.current.id
        current = key(generations.current.material)
        published = generations.all.map { ($0.id, key($0.material).publicKey) }
        keys = published.reduce(into: [:]) { $0[$1.id] = $1.key }
    }

    /// The algorithm of new signatures.
    package var algorithm: SignatureAlgorithm { current.algorithm }

    /// The public key of new signatures.
    package var publicKey: PublicKey { current.publicKey }

    /// The public keys as a JWK set (RFC 7517 §5), the current one first.
    package var jwks: JSON { JWK.set(published) }

    /// Signs bytes.
    package func sign(_ bytes: [UInt8]) -> Signature { Signature(keyID: currentKeyID, bytes: current.sign(bytes)) }

    /// Whether one of our keys made the signature of these bytes.
    package func isSignature(_ signature: Signature, of bytes: [UInt8]) -> Bool {
        keys[signature.keyID]?.isSignature(signature.bytes, of: bytes) ?? false
    }

    /// A signed JSON (JWS). `typ` says what it is for, so that it counts for nothing else; `header` adds further members.
    package func jws(_ payload: JSON, typ: String, header: [JSON.Member] = []) -> String {
        let members = [JSON.Member("typ", .string(typ)), JSON.Member("kid", .string(currentKeyID))] + header
        let text = JWS.sign(payload.bytes, header: members, by: current)
        known.add(JWS.fingerprint(text))
        return text
    }

    /// The JSON of a text that one of our keys signed for this purpose. Times in it (`exp`) are the caller's to judge.
    package func verify(jws text: String, typ: String) throws(JWS.Refusal) -> JSON {
        let jws = try JWS(parsing: text)
        try verify(jws, typ: typ)
        guard let payload = try? JSON(parsing: jws.payload) else { throw .malformed }
        return payload
    }

    /// The same of a text that was read already: its payload may be gone by unless this throws.
    package func verify(_ jws: JWS, typ: String) throws(JWS.Refusal) {
        guard jws.type == typ else { throw .otherType }
        guard let key = jws.keyID.flatMap({ keys[$0] }) else { throw .unknownKey }
        let fingerprint = jws.fingerprint
        if known.contains(fingerprint) { return }
        guard jws.isSigned(by: key) else { throw .badSignature }
        known.add(fingerprint)
    }
}
