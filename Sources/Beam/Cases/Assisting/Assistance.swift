import Catalogue
package import Kernel
import Web

/// 行政协助: an office that reviews a case asks the office which holds a fact or issued a paper, instead of asking the applicant. Each one is
/// counted as evidence for a data connection that is missing.
package struct Assistance: Sendable, Hashable {
    package var id: ID
    package var caseID: ID
    package var application: ID
    package var caseNumber: String
    package var item: String
    package var catalogueVersion: Int
    /// The office that asks, and its officer's account.
    package var from: AssistingOffice
    package var asker: ID
    /// The office that is asked.
    package var to: AssistingOffice
    package var subject: AssistanceSubject
    /// Whose fact or paper, as a role of the thing.
    package var role: String
    package var state: AssistanceState
    package var question: AssistanceQuestion
    package var answer: AssistanceAnswer?
    package var askedAt: Instant
    package var dueOn: LocalDate
    package var answeredAt: Instant?
    /// How often the asked office was reminded since the date went by.
    package var reminders: Int
    package var revision: Int

    package func isLate(on today: LocalDate) -> Bool { state == .open && dueOn < today }
}

/// 单位: a department in a region.
package struct AssistingOffice: Sendable, Hashable {
    package var department: String
    package var region: RegionCode

    package init(_ department: String, _ region: RegionCode) {
        self.department = department
        self.region = region
    }
}

/// What is asked for: a paper of the item, a fact of its form, or something else that the question describes.
package enum AssistanceSubject: Sendable, Hashable {
    case material(String)
    /// A data element: `person.maritalStatus`.
    case element(String)
    case other

    /// As it is stored and sent: `material:floor-plan`, `element:person.maritalStatus`, `other`.
    package var text: String {
        switch self {
        case .material(let code): "material:\(code)"
        case .element(let code): "element:\(code)"
        case .other: "other"
        }
    }

    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("material", 2): self = .material(parts[1])
        case ("element", 2): self = .element(parts[1])
        case ("other", 1): self = .other
        default: return nil
        }
    }
}

/// What the asking office wants to know, about whom, and by what right. Sealed where it is stored.
package struct AssistanceQuestion: Sendable, Hashable {
    package var askerName: String
    /// Name and identity number or credit code of whoever it is about: without them nobody finds a record.
    package var name: String
    package var number: String
    package var words: String
    package var basis: String
}

/// What the asked office said. Sealed where it is stored.
package struct AssistanceAnswer: Sendable, Hashable {
    package var officerName: String
    package var words: String?
    /// The fact itself, where one was asked for.
    package var value: JSON?
    /// The day as of which it is true.
    package var asOf: LocalDate?
    package var file: ID?
    package var fileName: String?
}

/// Rights on requests for assistance, from the one filter: the office that asks and the office that is asked.
enum AssistanceRights {
    /// Roles that take part; a supervisor only looks.
    static let answering: Set<Role> = [.window, .reviewer, .approver, .licensor, .steward]
    static let seeing: Set<Role> = answering.union([.supervisor])

    static func mayAnswer(_ scope: Scope, _ value: Assistance) -> Bool {
        scope.holds(anyOf: answering, department: value.to.department, region: value.to.region)
    }

    static func mayWithdraw(_ scope: Scope, _ value: Assistance) -> Bool {
        scope.holds(anyOf: CaseRights.roles.subtracting([.supervisor]), department: value.from.department, region: value.from.region)
    }

    static func maySee(_ scope: Scope, _ value: Assistance) -> Bool {
        scope.holds(anyOf: seeing, department: value.to.department, region: value.to.region)
            || scope.holds(anyOf: CaseRights.roles, department: value.from.department, region: value.from.region)
    }
}
