package import Cryptography
package import Kernel

/// One line in the history of a case: append-only, and linked to the line before by its hash.
///
/// The payload enters the hash as a salted digest of its plain canonical form, so that sealing it anew under another key changes no hash,
/// and so that a digest alone tells nothing about what it covers.
package struct CaseEvent: Sendable, Hashable {
    package var caseID: ID
    /// 1, 2, 3 … without a gap.
    package var sequence: Int
    package var at: Instant
    package var action: CaseAction
    package var actorKind: CaseActor.Kind
    package var actor: ID?
    package var actorName: String
    package var from: CaseStatus?
    package var to: CaseStatus
    package var payload: JSON
    /// Sixteen random bytes, in hexadecimal digits.
    package var salt: String
    package var payloadDigest: String
    package var previous: String
    package var hash: String

    /// The licences that the step entered into the register.
    package var licences: [ID] { (payload["licences"]?.array ?? []).compactMap { $0["id"]?.string.flatMap { ID($0) } } }

    /// The next event of a case: `previous` is the hash of the one before, or the empty text for the first.
    package init(_ draft: CaseEventDraft, of caseID: ID, sequence: Int, previous: String, salt: String, digest: Digest) {
        self.caseID = caseID
        self.sequence = sequence
        at = draft.at
        action = draft.action
        actorKind = draft.actor.kind
        actor = draft.actor.account
        actorName = draft.actor.name
        from = draft.from
        to = draft.to
        payload = draft.payload
        self.salt = salt
        self.previous = previous
        payloadDigest = CaseEvent.payloadDigest(draft.payload, actorName: draft.actor.name, salt: salt, digest)
        hash = ""
        hash = chainHash(digest)
    }

    /// An event as it was stored.
    package init(
        caseID: ID, sequence: Int, at: Instant, action: CaseAction, actorKind: CaseActor.Kind, actor: ID?, actorName: String,
        from: CaseStatus?,
        to: CaseStatus, payload: JSON, salt: String, payloadDigest: String, previous: String, hash: String
    ) {
        self.caseID = caseID
        self.sequence = sequence
        self.at = at
        self.action = action
        self.actorKind = actorKind
        self.actor = actor
        self.actorName = actorName
        self.from = from
        self.to = to
        self.payload = payload
        self.salt = salt
        self.payloadDigest = payloadDigest
        self.previous = previous
        self.hash = hash
    }

    package static func payloadDigest(_ payload: JSON, actorName: String, salt: String, _ digest: Digest) -> String {
        let plain: JSON = ["actor": .string(actorName), "payload": payload]
        return Hex.encode(digest.hash(salt.utf8 + plain.canonical.bytes))
    }

    /// The hash that this event must bear. Each part is preceded by its length, so that no two events share a text.
    package func chainHash(_ digest: Digest) -> String {
        let parts = [
            previous, caseID.rawValue, String(sequence), String(at.microseconds), action.rawValue, actorKind.rawValue,
            actor?.rawValue ?? "", from?.rawValue ?? "", to.rawValue, payloadDigest,
        ]
        return Hex.encode(digest.hash(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8))
    }
}
