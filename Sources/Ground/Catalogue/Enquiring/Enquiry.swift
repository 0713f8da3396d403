package import Kernel
import Rules

/// What to look up before asking: only what this thing, with these answers, still lacks.
///
/// Look up what is planned, add the answers to the holdings, and plan again until nothing is left: a spouse who was found can then be
/// looked up too.
package enum Enquiry {
    /// - Parameter deciding: also what review points and results need, once an officer or the engine decides.
    package static func plan(
        _ thing: Thing, in catalogue: Catalogue, holdings: Holdings, answers: [String: JSON] = [:], given: [String: JSON] = [:],
        deciding: Bool = false, today: LocalDate
    ) -> [Lookup] {
        planned(thing, in: catalogue, holdings: holdings, answers: answers, given: given, deciding: deciding, today: today).lookups
    }

    /// The same with the checklist as it stands before the lookups: where none is left to make, it is the one to go by, unless
    /// the person disputes a fact.
    package static func planned(
        _ thing: Thing, in catalogue: Catalogue, holdings: Holdings, answers: [String: JSON], given: [String: JSON],
        deciding: Bool, today: LocalDate
    ) -> (lookups: [Lookup], checklist: Checklist) {
        let run = Resolving(
            thing, in: catalogue, answers: answers, given: given, corrected: [], holdings: holdings, today: today)
        let (checklist, judge) = run.resolved()
        return (Planning(run: run, checklist: checklist, judge: judge, deciding: deciding).lookups(), checklist)
    }
}

private struct Planning {
    let run: Resolving
    let checklist: Checklist
    let deciding: Bool
    private let judge: Judge
    /// A register is not asked about somebody before it is known that this is needed at all: first comes what settles that.
    private let certain: [Thing.Part]
    private let made = MadeLookups()

    init(run: Resolving, checklist: Checklist, judge: Judge, deciding: Bool) {
        (self.run, self.checklist, self.judge, self.deciding) = (run, checklist, judge, deciding)
        let included = Set(checklist.items.filter { if case .included = $0.state { true } else { false } }.map(\.item))
        certain = run.thing.parts.filter { included.contains($0.item.code) }
    }

    private var thing: Thing { run.thing }
    private var catalogue: Catalogue { run.catalogue }

