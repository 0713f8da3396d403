/// Seals values for storage and opens them again. One value serves all threads.
///
/// The context (table, column, row) is bound into the seal: a value that somebody moves to another place does not open there.
package struct Sealer: Sendable {
    private struct Key: Sendable {
        let id: String
        let prefix: [UInt8]
        let cipher: any AuthenticatedCipher

        init(_ key: StoredKey<SealSecret>) {
            id = key.id
            prefix = Array("\(Sealed.version).\(key.id).".utf8)
            cipher = key.material.algorithm.cipher(secret: key.material.secret.bytes)
        }
    }

    private let current: Key
    private let keys: [String: Key]

    /// Seals with the current key of the ring and opens with all.
    package init(_ keyring: Keyring) {
        current = Key(keyring.sealing.current)
        keys = keyring.sealing.old.reduce(into: [current.id: current]) { $0[$1.id] = Key($1) }
    }

    /// The key that new values are sealed with.
    package var currentKeyID: String { current.id }

    /// The place of a value, for `seal` and `open`.
    package static func context(table: String, column: String, row: String) -> String { "\(table)/\(column)/\(row)" }

    /// Seals bytes as text: `1.<key id>.<base64url>`.
    package func seal(_ plain: [UInt8], for context: String) -> String {
        Sealed(keyID: current.id, body: body(plain, for: context)).text
    }

    /// Seals a text as text.
    package func seal(text: String, for context: String) -> String { seal(Array(text.utf8), for: context) }

    /// Seals bytes as bytes, for binary columns: a quarter shorter than text.
    package func sealBinary(_ plain: [UInt8], for context: String) -> [UInt8] {
        Sealed(keyID: current.id, body: body(plain, for: context)).bytes
    }

    /// Opens what `seal` made for the same context.
    package func open(_ sealed: String, for context: String) throws(SealFault) -> [UInt8] {
        guard let sealed = Sealed(text: sealed) else { throw .malformed }
        return try open(sealed, for: context)
    }

    /// Opens what `seal(text:for:)` made for the same context.
    package func openText(_ sealed: String, for context: String) throws(SealFault) -> String {
        guard let text = String(validating: try open(sealed, for: context), as: UTF8.self) else { throw .malformed }
        return text
    }

    /// Opens what `sealBinary` made for the same context.
    package func openBinary(_ sealed: [UInt8], for context: String) throws(SealFault) -> [UInt8] {
        guard let sealed = Sealed(bytes: sealed) else { throw .malformed }
        return try open(sealed, for: context)
    }

    /// Which key a sealed text names; nil where it is none.
    package func keyID(of sealed: String) -> String? { Sealed.keyID(ofText: sealed) }

    /// Which key a sealed value names; nil where it is none.
    package func keyID(of sealed: [UInt8]) -> String? { Sealed.keyID(ofBytes: sealed) }

    /// Whether a sealed text does not bear the current key: after a rotation, open it and seal it anew.
    package func needsResealing(_ sealed: String) -> Bool { keyID(of: sealed) != current.id }

    /// Whether a sealed value does not bear the current key.
    package func needsResealing(_ sealed: [UInt8]) -> Bool { keyID(of: sealed) != current.id }

    private func body(_ plain: [UInt8], for context: String) -> [UInt8] {
        current.cipher.seal(plain, associated: current.prefix + context.utf8)
    }

    private func open(_ sealed: Sealed, for context: String) throws(SealFault) -> [UInt8] {
        guard let key = keys[sealed.keyID] else { throw .unknownKey(sealed.keyID) }
        guard let plain = key.cipher.open(sealed.body, associated: key.prefix + context.utf8) else { throw .forged }
        return plain
    }
}

/// Why a sealed value does not open. None of these is a user's doing.
package enum SealFault: Error, Sendable, Hashable {
    /// It is no sealed value.
    case malformed
    /// The key file lacks the key that it names.
    case unknownKey(String)
    /// It was changed, moved from another place, or sealed with another key of the same name.
    case forged
}
