import Cases
import Kernel
import Web

/// What a visitor's trust lets them see and do with systems: stewards and administrators keep those of their departments, a supervisor sees.
/// Systems are the city's, so a district's trust gives nothing here.
struct ExchangeRights: Sendable {
    let scope: Scope

    static let keepers: Set<Role> = [.steward, .administrator]
    static let readers: Set<Role> = [.steward, .administrator, .supervisor]

    func mayKeep(_ department: String) -> Bool {
        scope.holds(anyOf: ExchangeRights.keepers, department: department, region: .shanghai)
    }

    func maySee(_ department: String) -> Bool {
        scope.holds(anyOf: ExchangeRights.readers, department: department, region: .shanghai)
    }
}

extension DepartmentSystem {
    /// The trust of an official as far as it reaches into this system's department: whatever they may do elsewhere, by this system they do it
    /// for this department only.
    func narrowed(_ scope: Scope) -> Scope {
        Scope(
            grants: scope.grants.filter { $0.department == nil || $0.department == department }.map { grant in
                var grant = grant
                grant.department = department
                return grant
            })
    }

    /// Whether a file belongs to a case that this system takes: handed in to it, or for a material that its item needs.
    func mayRead(_ file: Attachment, of value: Case, in application: ApplicationFile) -> Bool {
        guard value.department == department, items.contains(value.item) else { return false }
        if let owner = file.caseID { return owner == value.id }
        return application.frozen.materials.contains { $0.code == file.material && $0.neededBy.contains(value.item) }
    }

    /// The system itself, where it delivers licences: its department's keeper of them, and nothing else. It has no account and holds no trust
    /// by which a row of a delivery freezes or revokes a licence: that is ordered one by one (`registrar`).
    var collector: Visitor {
        Visitor(
            kind: .machine, name: name.zh, scope: Scope(grants: [Scope.Grant(role: .steward, department: department, region: .shanghai)]),
            language: .zh)
    }

    /// The system itself, where it freezes, releases and ends licences of the types that it is registered for, as its department has decided:
    /// the trust that the register's table asks for, and used for nothing else.
    var registrar: Visitor {
        Visitor(
            kind: .machine, name: name.zh,
            scope: Scope(grants: [Scope.Grant(role: .approver, department: department, region: .shanghai)]), language: .zh)
    }

    /// What the system itself may read: the cases of its department.
    var reader: Visitor {
        Visitor(
            kind: .staff, name: name.zh, scope: Scope(grants: [Scope.Grant(role: .reviewer, department: department, region: .shanghai)]),
            language: .zh)
    }
}
