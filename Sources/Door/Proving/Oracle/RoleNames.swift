import Catalogue

/// Under which names a thing knows an element of a role: found once for a thing, without asking the checklist.
struct RoleNames: Sendable {
    /// Role → element → the facts by which it goes.
    private var names: [String: [String: Set<String>]] = [:]
    /// Facts that forms or conditions of the thing look at.
    private(set) var facts: Set<String> = []
    /// Facts that an item's form never fills in, by item.
    private(set) var never: [String: Set<String>] = [:]

    init(_ thing: Thing) {
        for part in thing.parts {
            for field in part.item.fields {
                facts.insert(thing.canonical(field.field))
                if field.reuse == .never { never[part.item.code, default: []].insert(thing.canonical(field.field)) }
            }
            for fact in part.item.decides { facts.insert(thing.canonical(fact.field)) }
        }
        // By what each is found: its own number, or the one that another's record names.
        for participant in thing.participants.values {
            facts.formUnion([participant.keyField, participant.by.map(thing.canonical)].compactMap(\.self))
        }
        for expression in thing.conditions { facts.formUnion(expression.factNames.map(thing.canonical)) }
        for fact in facts {
            guard let element = thing.elementCode(of: fact) else { continue }
            names[RoleNames.role(of: fact), default: [:]][element, default: []].insert(fact)
        }
    }

    func facts(_ element: String, of role: String) -> Set<String> { names[role]?[element] ?? [] }

    static func role(of fact: String) -> String { String(fact.prefix { $0 != "." }) }
    static func leaf(of fact: String) -> String { String(fact.drop { $0 != "." }.dropFirst()) }
}
