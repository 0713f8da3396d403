import Catalogue
import Kernel

/// The same fact under several names: two elements of the same kind, type and shape whose names say the same, and that no form asks
/// for side by side.
struct SameFactAnalysis {
    let graph: Graph

    private static let likeness = 0.8

    private struct Name {
        let element: DataElement
        let plain: String
        let pairs: [String]
        let words: Set<String>
    }

    func advice() -> [Advice] {
        let users = self.users()
        var blocks: [String: [Name]] = [:]
        for element in graph.catalogue.elements.values.sorted(by: { $0.code < $1.code }) {
            let shape = "\(element.kind) \(element.type.rawValue) \(element.format?.rawValue ?? "") \(choices(element))"
            blocks[shape, default: []].append(
                Name(
                    element: element, plain: FactName.plain(element.name.zh), pairs: NameLikeness.pairs(FactName.plain(element.name.zh)),
                    words: NameLikeness.words(element.name.en)))
        }
        return blocks.sorted { $0.key < $1.key }.flatMap { alike(in: $0.value, users) }
    }

    private func users() -> [String: Set<String>] {
        var users: [String: Set<String>] = [:]
        for (item, facts) in graph.items { for element in facts.elements { users[element, default: []].insert(item) } }
        return users
    }

    private func choices(_ element: DataElement) -> String {
        element.codeList ?? element.options.map(\.code).joined(separator: ",")
    }

    /// Only names that share a rare pair of characters are compared, so that the work grows with the names and not with their square.
    private func alike(in names: [Name], _ users: [String: Set<String>]) -> [Advice] {
        guard names.count > 1 else { return [] }
        var places: [String: [Int]] = [:]
        for (index, name) in names.enumerated() { for pair in Set(name.pairs) { places[pair, default: []].append(index) } }
        var found: [Advice] = []
        for (index, name) in names.enumerated() {
            let rare = Set(name.pairs).sorted { (places[$0]?.count ?? 0, $0) < (places[$1]?.count ?? 0, $1) }
            // To be that much alike, two names must share one of the first few.
            let enough = max(1, rare.count - Int((Double(rare.count) * 0.6).rounded(.down)) + 1)
            let others = Set(rare.prefix(enough).flatMap { (places[$0] ?? []).prefix(200) }).filter { $0 > index }
            for other in others.sorted() {
                let second = names[other]
                guard isSame(name, second) else { continue }
                let (a, b) = (users[name.element.code] ?? [], users[second.element.code] ?? [])
                if !a.isDisjoint(with: b) { continue }
                found.append(advice(name.element, second.element, a, b))
            }
        }
        return found
    }

    /// Equal but for endings; or alike in both languages, where neither is the other with a word before it (新…, 配偶…): that word tells
    /// another fact.
    private func isSame(_ a: Name, _ b: Name) -> Bool {
        if a.plain == b.plain { return true }
        if a.plain.contains(b.plain) || b.plain.contains(a.plain) { return false }
        let likeness = NameLikeness.dice(a.pairs, b.pairs)
        if likeness >= 0.5, a.words == b.words { return true }
        let shared = Double(a.words.intersection(b.words).count) / Double(max(a.words.union(b.words).count, 1))
        return likeness >= SameFactAnalysis.likeness && shared >= 0.6
    }

    /// The one that more forms use stays.
    private func advice(_ a: DataElement, _ b: DataElement, _ usersOfA: Set<String>, _ usersOfB: Set<String>) -> Advice {
        let keepsA = usersOfA.count >= usersOfB.count
        let (kept, gone) = keepsA ? (a, b) : (b, a)
        let users = (keepsA ? usersOfB : usersOfA).sorted()
        let typed = sharedTyping(usersOfA, usersOfB, gone.code, users)
        let evidence = [
            AdviceText.sameShape(kept, gone),
            AdviceText.usedBy(kept.name, kept.code, (keepsA ? usersOfA : usersOfB).sorted().map(graph.itemName)),
            AdviceText.usedBy(gone.name, gone.code, users.map(graph.itemName)),
        ]
        return Advice(
            .sameFact, [NodeReference(.element, a.code), NodeReference(.element, b.code)], title: AdviceText.sameFact(kept, gone),
            evidence: evidence, worth: Worth(fields: typed, rates: graph.rates), changes: changes(kept: kept.code, gone: gone.code, users))
    }

    /// What people who do both items of a thing type twice today, and all that a register could fill in under the other name.
    private func sharedTyping(_ a: Set<String>, _ b: Set<String>, _ gone: String, _ users: [String]) -> Int {
        let joined = Set(a.flatMap { graph.thingsOfItem[$0] ?? [] }).intersection(b.flatMap { graph.thingsOfItem[$0] ?? [] })
        let twice = joined.reduce(0) { $0 + graph.use.applications(graph.things[$1]) }
        let isHeld = graph.heldElements.contains(gone)
        let typed = isHeld ? 0 : users.reduce(0) { $0 + graph.use.typed(gone, of: $1, isHeld: false, isConditional: false) }
        return max(twice, typed)
    }

    private func changes(kept: String, gone: String, _ users: [String]) -> [AdviceChange] {
        var changes = users.map { AdviceChange(.item, $0, .replaceElement(gone, with: kept)) }
        for resource in graph.catalogue.resources.values.sorted(by: { $0.code < $1.code })
        where resource.elements.contains(gone) || resource.gives.values.contains(where: { $0.contains(gone) }) || resource.key == gone {
            changes.append(AdviceChange(.resource, resource.code, .replaceElement(gone, with: kept)))
        }
        for type in graph.catalogue.licenceTypes.values.sorted(by: { $0.code < $1.code }) where type.elements.contains(gone) {
            changes.append(AdviceChange(.licenceType, type.code, .replaceElement(gone, with: kept)))
        }
        return changes + [AdviceChange(.element, gone, .removeDefinition)]
    }
}
