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
        switch planned(thing, in: catalogue, holdings: holdings, answers: answers, given: given, deciding: deciding, today: today) {
        case .lookups(let lookups): lookups
        case .nothing: []
        }
    }

    /// What is left to look up.
    package enum Plan: Sendable {
        case lookups([Lookup])
        /// Nothing: this is the checklist to go by, unless the person disputes a fact.
        case nothing(Checklist)
    }

    /// The same with the checklist where it is final: while something is left to look up nobody needs it in words.
    package static func planned(
        _ thing: Thing, in catalogue: Catalogue, holdings: Holdings, answers: [String: JSON], given: [String: JSON],
        deciding: Bool, today: LocalDate
    ) -> Plan {
        let run = Resolving(
            thing, in: catalogue, answers: answers, given: given, corrected: [], holdings: holdings, today: today)
        let settled = run.settled()
        let lookups = Planning(run: run, settled: settled, deciding: deciding).lookups()
        return lookups.isEmpty ? .nothing(run.checklist(of: settled)) : .lookups(lookups)
    }
}

/// A class, since its many closures would else copy all that it holds.
private final class Planning {
    private let run: Resolving
    private let deciding: Bool
    private let facts: [String: JSON]
    private let questions: [QuestionOutcome]
    private let judge: Judge
    private let fields: FieldResolving
    private let lackingMaterials: [(material: Material, neededBy: [String])]
    /// A register is not asked about somebody before it is known that this is needed at all: first comes what settles that.
    private let certain: [Thing.Part]
    private let made = MadeLookups()

    init(run: Resolving, settled: Resolving.Settled, deciding: Bool) {
        (self.run, self.deciding) = (run, deciding)
        let (round, grounds) = (settled.round, settled.grounds)
        (facts, questions, judge) = (grounds.facts, grounds.questions, grounds.judge)
        fields = FieldResolving(run, settled)
        lackingMaterials = MaterialResolving(run, settled).lacking()
        let included = run.inclusion(judge, answers: round.answers)
        certain = run.thing.parts.filter { included[$0.item.code] == .some(true) }
    }

    private var thing: Thing { run.thing }
    private var catalogue: Catalogue { run.catalogue }

    func lookups() -> [Lookup] {
        let lacking = withKeys(of: lackingFacts())
        var chosen: [String: Lookup] = [:]
        for (lookup, material) in forMaterials({ $0 == true }) { add(lookup, for: [material], to: &chosen) }
        for (lookup, key) in forMembers() { add(lookup, for: [key], to: &chosen) }
        let open = lacking.filter { fact in
            !chosen.values.contains { covers($0, fact) }
        }
        for lookup in Array(chosen.values) { add(lookup, for: lacking.filter { covers(lookup, $0) }, to: &chosen) }
        for (lookup, facts) in fewest(for: open) { add(lookup, for: facts, to: &chosen) }
        // Whether a paper is needed may hang on what only the person can say. The form then asks for it until they have, so that it is
        // looked for last of all.
        if chosen.isEmpty { for (lookup, material) in forMaterials({ $0 == nil }) { add(lookup, for: [material], to: &chosen) } }
        return chosen.values.sorted { $0.id < $1.id }
    }

    /// The fewest questions to registers: always the one that answers most of what is open.
    private func fewest(for facts: Set<String>) -> [(Lookup, Set<String>)] {
        var gains: [String: (lookup: Lookup, facts: Set<String>)] = [:]
        for fact in facts { for lookup in options(for: fact) { gains[lookup.id, default: (lookup, [])].facts.insert(fact) } }
        var fewest: [(Lookup, Set<String>)] = []
        while let best = gains.max(by: { ($0.value.facts.count, $1.key) < ($1.value.facts.count, $0.key) }), !best.value.facts.isEmpty {
            fewest.append(best.value)
            for id in gains.keys { gains[id]?.facts.subtract(best.value.facts) }
        }
        return fewest
    }

    private func add(_ lookup: Lookup, for purposes: some Sequence<String>, to chosen: inout [String: Lookup]) {
        let all = Set(chosen[lookup.id]?.purposes ?? []).union(purposes).sorted()
        chosen[lookup.id] = Lookup(register: lookup.register, role: lookup.role, key: lookup.key, value: lookup.value, purposes: all)
    }

    // MARK: What is lacking

    private func isUnknown(_ field: String) -> Bool { facts[field] == nil && run.known.candidates[field] == nil }

    /// Known by sources alone that are no longer renewed: another may know better.
    private func isOld(_ field: String) -> Bool {
        !run.holdings.late.isEmpty && run.known.candidates[field]?.allSatisfy { run.known.isLate($0.source) } == true
    }

    private func lackingFacts() -> Set<String> {
        let neverReused = fields.neverReused()
        func mayBeFound(_ field: String) -> Bool { (isUnknown(field) || isOld(field)) && !neverReused.contains(field) }
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
        var found: [Rules.Expression?] = questions.flatMap { outcome in
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
        lackingMaterials.filter { !$0.material.returnsOriginal }.compactMap { material, neededBy in
            let needed = certain.filter { neededBy.contains($0.item.code) }.flatMap(\.item.materials)
            let proofs = needed.filter { $0.code == material.code && isWanted(judge.truth($0.when)) }.flatMap(\.satisfiedBy)
            return proofs.lazy.compactMap(self.lookup).first.map { ($0, material.code) }
        }
    }

    /// Registers of the people of an enterprise, where somebody of them has to be named: so that they are chosen and not typed.
    private func forMembers() -> [(Lookup, String)] {
        thing.participants.values.sorted { $0.code < $1.code }.flatMap { role -> [(Lookup, String)] in
            guard let group = role.among, let key = role.keyField,
                certain.contains(where: { $0.item.fields.contains { $0.field == key && judge.truth($0.when) == true } }),
                fields.outcome(of: key).map({ $0.isAsked && $0.value == nil }) == true
            else { return [] }
            return catalogue.resources.values.filter { $0.gives[group] != nil }.sorted { $0.code < $1.code }.compactMap { resource in
                self.resource(resource, about: thing.applicant.code).map { ($0, key) }
            }
        }
    }

    private func lookup(_ proof: Material.Proof) -> Lookup? {
        guard let (register, role) = proof.look else { return nil }
        return LookupPlace(register, about: role, of: thing, in: catalogue).flatMap(lookup)
    }

    private func resource(_ resource: DataResource, about name: String) -> Lookup? {
        LookupPlace(.resource(resource.code), about: name, of: thing, in: catalogue).flatMap(lookup)
    }

    private func options(for fact: String) -> [Lookup] {
        for group in catalogue.lookupPlaces(of: fact, in: thing) {
            let found = group.compactMap(lookup)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func lookup(_ place: LookupPlace) -> Lookup? {
        if let resource = place.register.resource, run.holdings.unavailable[resource] != nil { return nil }
        return made.of(place) { make(place.register, place.role, key: place.key) }
    }

    private func make(_ register: Lookup.Register, _ role: String, key: String) -> Lookup? {
        // A number that the applicant typed, now or earlier, opens nobody's records: only one that a register, a licence or the account states.
        guard let value = facts[key], let source = run.source(of: key, among: facts), source.isOfficial else { return nil }
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
    private var lookups: [LookupPlace: Lookup?] = [:]

    func of(_ place: LookupPlace, _ make: () -> Lookup?) -> Lookup? {
        if let made = lookups[place] { return made }
        let lookup = make()
        lookups[place] = .some(lookup)
        return lookup
    }
}
