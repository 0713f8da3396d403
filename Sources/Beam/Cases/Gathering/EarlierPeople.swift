import Catalogue
import Identity
import Kernel
import Store

extension Cases {
    /// How many of an enterprise's latest applications are looked through for people.
    private static let mostEarlier = 20

    /// People whom an enterprise named in its earlier applications, for every role of a thing that somebody of them may have: offered to be
    /// chosen again, and taken over for nobody silently. A number that was once typed opens no register.
    func earlierPeople(of party: Party, for thing: Thing, in connection: any Connection) throws -> [RelatedPerson] {
        let roles = thing.participants.values.filter {
            $0.kind == "person" && !$0.isApplicant && $0.by == nil && ($0.from == nil || $0.among != nil)
        }
        guard party.kind == .enterprise, !roles.isEmpty else { return [] }
        let latest = try tables.applications.applications(of: party, before: nil, limit: Cases.mostEarlier, in: connection)
        let named = try latest.flatMap { application in
            try tables.applications.contents(of: application.id, in: connection).map { NamedPerson.all(in: $0.0, of: application) } ?? []
        }
        return NamedPerson.latest(named).flatMap { person in roles.sorted { $0.code < $1.code }.compactMap(person.related) }
    }
}

/// Somebody whom an application named by their number.
struct NamedPerson: Sendable, Hashable {
    let key: String
    let name: String?
    let application: String
    let asOf: LocalDate

    /// Everybody whose number was typed into an application, with the name beside it.
    static func all(in frozen: FrozenApplication, of application: Application) -> [NamedPerson] {
        frozen.given.sorted { $0.key < $1.key }.compactMap { field, value in
            guard field.hasSuffix(".idNumber"), let key = value.string, key != frozen.applicant.number else { return nil }
            let role = field.roleOfFact
            return NamedPerson(
                key: key, name: (frozen.given["\(role).name"] ?? frozen.values["\(role).name"])?.string, application: application.number,
                asOf: application.submittedAt.date)
        }
    }

    /// Each once, as the newest application names them; the newest come first.
    static func latest(_ people: [NamedPerson]) -> [NamedPerson] {
        var seen: Set<String> = []
        return people.filter { seen.insert($0.key).inserted }
    }

    /// The same in a role of another application.
    func related(as role: Participant) -> RelatedPerson? {
        guard let field = role.keyField else { return nil }
        let facts = [(field, key), name.map { ("\(role.code).name", $0) }].compactMap(\.self)
        return RelatedPerson(
            role: role.code, key: key, name: name,
            facts: facts.map { Holding(field: $0.0, value: .string($0.1), source: .earlier(application: application), asOf: asOf) })
    }
}
