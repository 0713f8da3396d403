import Rules

/// 需求: one department needs one resource for one item. What is demanded follows from the catalogue and is typed nowhere.
package struct DataDemand: Sendable, Hashable {
    /// The department that handles the item.
    package let department: String
    /// The item, or the one-thing for what only its own questions need.
    package let item: String
    package let resource: String
    /// Which of the resource's elements it needs, by code; none where the record itself is the proof.
    package let elements: [String]
}

extension Catalogue {
    /// 需求清单: what every item and every one-thing needs of the resources, by department, item and resource. An item needs more than it
    /// would alone where a one-thing knows a role by another register: a child by the mother's delivery.
    package var demands: [DataDemand] {
        var elements: [[String]: Set<String>] = [:]
        for thing in items.keys.sorted().compactMap(thing) + allThings {
            for demand in demands(of: thing) {
                elements[[demand.department, demand.item, demand.resource], default: []].formUnion(demand.elements)
            }
        }
        return elements.map { DataDemand(department: $0.key[0], item: $0.key[1], resource: $0.key[2], elements: $0.value.sorted()) }
            .sorted { ($0.department, $0.item, $0.resource) < ($1.department, $1.item, $1.resource) }
    }

    /// What the parts of a thing need, each for itself; what only the questions of a one-thing need is its lead department's.
    package func demands(of thing: Thing) -> [DataDemand] {
        var needed: [DataDemand] = thing.parts.flatMap { part in
            demands(facts: thing.facts(of: part), proofs: part.item.materials.flatMap(\.satisfiedBy), of: thing)
                .merging(members(for: part, of: thing)) { $0.union($1) }
                .map { DataDemand(department: part.item.department, item: part.item.code, resource: $0.key, elements: $0.value.sorted()) }
        }
        let known = Set(needed.map(\.resource))
        for (resource, elements) in demands(facts: thing.ownFacts, proofs: [], of: thing) where !known.contains(resource) {
            needed.append(DataDemand(department: thing.lead, item: thing.code, resource: resource, elements: elements.sorted()))
        }
        return needed.sorted { ($0.item, $0.resource) < ($1.item, $1.resource) }
    }

    /// The registers of people from whom somebody is chosen for a role that the part's form names, with what they tell of each.
    private func members(for part: Thing.Part, of thing: Thing) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for role in thing.participants.values {
            guard let group = role.among, let key = role.keyField, part.item.fields.contains(where: { $0.field == key }) else { continue }
            for resource in resources.values where resource.sharing != .none {
                if let elements = resource.gives[group] { found[resource.code, default: []].formUnion(elements) }
            }
        }
        return found
    }

    /// The resources that state these facts, with the elements for which each is needed.
    private func demands(facts: Set<String>, proofs: [Material.Proof], of thing: Thing) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for fact in facts.union(keys(of: facts, in: thing)) {
            guard let element = thing.elementCode(of: fact), let role = thing.participant(fact.roleOfFact) else { continue }
            let telling = tellers(of: element).resources.filter { $0.sharing != .none && $0.tells(fact, element: element, of: thing) }
            // As an enquiry chooses: the register that the role names, then that of the element's own department, then any.
            let named = telling.filter { role.from == $0.code }
            let responsible = telling.filter { $0.owner == elements[element]?.source }
            for resource in [named, responsible, telling].first(where: { !$0.isEmpty }) ?? [] {
                found[resource.code, default: []].insert(element)
            }
        }
        for case .resource(let code, _) in proofs where resources[code].map({ $0.sharing != .none }) == true {
            found[code, default: []].formUnion([])
        }
        return found
    }

    /// The facts by which the roles of these facts are found: a spouse’s number, and what leads to that.
    private func keys(of facts: Set<String>, in thing: Thing) -> Set<String> {
        var all: Set<String> = []
        var waiting = Array(facts)
        while let fact = waiting.popLast() {
            // Who applies is known by their account.
            guard let role = thing.participant(fact.roleOfFact), !role.isApplicant else { continue }
            for key in [role.keyField, role.by.map(thing.canonical)].compactMap(\.self) where all.insert(key).inserted {
                waiting.append(key)
            }
        }
        return all
    }
}

extension Thing {
    /// For which of these items something is looked up: the first whose document or field it serves, else whose conditions ask for it.
    ///
    /// - Parameter purposes: of the `Lookup`: fields and codes of materials.
    package func part(needing purposes: [String], among items: Set<String>) -> Part? {
        let purposes = Set(purposes)
        let parts = parts.filter { items.contains($0.item.code) }
        return parts.first { part in
            part.item.materials.contains { purposes.contains($0.code) } || part.item.fields.contains { purposes.contains($0.field) }
        } ?? parts.first { !facts(of: $0).isDisjoint(with: purposes) } ?? parts.first
    }

    /// Every fact that a part may ask for, judge by or write down; what is never re-used is looked up nowhere.
    fileprivate func facts(of part: Part) -> Set<String> {
        let item = part.item
        var expressions: [Rules.Expression?] = item.fields.flatMap { [$0.when, $0.required] }
        expressions += item.materials.map(\.when) + item.fees.map(\.when) + item.reviewPoints.map(\.looked)
        expressions += item.materials.flatMap(\.conditionsOfComposing)
        expressions += [item.office.region] + item.steps.map(\.region)
        expressions += item.results.flatMap { $0.expressions.map(Optional.some) }
        let asked = Set(item.fields.filter { $0.reuse != .never }.map(\.field))
        let never = Set(item.fields.filter { $0.reuse == .never }.map(\.field))
        return asked.union(facts(in: expressions)).subtracting(never)
    }

    /// What the questions look at, and the conditions of the parts.
    fileprivate var ownFacts: Set<String> {
        facts(in: questions.flatMap { [$0.when, $0.known] } + parts.map(\.when))
    }

    private func facts(in expressions: [Rules.Expression?]) -> Set<String> {
        var found: Set<String> = []
        for case let expression? in expressions {
            for case .fact(let field, _?) in uses.inputs(of: expression).inputs.map(\.kind) { found.insert(field) }
        }
        return found
    }
}
