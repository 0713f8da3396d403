package import Kernel

/// Why somebody's data is looked at. Nothing is read without one, and each is kept for the person to see (谁用了我的数据).
package struct Purpose: Sendable, Hashable {
    /// Who looks: `self` (the person themselves fills in a form), `staff`, `system`, a `verifier` to whom they showed a licence, or a
    /// `coholder`, who holds that licence with them.
    package enum Reader: String, Sendable, Hashable, CaseIterable {
        case oneself = "self"
        case staff
        case system
        case verifier
        case coholder

        /// The part of the platform that asks for such a reader.
        fileprivate var part: String {
            switch self {
            case .oneself, .coholder: "yiwang-portal"
            case .staff: "yiwang-console"
            case .system: "yiwang-engine"
            case .verifier: "yiwang-verify"
            }
        }
    }

    /// The names of the platform's own parts: any other system that asks is a department's.
    static let parts = Set(Reader.allCases.map(\.part))

    package var reader: Reader
    /// The account that looks, where there is one.
    package var account: ID?
    /// The department for which it looks, where no grant names it.
    package var department: String?
    /// The system that asks: a part of the platform, or a department's own by its code.
    package var system: String
    /// The thing or item that needs it.
    package var code: String
    /// In words, for the person.
    package var reason: Text
    /// The draft, the application or the case.
    package var reference: String

    package init(
        reader: Reader, account: ID?, department: String? = nil, system: String? = nil, code: String, reason: Text, reference: String
    ) {
        self.system = system ?? reader.part
        self.reader = reader
        self.account = account
        self.department = department
        self.code = code
        self.reason = reason
        self.reference = reference
    }
}

/// What a data resource said.
package enum RecordAnswer: Sendable, Hashable {
    /// An object: elements by code (`person.name`), those of related roles below the role's name (`child` → object).
    ///
    /// - Parameter lateSince: the last renewal of a source that is renewed less often than its update cycle has it.
    case record(JSON, asOf: LocalDate, lateSince: LocalDate? = nil)
    case none
    /// The source does not answer now; the text says so to the person, who is asked instead.
    case unavailable(Text)
}

/// One question to a data resource: whose record.
package struct RecordQuestion: Sendable, Hashable {
    package var resource: String
    /// The identity number or credit code, in clear.
    package var key: String

    package init(resource: String, key: String) {
        self.resource = resource
        self.key = key
    }
}

/// One record, to be loaded into the registers of the demo city.
package struct RegisterRecord: Sendable, Hashable {
    package var resource: String
    package var key: String
    package var content: JSON
    package var updatedOn: LocalDate

    package init(resource: String, key: String, content: JSON, updatedOn: LocalDate) {
        self.resource = resource
        self.key = key
        self.content = content
        self.updatedOn = updatedOn
    }
}

/// One look into somebody's data, as the log keeps it.
package struct DataAccess: Sendable, Hashable {
    package var id: ID
    package var at: Instant
    package var resource: String
    package var reader: Purpose.Reader
    package var account: ID?
    package var code: String
    package var reason: Text
    package var reference: String
    /// `found`, `none`, `unavailable`.
    package var outcome: String
    /// The department that asked, and for which item; nil of what was logged before either was kept.
    package var department: String?
    package var item: String?
    /// The law that it rests on, where the log says so; Chinese, as laws are.
    package var basis: String?
    /// The grant by which it was asked; nil where the resource is for every department.
    package var grant: ID?
    /// Why there was no answer: a stop or a fault by its name.
    package var detail: String?
    /// How long the source took, or the look for a licence.
    package var microseconds: Int64 = 0
    /// The system that asked; nil of what was logged before it was kept.
    package var system: String?
    /// How many records were told.
    package var records = 0
    /// The objection that was made because of it, the latest.
    package var correction: ID?

    package init(
        id: ID, at: Instant, resource: String, reader: Purpose.Reader, account: ID?, code: String, reason: Text, reference: String,
        outcome: String, department: String? = nil, item: String? = nil, basis: String? = nil, grant: ID? = nil, detail: String? = nil,
        microseconds: Int64 = 0
    ) {
        (self.id, self.at, self.resource, self.reader, self.account, self.code) = (id, at, resource, reader, account, code)
        (self.reason, self.reference, self.outcome) = (reason, reference, outcome)
        (self.department, self.item, self.basis, self.grant, self.detail) = (department, item, basis, grant, detail)
        self.microseconds = microseconds
    }
}
