package import Kernel

/// Who is asking. `Web` knows no accounts: `Identity` fills this in through the site's `identify`.
package struct Visitor: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case anonymous, person, staff, machine
    }

    package var kind: Kind
    package var account: ID?
    /// The name to greet by and to write into histories.
    package var name: String
    /// Whose matters these are: the person's own, or those of the enterprise they act for.
    package var party: Party?
    /// The enterprise's name while acting for one.
    package var actingForName: String?
    package var scope: Scope
    package var language: Language
    /// The session's row (see `SessionRow.id`).
    package var session: String?
    /// What a form has to send back in `_csrf`.
    package var csrf: String

    package init(
        kind: Kind, account: ID? = nil, name: String = "", party: Party? = nil, actingForName: String? = nil, scope: Scope = .nothing,
        language: Language, session: String? = nil, csrf: String = ""
    ) {
        self.kind = kind
        self.account = account
        self.name = name
        self.party = party
        self.actingForName = actingForName
        self.scope = scope
        self.language = language
        self.session = session
        self.csrf = csrf
    }

    /// Somebody who has not signed in.
    package static func anonymous(_ language: Language, csrf: String = "") -> Visitor {
        Visitor(kind: .anonymous, language: language, csrf: csrf)
    }

    package var isSignedIn: Bool { kind != .anonymous }

    /// Whether an endpoint of that audience lets this visitor in.
    package func may(_ access: Access) -> Bool {
        switch access {
        case .everyone: true
        case .applicant: kind == .person && party != nil
        case .staff(let roles): kind == .staff && scope.grants.contains { roles.contains($0.role) }
        case .anyStaff: kind == .staff
        case .machine: kind == .machine
        }
    }
}
