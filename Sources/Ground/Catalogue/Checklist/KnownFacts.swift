import Kernel

/// What holdings say about each fact of a thing: readable values only, equal ones together, the best source first.
struct KnownFacts {
    struct Candidate: Hashable {
        let value: JSON
        let source: Source
        let asOf: LocalDate
    }

    /// Field → the values that its best kind of source states. More than one: they differ.
    private(set) var candidates: [String: [Candidate]] = [:]
    /// Role → its key, as the field that names it says.
    private(set) var namedKeys: [String: JSON] = [:]
    private let thing: Thing
    private let catalogue: Catalogue
    private let today: LocalDate
    /// Resources that are renewed too seldom.
    private let late: Set<String>

    /// `typed` are the person's own values that count as facts for related roles (the spouse's number they typed).
    init(
        _ thing: Thing, in catalogue: Catalogue, holdings: Holdings, typed: [String: JSON], corrected: Set<String>, today: LocalDate
    ) {
        (self.thing, self.catalogue, self.today, late) = (thing, catalogue, today, Set(holdings.late.keys))
        // What stands on the face of a licence that has run out is no longer a fact.
        let expired = Set(holdings.documents.filter { $0.licenceType != nil && !$0.isValid(on: today) }.map(\.source))
        var stated: [String: [Candidate]] = [:]
        for holding in holdings.fields where !expired.contains(holding.source) {
            let field = thing.canonical(holding.field)
            guard let value = reading(holding.value, for: field) else { continue }
            stated[field, default: []].append(Candidate(value: value, source: holding.source, asOf: holding.asOf))
        }
        candidates = stated.mapValues(best)
        let named = thing.participants.values.filter { $0.by != nil }.sorted { $0.code < $1.code }
        // A role found through one that is found through another takes a round more.
        for _ in named { deriveKeys(of: named, typed: typed, corrected: corrected) }
        deriveFromIdentityNumbers(typed: typed)
    }

    /// Whether a source is a resource that is renewed too seldom.
    func isLate(_ source: Source) -> Bool { source.resource.map(late.contains) ?? false }

    /// The one value of a fact; nil where none is known or sources differ.
    func value(_ field: String) -> Candidate? {
        guard let found = candidates[field], found.count == 1 else { return nil }
        return found[0]
    }

    /// In its proper shape and without a mistake: what a register holds but no form could take is not used.
    private func reading(_ value: JSON, for field: String) -> JSON? {
        guard let element = thing.elementCode(of: field).flatMap({ catalogue.elements[$0] }) else {
            if value.isNull { return nil }
            return value
        }
        return element.accepted(value, choices: catalogue.choices(of: element), today: today)
    }

    /// What a person once wrote counts only where no register, licence or account says anything, and then the latest.
    private func best(_ stated: [Candidate]) -> [Candidate] {
        if stated.count == 1 { return stated }
        let official = stated.filter { if case .earlier = $0.source { false } else { true } }
        if official.isEmpty { return stated.max { ($0.asOf, $1.value.text) < ($1.asOf, $0.value.text) }.map { [$0] } ?? [] }
        let groups = Dictionary(grouping: official, by: \.value)
        let chosen = groups.values.compactMap { same in
            // Of those that say the same, one that is up to date.
            let fresh = late.isEmpty ? same : same.filter { !isLate($0.source) }
            return (fresh.isEmpty ? same : fresh).min {
                ($0.source.rank, $1.asOf, $0.source.json.text) < ($1.source.rank, $0.asOf, $1.source.json.text)
            }
        }
        return chosen.sorted { ($0.source.rank, $0.source.json.text, $0.value.text) < ($1.source.rank, $1.source.json.text, $1.value.text) }
    }

    /// A role found `by` a field of another has that field's value as its key.
    private mutating func deriveKeys(of named: [Participant], typed: [String: JSON], corrected: Set<String>) {
        for participant in named {
            guard let by = participant.by.map(thing.canonical), let key = participant.keyField else { continue }
            var found: Candidate?
            if let value = typed[by].flatMap({ reading($0, for: key) }) {
                found = Candidate(value: value, source: .answer, asOf: today)
            } else if !corrected.contains(by), let other = value(by), let value = reading(other.value, for: key) {
                found = Candidate(value: value, source: other.source, asOf: other.asOf)
            }
            namedKeys[participant.code] = found?.value
            if let found, value(key)?.value != found.value { candidates[key] = [found] }
        }
    }

    /// A resident identity number tells birth date and sex (GB 11643): used where nothing else states them.
    private mutating func deriveFromIdentityNumbers(typed: [String: JSON]) {
        for participant in thing.participants.values where participant.kind == "person" {
            guard let key = participant.keyField else { continue }
            let typedNumber = typed[key]?.string
            let origin = typedNumber == nil ? value(key) : typedNumber.map { Candidate(value: .string($0), source: .answer, asOf: today) }
            guard let origin, let text = origin.value.string, let number = try? ResidentIdentityNumber.parse(text, today: today) else {
                continue
            }
            derive("birthDate", of: participant, [.string(number.birthDate.description)], from: origin)
            derive("sex", of: participant, number.sex == .female ? ["female", "2", "F", "女"] : ["male", "1", "M", "男"], from: origin)
        }
    }

    private mutating func derive(_ leaf: String, of participant: Participant, _ ways: [JSON], from origin: Candidate) {
        let field = "\(participant.code).\(leaf)"
        guard candidates[field] == nil, thing.elementCode(of: field).flatMap({ catalogue.elements[$0] }) != nil,
            let value = ways.compactMap({ reading($0, for: field) }).first
        else { return }
        candidates[field] = [Candidate(value: value, source: origin.source, asOf: origin.asOf)]
    }
}
