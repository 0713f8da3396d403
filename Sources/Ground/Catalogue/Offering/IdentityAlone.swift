import Kernel
import Rules

/// 一证通办: what can be had done with nothing but one's identity. Computed from the catalogue alone: every document is shown by a licence or a
/// register, every field is told by one, and all that is left to the person is to choose, to agree, and to say where to reach them.
package struct IdentityAlone: Sendable {
    private let thing: Thing
    private let catalogue: Catalogue
    /// Roles whose key somebody tells: the applicant, and whoever is found through them.
    private let reachable: Set<String>

    /// Whether a single item, or a one-thing, needs nothing else, whoever the person is and whatever they answer.
    package static func suffices(for thing: Thing, in catalogue: Catalogue) -> Bool {
        guard thing.audience == .person, thing.applicant.kind == "person" else { return false }
        return IdentityAlone(thing, catalogue).suffices
    }

    /// The things that need nothing else, by code.
    package static func things(in catalogue: Catalogue) -> [String] {
        let codes = catalogue.items.values.filter { $0.audience.contains(.person) }.map(\.code)
        return codes.filter { code in catalogue.thing(code).map { suffices(for: $0, in: catalogue) } ?? false }.sorted()
    }

    /// Whether this person, with what is known of them, is asked for nothing else.
    package static func suffices(for checklist: Checklist, in catalogue: Catalogue) -> Bool {
        guard !checklist.includedItems.isEmpty, !checklist.materials.contains(where: \.isAsked) else { return false }
        return checklist.openFields.allSatisfy { isDeclaration($0.field, of: checklist.thing, in: catalogue) }
    }

    private init(_ thing: Thing, _ catalogue: Catalogue) {
        self.thing = thing
        self.catalogue = catalogue
        var reached: Set<String> = [thing.applicant.code]
        // A spouse leads to a household: each round may reach one role more.
        for _ in thing.participants {
            for role in thing.participants.values where !reached.contains(role.code) {
                let isNamed = role.by.map { IdentityAlone.tells(thing.canonical($0), of: thing, reached, catalogue) } ?? false
                let isTold = role.from.flatMap { catalogue.resources[$0] }.map { resource in
                    // Whom a record tells of without a number, such as a child that was just born, has no records of their own.
                    role.keyLeaf.map { resource.gives[role.code]?.contains("\(role.kind).\($0)") == true } == true
                        && thing.participants.values.contains { reached.contains($0.code) && $0.kind == resource.subject }
                }
                if isNamed || isTold == true { reached.insert(role.code) }
            }
        }
        reachable = reached
    }

    private var suffices: Bool {
        let items = thing.parts.map(\.item)
        return !items.isEmpty
            && items.allSatisfy { item in
                item.materials.allSatisfy(isShown) && item.fields.allSatisfy(isGiven) && item.trips == 0
            }
    }

    private func isShown(_ material: Material) -> Bool {
        if material.returnsOriginal { return false }
        return material.satisfiedBy.contains { proof in
            switch proof {
            case .licence(let type, let role):
                reachable.contains(name(role)) && catalogue.licenceTypes[type]?.holder == thing.participant(name(role))?.kind
            case .resource(let code, let role): reachable.contains(name(role)) && isShared(code)
            case .result: true
            }
        }
    }

    private func name(_ role: String) -> String { role == "applicant" ? thing.applicant.code : role }

    private func isShared(_ code: String) -> Bool { catalogue.resources[code].map { $0.sharing != .none } ?? false }

    private func isGiven(_ field: FormField) -> Bool {
        if let required = field.required, required.source == "false" { return true }
        let name = thing.canonical(field.field)
        if IdentityAlone.isDeclaration(name, of: thing, in: catalogue) { return true }
        // What may never be filled in has to be typed.
        return field.reuse != .never && IdentityAlone.tells(name, of: thing, reachable, catalogue)
    }

    /// Consents and ways to reach somebody: theirs to say, and no burden.
    private static func isDeclaration(_ field: String, of thing: Thing, in catalogue: Catalogue) -> Bool {
        guard let element = thing.elementCode(of: field).flatMap({ catalogue.elements[$0] }) else { return false }
        switch element.format {
        case .consent, .mobile, .email: return true
        default: return element.type == .choice || element.type == .choices || element.type == .boolean
        }
    }

    /// Whether a register or a licence of a role that is reached tells the fact.
    private static func tells(_ field: String, of thing: Thing, _ reached: Set<String>, _ catalogue: Catalogue) -> Bool {
        let (role, leaf) = (field.roleOfFact, String(field.drop { $0 != "." }.dropFirst()))
        // The account says who the applicant is, and an identity number when they were born.
        if role == thing.applicant.code, ["name", "idNumber", "birthDate", "sex"].contains(leaf) { return true }
        guard let element = thing.elementCode(of: field), let participant = thing.participant(role) else { return false }
        let tellers = catalogue.tellers(of: element)
        let isTold = tellers.resources.contains { resource in
            guard resource.sharing != .none else { return false }
            if resource.gives[role]?.contains(element) == true {
                return thing.participants.values.contains { reached.contains($0.code) && $0.kind == resource.subject }
            }
            return reached.contains(role) && participant.kind == resource.subject && resource.elements.contains(element)
        }
        return isTold || reached.contains(role) && tellers.licenceTypes.contains { $0.holder == participant.kind }
    }
}
