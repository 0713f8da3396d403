package import Kernel
package import Rules

/// 表单要素: a data element on a form, with what may be done with what is already known. A class: checklists go through all of them many
/// times.
package final class FormField: Sendable {
    /// The later case is the stricter one.
    package enum Reuse: String, Sendable, Hashable, CaseIterable, Comparable {
        /// Filled in and not asked.
        case reuse
        /// Filled in and shown for a yes.
        case confirm
        /// Never filled in for the person: consents, signatures, dates of declarations.
        case never

        private var strictness: Int { self == .reuse ? 0 : self == .confirm ? 1 : 2 }

        package static func < (a: Reuse, b: Reuse) -> Bool { a.strictness < b.strictness }
    }

    /// `role.leaf`
    package let field: String
    /// The element named, where it is not that of the role's kind.
    package let element: String?
    package let reuse: Reuse
    /// nil: always.
    package let required: Rules.Expression?
    package let when: Rules.Expression?
    package let label: Text?
    package let help: Text?
    package let why: Text?
    package let section: String?

    package let role: String
    package var leaf: String { String(field.leafOfFact) }

    init(_ entry: Entry) {
        field = entry.elementCode("field")
        role = field.roleOfFact
        element = entry.optionalString("element")
        reuse = entry.optionalOneOf("reuse") ?? .reuse
        required = entry.expression("required")
        when = entry.expression("when")
        label = entry.optionalText("label")
        help = entry.optionalText("help")
        why = entry.optionalText("why")
        section = entry.optionalString("section")
    }

    /// The same under another name.
    func named(_ field: String) -> FormField { FormField(self, field: field) }

    private init(_ other: FormField, field: String) {
        self.field = field
        role = field.roleOfFact
        (element, reuse, required, when) = (other.element, other.reuse, other.required, other.when)
        (label, help, why, section) = (other.label, other.help, other.why, other.section == "applicant" ? nil : other.section)
    }
}

/// A fact that an officer records when deciding (the number given to a child).
package struct DecidedFact: Sendable {
    package let field: String
    package let element: String?
    package let label: Text?
    package let isRequired: Bool

    package var role: String { field.roleOfFact }
    package var leaf: String { String(field.leafOfFact) }

    init(_ entry: Entry) {
        field = entry.elementCode("field")
        element = entry.optionalString("element")
        label = entry.optionalText("label")
        isRequired = entry.bool("required", default: true)
    }
}