    func lookups() -> [Lookup] {
        let lacking = withKeys(of: lackingFacts())
        var chosen: [String: Lookup] = [:]
        for (lookup, material) in forMaterials({ $0 == true }) { add(lookup, for: [material], to: &chosen) }
        for (lookup, key) in forMembers() { add(lookup, for: [key], to: &chosen) }
        var open = lacking.filter { fact in
            !chosen.values.contains { covers($0, fact) }
        }
        for lookup in Array(chosen.values) { add(lookup, for: lacking.filter { covers(lookup, $0) }, to: &chosen) }
        let options = Dictionary(open.map { ($0, self.options(for: $0)) }, uniquingKeysWith: { first, _ in first })
        // The fewest questions to registers: always the one that answers most of what is open.
        while true {
            let gains = Dictionary(
                grouping: open.sorted().flatMap { fact in (options[fact] ?? []).map { (lookup: $0, fact: fact) } }, by: \.lookup.id)
            guard let best = gains.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) else { break }
            add(best.value[0].lookup, for: best.value.map(\.fact), to: &chosen)
            open.subtract(best.value.map(\.fact))
        }
        // Whether a paper is needed may hang on what only the person can say. The form then asks for it until they have, so that it is
        // looked for last of all.
        if chosen.isEmpty { for (lookup, material) in forMaterials({ $0 == nil }) { add(lookup, for: [material], to: &chosen) } }
        return chosen.values.sorted { $0.id < $1.id }
    }

    private func add(_ lookup: Lookup, for purposes: some Sequence<String>, to chosen: inout [String: Lookup]) {
        let all = Set(chosen[lookup.id]?.purposes ?? []).union(purposes).sorted()
        chosen[lookup.id] = Lookup(register: lookup.register, role: lookup.role, key: lookup.key, value: lookup.value, purposes: all)
    }

    // MARK: What is lacking

    private func isUnknown(_ field: String) -> Bool { checklist.facts[field] == nil && run.known.candidates[field] == nil }

    private func lackingFacts() -> Set<String> {
        let neverReused = Set(checklist.fields.filter { $0.reuse == .never }.map(\.field))
        func mayBeFound(_ field: String) -> Bool { isUnknown(field) && !neverReused.contains(field) }
        let needed = Set(certain.flatMap { part in part.item.fields.filter { judge.truth($0.when) == true }.map(\.field) })
        var lacking = needed.filter { mayBeFound($0) && run.typed[$0] == nil }
        for expression in expressions() {
            // Whether it is settled takes longest to find out, and does not matter where it would add nothing.
            let more = thing.uses.inputs(of: expression).inputs.compactMap { input -> String? in
                guard case .fact(let field, _?) = input.kind, !lacking.contains(field), mayBeFound(field) else { return nil }
                return field
            }
            if !more.isEmpty, judge.isUnknown(expression) { lacking.formUnion(more) }
        }
        return lacking
    }

    /// Conditions and values that have to be settled.
    private func expressions() -> [Rules.Expression] {
        var found: [Rules.Expression?] = checklist.questions.flatMap { outcome in
            outcome.isAsked && !outcome.isAnswered ? [outcome.question.when, outcome.question.known] : []
        }
        found += thing.parts.map(\.when)
        for part in certain {
            found += part.item.fields.flatMap { [$0.when, $0.required] }
            found += part.item.materials.map(\.when) + part.item.fees.map(\.when)
            found += part.item.materials.flatMap(\.conditionsOfComposing)
            found += [part.item.office.region] + part.item.steps.map(\.region)
            if deciding {
                found += part.item.reviewPoints.map(\.looked)
                found += part.item.results.flatMap { $0.expressions.map(Optional.some) }
            }
        }
        return found.compactMap(\.self)
    }

    /// With the facts by which the roles concerned are found.
    private func withKeys(of facts: Set<String>) -> Set<String> {
        var all = facts
        var waiting = facts.sorted()
        while let fact = waiting.popLast() {
            guard let role = thing.participant(fact.roleOfFact), let key = role.keyField, isUnknown(key),
                let by = role.by.map(thing.canonical), isUnknown(by), all.insert(by).inserted
            else { continue }
            waiting.append(by)
        }
        return all
    }

    // MARK: Where it can be found

    private func forMaterials(_ isWanted: (Bool?) -> Bool) -> [(Lookup, String)] {
        checklist.materials.filter { $0.isAsked && !$0.material.returnsOriginal }.compactMap { outcome in
            let needed = certain.filter { outcome.neededBy.contains($0.item.code) }.flatMap(\.item.materials)
            let proofs = needed.filter { $0.code == outcome.code && isWanted(judge.truth($0.when)) }.flatMap(\.satisfiedBy)
            return proofs.lazy.compactMap(self.lookup).first.map { ($0, outcome.code) }
        }
    }

    /// Registers of the people of an enterprise, where somebody of them has to be named: so that they are chosen and not typed.
    private func forMembers() -> [(Lookup, String)] {
        thing.participants.values.sorted { $0.code < $1.code }.flatMap { role -> [(Lookup, String)] in
            guard let group = role.among, let key = role.keyField, checklist.field(key).map({ $0.isAsked && $0.value == nil }) == true,
                certain.contains(where: { $0.item.fields.contains { $0.field == key && judge.truth($0.when) == true } })
            else { return [] }
            return catalogue.resources.values.filter { $0.gives[group] != nil }.sorted { $0.code < $1.code }.compactMap { resource in
                self.resource(resource, about: thing.applicant.code).map { ($0, key) }
            }
        }
    }

    private func lookup(_ proof: Material.Proof) -> Lookup? {
        switch proof {
        case .licence(let type, let role): licence(type, of: role)
        case .resource(let code, let role): catalogue.resources[code].flatMap { resource($0, about: role) }
        case .result: nil
        }
    }

    /// The department that answers for an element first (一数一源); another only where that one has no register of it.
    private func options(for fact: String) -> [Lookup] {
        guard let element = thing.elementCode(of: fact), let role = thing.participant(fact.roleOfFact) else { return [] }
        let tellers = catalogue.tellers(of: element)
        let telling = tellers.resources.filter { $0.tells(fact, element: element, of: thing) }
        let source = catalogue.elements[element]?.source
        let named = telling.filter { role.from == $0.code }
        let responsible = telling.filter { $0.owner == source }
        for group in [named, responsible, telling] {
            let found = group.compactMap { resource($0, telling: element, of: role) }
            if !found.isEmpty { return found }
        }
        return tellers.licenceTypes.filter { $0.holder == role.kind }.compactMap { licence($0.code, of: role.code) }
    }

    private func resource(_ resource: DataResource, telling element: String, of role: Participant) -> Lookup? {
        if resource.gives[role.code]?.contains(element) == true { return self.resource(resource, about: subject(of: resource, for: role)) }
        return self.resource(resource, about: role.code)
    }

    /// The role by whose key records that tell of another role are found.
    private func subject(of resource: DataResource, for role: Participant) -> String {
        if let of = role.of { return of }
        if thing.applicant.kind == resource.subject { return thing.applicant.code }
        return thing.participants.values.filter { $0.kind == resource.subject && $0.code != role.code }.map(\.code).min() ?? role.code
    }

    private func resource(_ resource: DataResource, about name: String) -> Lookup? {
        guard resource.sharing != .none, let role = thing.participant(name), role.kind == resource.subject,
            run.holdings.unavailable[resource.code] == nil
        else { return nil }
        let leaf = resource.key.drop { $0 != "." }.dropFirst()
        return lookup(.resource(resource.code), role.code, key: "\(role.code).\(leaf)")
    }

    private func licence(_ type: String, of name: String) -> Lookup? {
        guard let role = thing.participant(name), let key = role.keyField, catalogue.licenceTypes[type] != nil else { return nil }
        return lookup(.licence(type), role.code, key: key)
    }

    private func lookup(_ register: Lookup.Register, _ role: String, key: String) -> Lookup? {
        made.of(register, role) { make(register, role, key: key) }
    }

    private func make(_ register: Lookup.Register, _ role: String, key: String) -> Lookup? {
        // A number that the applicant typed, now or earlier, opens nobody's records: only one that a register, a licence or the account states.
        guard let value = checklist.facts[key], let source = checklist.sources[key], source.isOfficial else { return nil }
        let lookup = Lookup(register: register, role: role, key: key, value: value, purposes: [])
        return run.holdings.consulted.contains(lookup.trace) ? nil : lookup
    }

    private func covers(_ lookup: Lookup, _ fact: String) -> Bool {
        guard let element = thing.elementCode(of: fact) else { return false }
        let role = fact.roleOfFact
        switch lookup.register {
        case .licence(let type):
            return lookup.role == role && catalogue.licenceTypes[type]?.elements.contains(element) == true
        case .resource(let code):
            guard let resource = catalogue.resources[code] else { return false }
            return lookup.role == role && resource.elements.contains(element) || resource.gives[role]?.contains(element) == true
        }
    }
}

/// The look-ups of one planning: many facts stand in one register, and each asks whether it can be looked at.
private final class MadeLookups {
    private struct Place: Hashable {
        let register: Lookup.Register
        let role: String
    }

    private var lookups: [Place: Lookup?] = [:]

    func of(_ register: Lookup.Register, _ role: String, _ make: () -> Lookup?) -> Lookup? {
        let place = Place(register: register, role: role)
        if let made = lookups[place] { return made }
        let lookup = make()
        lookups[place] = .some(lookup)
        return lookup
    }
}
