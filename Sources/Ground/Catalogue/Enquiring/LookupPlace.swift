import Kernel
import Synchronization

/// Where something may be looked up, as the catalogue alone says: in which register, about which role, by which fact.
struct LookupPlace: Sendable, Hashable {
    let register: Lookup.Register
    let role: String
    let key: String

    /// nil where the register is of somebody else than the role, or not shared.
    init?(_ register: Lookup.Register, about name: String, of thing: Thing, in catalogue: Catalogue) {
        guard let role = thing.participant(name) else { return nil }
        switch register {
        case .resource(let code):
            guard let resource = catalogue.resources[code], resource.sharing != .none, role.kind == resource.subject else { return nil }
            key = "\(role.code).\(resource.key.drop { $0 != "." }.dropFirst())"
        case .licence(let type):
            guard let field = role.keyField, catalogue.licenceTypes[type] != nil else { return nil }
            key = field
        }
        (self.register, self.role) = (register, role.code)
    }
}

/// The places of each fact of each thing, found when they are first wanted: they follow from the catalogue, and every planning asks for them.
final class LookupPlaces: Sendable {
    private let found = Mutex<[ObjectIdentifier: [String: [[LookupPlace]]]]>([:])

    /// - Parameter thing: one that lives as long as these places do.
    func of(_ fact: String, in thing: Thing, _ find: () -> [[LookupPlace]]) -> [[LookupPlace]] {
        let id = ObjectIdentifier(thing)
        if let known = found.withLock({ $0[id]?[fact] }) { return known }
        let places = find()
        found.withLock { $0[id, default: [:]][fact] = places }
        return places
    }
}

extension Catalogue {
    /// The places where a fact of a thing may be looked up, in groups, the first to be tried first: the department that answers for an element
    /// (一数一源), another only where that one has no register of it, and licences last.
    func lookupPlaces(of fact: String, in thing: Thing) -> [[LookupPlace]] {
        // A thing from elsewhere may be gone while its place in memory is another's.
        guard self.thing(thing.code) === thing else { return foundPlaces(of: fact, in: thing) }
        return knownPlaces.of(fact, in: thing) { foundPlaces(of: fact, in: thing) }
    }

    private func foundPlaces(of fact: String, in thing: Thing) -> [[LookupPlace]] {
        guard let element = thing.elementCode(of: fact), let role = thing.participant(fact.roleOfFact) else { return [] }
        let tellers = tellers(of: element)
        let telling = tellers.resources.filter { $0.tells(fact, element: element, of: thing) }
        let source = elements[element]?.source
        let groups = [telling.filter { role.from == $0.code }, telling.filter { $0.owner == source }, telling].map { group in
            group.compactMap { resource in
                LookupPlace(
                    .resource(resource.code), about: subject(of: resource, telling: element, of: role, in: thing), of: thing, in: self)
            }
        }
        let licences = tellers.licenceTypes.filter { $0.holder == role.kind }.compactMap { type in
            LookupPlace(.licence(type.code), about: role.code, of: thing, in: self)
        }
        return (groups + [licences]).filter { !$0.isEmpty }
    }

    /// The role by whose key records that tell of another role are found.
    private func subject(of resource: DataResource, telling element: String, of role: Participant, in thing: Thing) -> String {
        guard resource.gives[role.code]?.contains(element) == true else { return role.code }
        if let of = role.of { return of }
        if thing.applicant.kind == resource.subject { return thing.applicant.code }
        return thing.participants.values.filter { $0.kind == resource.subject && $0.code != role.code }.map(\.code).min() ?? role.code
    }
}
