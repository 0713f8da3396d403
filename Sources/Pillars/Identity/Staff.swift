package import Kernel
package import Web

/// A member of staff, with what they are entrusted with.
package struct Staff: Sendable, Hashable {
    package var id: ID
    /// The number on their badge.
    package var number: String
    package var name: String
    /// Who they are as a citizen, so that nobody handles their own case.
    package var person: ID?
    package var scope: Scope

    package init(id: ID, number: String, name: String, person: ID?, scope: Scope) {
        self.id = id
        self.number = number
        self.name = name
        self.person = person
        self.scope = scope
    }
}

/// A way to sign in. One account belongs to a person or to a member of staff.
package struct Account: Sendable, Hashable {
    package enum Owner: Sendable, Hashable {
        case person(ID)
        case staff(ID)
    }

    package var id: ID
    package var login: String
    package var owner: Owner
    /// 实名等级: 1 registered … 4 checked in person.
    package var level: Int
    package var isActive: Bool
    package var usesCode: Bool

    package init(id: ID, login: String, owner: Owner, level: Int, isActive: Bool = true, usesCode: Bool = false) {
        self.id = id
        self.login = login
        self.owner = owner
        self.level = level
        self.isActive = isActive
        self.usesCode = usesCode
    }
}

/// A log-in of the demo city, shown on the sign-in page.
package struct DemoLogin: Sendable, Hashable {
    package var login: String
    package var name: String
    package var what: Text

    package init(login: String, name: String, what: Text) {
        self.login = login
        self.name = name
        self.what = what
    }
}
