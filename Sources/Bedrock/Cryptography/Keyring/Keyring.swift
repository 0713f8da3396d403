package import Kernel

/// The keys of an installation. Of each use one is current; the old ones still open and verify.
///
/// Invariant: never in the database. It comes from the key file and goes to those who seal, look up and sign.
package struct Keyring: Sendable {
    /// What keys are for.
    package enum Use: String, Sendable, Hashable, CaseIterable {
        /// Sealing values (`Sealer`).
        case seal
        /// Looking sealed values up (`BlindIndex`).
        case index
        /// Signing (`Signer`).
        case sign
        /// Signing what others verify by published standards: ES256 in either suite (`Signer(credentials:)`).
        case credential
    }

    /// What one may tell of a key.
    package struct Entry: Sendable, Hashable {
        package let id: String
        package let use: Use
        package let algorithm: String
        package let created: Instant
        package let isCurrent: Bool
    }

    /// The suite in which new keys are made.
    package let suite: Suite
    var sealing: Generations<SealSecret>
    var indexing: Generations<IndexSecret>
    var signing: Generations<SigningKey>
    /// nil for a key file from before there were such keys: a rotation of this use makes the first.
    var credentials: Generations<CredentialKey>?

    init(
        suite: Suite, sealing: Generations<SealSecret>, indexing: Generations<IndexSecret>, signing: Generations<SigningKey>,
        credentials: Generations<CredentialKey>?
    ) {
        self.suite = suite
        self.sealing = sealing
        self.indexing = indexing
        self.signing = signing
        self.credentials = credentials
    }

    /// New keys in memory: for tests, and for `create`.
    package static func made(suite: Suite, now: Instant) -> Keyring {
        Keyring(
            suite: suite,
            sealing: Generations(current: .made(suite, now: now, besides: []), old: []),
            indexing: Generations(current: .made(suite, now: now, besides: []), old: []),
            signing: Generations(current: .made(suite, now: now, besides: []), old: []),
            credentials: Generations(current: .made(suite, now: now, besides: []), old: []))
    }

    /// Every key, by use, the current one first.
    package var entries: [Entry] {
        sealing.entries(.seal) + indexing.entries(.index) + signing.entries(.sign) + (credentials?.entries(.credential) ?? [])
    }

    /// A new current key for one use; the present one becomes old. Afterwards the sealed values are sealed anew
    /// (`Sealer.needsResealing`); for `index` every look-up hash must be made anew from its opened value.
    package func rotated(use: Use, now: Instant) -> Keyring {
        var rotated = self
        switch use {
        case .seal: rotated.sealing.rotate(suite, now: now)
        case .index: rotated.indexing.rotate(suite, now: now)
        case .sign: rotated.signing.rotate(suite, now: now)
        case .credential where credentials == nil:
            rotated.credentials = Generations(current: .made(suite, now: now, besides: []), old: [])
        case .credential: rotated.credentials?.rotate(suite, now: now)
        }
        return rotated
    }

    /// Without the old keys of one use: only once nothing sealed, hashed or signed with them is needed any more.
    package func withoutOldKeys(for use: Use) -> Keyring {
        var remaining = self
        switch use {
        case .seal: remaining.sealing.old = []
        case .index: remaining.indexing.old = []
        case .sign: remaining.signing.old = []
        case .credential: remaining.credentials?.old = []
        }
        return remaining
    }
}
