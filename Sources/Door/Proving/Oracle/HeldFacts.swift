import Catalogue
import DataCentre
import DemoCity
import Kernel
import Licences

/// What the rows say of everybody in an application of one subject: read row by row, by the definitions of roles, resources and licence types
/// alone. It shares no line with what plans lookups or resolves a checklist, so that both cannot be wrong in the same way.
struct HeldFacts: Sendable {
    /// Where a value stands.
    enum Place: Hashable, Sendable {
        case resource(String)
        case licence(String)
        case account
    }

    struct Statement: Hashable, Sendable {
        let value: JSON
        let place: Place
    }

    /// Fact → what is stated of it, readable values only.
    private(set) var statements: [String: [Statement]] = [:]
    /// Role → its number.
    private(set) var keys: [String: String] = [:]
    /// Values that stand in rows and that no form could take.
    private(set) var unreadable: Set<String> = []
    private let thing: Thing
    private let names: RoleNames
    private let catalogue: Catalogue
    private let rows: CityRows

    init(_ thing: Thing, _ names: RoleNames, of subject: DemoRows.Subject, in catalogue: Catalogue, _ rows: CityRows) {
        (self.thing, self.names, self.catalogue, self.rows) = (thing, names, catalogue, rows)
        let applicant = thing.applicant.code
        keys[applicant] = subject.number
        state(.string(subject.name), "\(thing.applicant.kind).name", of: applicant, at: .account)
        if let leaf = thing.applicant.keyLeaf {
            state(.string(subject.number), "\(thing.applicant.kind).\(leaf)", of: applicant, at: .account)
        }
        var read: Set<String> = []
        while let role = keys.keys.filter({ !read.contains($0) }).min(), let number = keys[role] {
            read.insert(role)
            readRows(of: role, number)
            findOthers()
        }
    }

    /// The one value of a fact; nil where none stands anywhere, or where two do.
    func value(_ fact: String) -> JSON? {
        let values = Set((statements[fact] ?? []).map(\.value))
        return values.count == 1 ? values.first : nil
    }

    /// Whether places contradict each other.
    func differs(_ fact: String) -> Bool { Set((statements[fact] ?? []).map(\.value)).count > 1 }

    /// Whether a document is there: a licence in force, or a row of a register.
    func holds(_ proof: Material.Proof) -> Bool {
        switch proof {
        case .licence(let type, let role):
            number(of: role).map { rows.licences(of: $0).contains { $0.type == type } } ?? false
        case .resource(let code, let role):
            number(of: role).map { rows.record(code, about: $0) != nil } ?? false
        case .result: false
        }
    }

    private func number(of role: String) -> String? { thing.participant(role).flatMap { keys[$0.code] } }

    // MARK: Reading rows

    private mutating func readRows(of role: String, _ number: String) {
        guard let participant = thing.participant(role) else { return }
        for row in rows.records(about: number) {
            guard let resource = catalogue.resources[row.resource], resource.subject == participant.kind else { continue }
            for element in resource.elements { state(member(element, of: row.content), element, of: role, at: .resource(resource.code)) }
            for (other, elements) in resource.gives where isTeller(role, of: other, resource) {
                guard let told = row.content[other], let record = told.array.map({ $0.count == 1 ? $0[0] : nil }) ?? told else { continue }
                for element in elements { state(member(element, of: record), element, of: other, at: .resource(resource.code)) }
            }
        }
        for licence in rows.licences(of: number) {
            for element in catalogue.licenceTypes[licence.type]?.elements ?? [] {
                state(licence.face[element], element, of: role, at: .licence(licence.type))
            }
        }
    }

    private func member(_ element: String, of record: JSON) -> JSON? { record[element] ?? record[RoleNames.leaf(of: element)] }

    /// Whose records tell of a role: `of:`, else the applicant's, else those of the first role of the kind (SCHEMA.md, “Keys of roles”).
    private func isTeller(_ role: String, of other: String, _ resource: DataResource) -> Bool {
        guard let told = thing.participant(other), (told.from ?? resource.code) == resource.code else { return false }
        if let of = told.of { return thing.participant(of)?.code == role }
        if thing.applicant.kind == resource.subject { return thing.applicant.code == role }
        return thing.participants.values.filter { $0.kind == resource.subject && $0.code != other }.map(\.code).min() == role
    }

    private mutating func state(_ value: JSON?, _ element: String, of role: String, at place: Place) {
        guard let value, !value.isNull, let definition = catalogue.elements[element] else { return }
        for fact in names.facts(element, of: role) {
            let choices = catalogue.choices(of: definition)
            guard let read = definition.reading(value, choices: choices),
                definition.mistake(in: read, choices: choices, today: rows.today) == nil
            else {
                unreadable.insert(fact)
                continue
            }
            let statement = Statement(value: read, place: place)
            if statements[fact]?.contains(statement) != true { statements[fact, default: []].append(statement) }
        }
    }

    /// Roles whose number one of the facts now names.
    private mutating func findOthers() {
        for participant in thing.participants.values where keys[participant.code] == nil {
            guard let field = participant.keyField else { continue }
            let naming = participant.by.map(thing.canonical) ?? field
            if let number = value(naming)?.string { keys[participant.code] = number }
        }
        for participant in thing.participants.values {
            // The number by which a role was found is a fact about it.
            guard let by = participant.by.map(thing.canonical), let leaf = participant.keyLeaf, let number = keys[participant.code] else {
                continue
            }
            for statement in statements[by] ?? [] where statement.value.string == number {
                state(.string(number), "\(participant.kind).\(leaf)", of: participant.code, at: statement.place)
            }
        }
    }
}
