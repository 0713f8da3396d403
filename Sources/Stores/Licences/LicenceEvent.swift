package import Kernel

/// Who changed a licence.
package struct LicenceActor: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable { case staff, system }

    package var kind: Kind
    package var account: ID?
    package var name: String

    package init(kind: Kind, account: ID? = nil, name: String) {
        self.kind = kind
        self.account = account
        self.name = name
    }

    /// The engine: a decision's transaction, the calendar, a collection's file.
    package static let system = LicenceActor(kind: .system, name: "")
}

/// One step in the life of a licence. Events are appended and never changed.
package struct LicenceEvent: Sendable, Hashable {
    package var sequence: Int
    package var at: Instant
    /// nil for the first: it was issued or collected.
    package var from: LicenceStatus?
    package var to: LicenceStatus
    /// Code of a `LicenceGround`.
    package var ground: String?
    /// The law behind it as it was cited then, with the article if there is one; Chinese, as laws are.
    package var law: String?
    /// What the officer wrote; sealed where it is stored.
    package var reason: String
    package var actor: LicenceActor
    /// What caused it: `case:…`, `collection:…`, `correction:…`, `system:…`, `version 2`.
    package var cause: String

    /// The row of the table that it went by; nil for the first.
    package var step: LicenceTransition? { from.flatMap { LicenceTransition.of($0, to: to) } }
}

/// A licence as a step of its life left it.
package struct LicenceStep: Sendable, Hashable {
    package var licence: Licence
    package var event: LicenceEvent
}
