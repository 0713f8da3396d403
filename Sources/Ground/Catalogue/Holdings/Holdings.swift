package import Kernel

/// One fact that is known, with where from and of which day.
package struct Holding: Sendable, Hashable {
    /// `role.leaf`
    package let field: String
    package let value: JSON
    package let source: Source
    package let asOf: LocalDate

    package init(field: String, value: JSON, source: Source, asOf: LocalDate) {
        self.field = field
        self.value = value
        self.source = source
        self.asOf = asOf
    }
}

/// A document that a role holds: a licence, a record of a resource, or the result of an earlier item.
package struct DocumentHolding: Sendable, Hashable {
    package let role: String
    package let licenceType: String?
    package let resource: String?
    /// Code of the item whose result it is.
    package let result: String?
    package let id: String?
    package let number: String?
    package let source: Source
    package let validUntil: LocalDate?

    package init(
        role: String, licenceType: String? = nil, resource: String? = nil, result: String? = nil, id: String? = nil, number: String? = nil,
        source: Source, validUntil: LocalDate? = nil
    ) {
        self.role = role
        self.licenceType = licenceType
        self.resource = resource
        self.result = result
        self.id = id
        self.number = number
        self.source = source
        self.validUntil = validUntil
    }

    /// Whether it still counts on that day; without an end it always does.
    package func isValid(on today: LocalDate) -> Bool { validUntil.map { $0 >= today } ?? true }
}

/// Everything that is known before anything is asked, wherever it comes from: plain values.
package struct Holdings: Sendable, Hashable {
    package var fields: [Holding]
    package var documents: [DocumentHolding]
    /// Resources that did not answer and licences that could not be looked for (`licence/id-card`), with the reason that a person may read.
    package var unavailable: [String: Text]
    /// Resources that are renewed less often than their update cycle has it, with the day of the last renewal: what they tell is shown for a look.
    package var late: [String: LocalDate]
    /// The lookups that were made, with or without a result: they are not planned again.
    package var consulted: Set<String>
    /// Of whom several could be meant.
    package var people: [RelatedPerson]

    package init(
        fields: [Holding] = [], documents: [DocumentHolding] = [], unavailable: [String: Text] = [:], late: [String: LocalDate] = [:],
        consulted: Set<String> = [], people: [RelatedPerson] = []
    ) {
        self.fields = fields
        self.documents = documents
        self.unavailable = unavailable
        self.late = late
        self.consulted = consulted
        self.people = people
    }

    /// Both together; of two reasons why a resource did not answer the first stands.
    package static func + (a: Holdings, b: Holdings) -> Holdings {
        Holdings(
            fields: a.fields + b.fields, documents: a.documents + b.documents,
            unavailable: a.unavailable.merging(b.unavailable) { first, _ in first }, late: a.late.merging(b.late) { first, _ in first },
            consulted: a.consulted.union(b.consulted), people: a.people + b.people.filter { !a.people.contains($0) })
    }
}
