import Catalogue
import Kernel

/// The data connection to build next. Each possible table of one body would end a set of submissions; the next best is the one that ends
/// most of what the better ones leave (greedy cover: never under 63 % of the best ten together, Nemhauser 1978).
struct ConnectionAnalysis {
    let graph: Graph
    /// What existing registers can end already.
    let covered: Set<MaterialUseKey>

    static let most = 10

    /// One paper or one box of one item, and how often a year.
    private struct Burden: Hashable {
        let item: String
        let material: String?
        let element: String?
    }

    private struct Candidate {
        let owner: String?
        let subject: String
        let name: Text
        /// The same beside its owner.
        let short: Text
        /// The paper, or the elements, that it is about.
        let about: NodeReference
        var burdens: [Burden: Int] = [:]
        var elements: Set<String> = []
        /// What the advice is about.
        var subjects: [NodeReference] { [owner.map { NodeReference(.department, $0) }, about].compactMap(\.self) }
        /// How often officers asked that body for it in a year, in the place of the applicant.
        var requests = 0
    }

    func advice() -> [Advice] {
        // Of two that end as much the one comes first that the list puts first, so that each says its own place.
        var candidates = self.candidates().values.map { (Advice.id(.connection, $0.subjects.map(\.code)), $0) }.sorted { $0.0 < $1.0 }
            .map(\.1)
        var ended: Set<Burden> = []
        var result: [Advice] = []
        // A gain only ever falls, so a candidate whose old gain is below the best new one need not be looked at (lazy greedy).
        var gains = candidates.map { gain($0, without: ended) }
        while result.count < ConnectionAnalysis.most, !candidates.isEmpty {
            var best: (index: Int, gain: Double)?
            for index in candidates.indices.sorted(by: { (gains[$1], $0) < (gains[$0], $1) }) {
                if let best, gains[index] <= best.gain { break }
                gains[index] = gain(candidates[index], without: ended)
                if best == nil || gains[index] > best?.gain ?? 0 { best = (index, gains[index]) }
            }
            guard let best, best.gain > 0 else { break }
            let chosen = candidates.remove(at: best.index)
            gains.remove(at: best.index)
            result.append(advice(chosen, without: ended, place: result.count + 1))
            ended.formUnion(chosen.burdens.keys)
        }
        return result
    }

    private func hours(_ burden: Burden, _ count: Int) -> Double {
        Double(count) * (burden.material == nil ? graph.rates.fieldHours : graph.rates.paperHours)
    }

    /// A request from office to office costs about what a paper costs, though nobody outside feels it.
    private func gain(_ candidate: Candidate, without ended: Set<Burden>) -> Double {
        candidate.burdens.reduce(Double(candidate.requests) * graph.rates.paperHours) {
            ended.contains($1.key) ? $0 : $0 + hours($1.key, $1.value)
        }
    }

    // MARK: What could be connected

    private func candidates() -> [String: Candidate] {
        let holders = graph.heldElements
        var found: [String: Candidate] = [:]
        for item in graph.orderedItems {
            guard let facts = graph.items[item.code] else { continue }
            for material in item.materials { add(material, of: item, facts, holders, &found) }
            for field in facts.fields where field.isReusable && !holders.contains(field.element) {
                guard let element = graph.catalogue.elements[field.element], let owner = element.source else { continue }
                let count = graph.use.typed(field.element, of: item.code, isHeld: false, isConditional: field.isConditional)
                add(Burden(item: item.code, material: nil, element: field.element), count, key: "\(owner) table \(element.kind)", &found) {
                    Candidate(
                        owner: owner, subject: element.kind,
                        name: AdviceText.table(graph.catalogue.departmentName(owner), element.kind),
                        short: AdviceText.ownTable(element.kind),
                        about: NodeReference(.element, element.code))
                }
                found["\(owner) table \(element.kind)"]?.elements.insert(element.code)
            }
        }
        for use in graph.use.statistics.assistance { count(use, holders, &found) }
        return found
    }

    /// Each request from office to office is evidence for a connection that is missing, even where no applicant was asked.
    private func count(_ use: CaseStatistics.Assistance, _ holders: Set<String>, _ found: inout [String: Candidate]) {
        let owner = use.department
        if let code = use.element, let element = graph.catalogue.elements[code], !holders.contains(code) {
            let key = "\(owner) table \(element.kind)"
            var candidate =
                found[key]
                ?? Candidate(
                    owner: owner, subject: element.kind, name: AdviceText.table(graph.catalogue.departmentName(owner), element.kind),
                    short: AdviceText.ownTable(element.kind), about: NodeReference(.element, code))
            candidate.elements.insert(code)
            candidate.requests += use.asked
            found[key] = candidate
        } else if let code = use.material, let material = graph.catalogue.items[use.item]?.material(code),
            let facts = graph.items[use.item], couldEnd(material, of: use.item)
        {
            let subject = facts.thing.applicant.kind
            let key = "\(material.issuer ?? owner) paper \(subject) \(PaperName.plain(material.name.zh))"
            var candidate =
                found[key]
                ?? Candidate(
                    owner: owner, subject: subject, name: AdviceText.records(material.name), short: AdviceText.records(material.name),
                    about: NodeReference(.material, code))
            candidate.requests += use.asked
            found[key] = candidate
        }
    }

    /// Whether a connection can end this paper: somebody else issues it, nothing stands for it yet, and the law does not want it handed back.
    private func couldEnd(_ material: Material, of item: String) -> Bool {
        let isOthers = material.from != .applicant || material.issuer != nil
        return isOthers && material.satisfiedBy.isEmpty && !material.returnsOriginal
            && !covered.contains(MaterialUseKey(item: item, material: material.code))
    }

    private func add(
        _ material: Material, of item: ServiceItem, _ facts: ItemFacts, _ held: Set<String>, _ found: inout [String: Candidate]
    ) {
        guard couldEnd(material, of: item.code) else { return }
        let count = graph.use.asked(material, of: item.code)
        let burden = Burden(item: item.code, material: material.code, element: nil)
        let subject = facts.thing.applicant.kind
        let key = "\(material.issuer ?? "") paper \(subject) \(PaperName.plain(material.name.zh))"
        add(burden, count, key: key, &found) {
            Candidate(
                owner: material.issuer, subject: subject, name: AdviceText.records(material.name), short: AdviceText.records(material.name),
                about: NodeReference(.material, material.code))
        }
        // What the paper shows would come with the same record.
        let shown = facts.checks.filter { $0.point.evidence.contains(material.code) }.reduce(into: Set<String>()) {
            $0.formUnion($1.elements)
        }
        for field in facts.fields where shown.contains(field.element) && field.isReusable && !held.contains(field.element) {
            let typed = graph.use.typed(field.element, of: item.code, isHeld: false, isConditional: field.isConditional)
            add(Burden(item: item.code, material: nil, element: field.element), typed, key: key, &found, { nil })
            found[key]?.elements.insert(field.element)
        }
        // A table of the body that answers for all those facts would end the paper, too.
        let sources = Set(shown.map { graph.catalogue.elements[$0]?.source })
        if let only = sources.first, sources.count == 1, let owner = only, let kind = shown.first?.prefix(while: { $0 != "." }),
            shown.isDisjoint(with: held)
        {
            add(burden, count, key: "\(owner) table \(kind)", &found, { nil })
        }
    }

    private func add(_ burden: Burden, _ count: Int, key: String, _ found: inout [String: Candidate], _ new: () -> Candidate?) {
        guard count > 0, var candidate = found[key] ?? new() else { return }
        candidate.burdens[burden] = max(candidate.burdens[burden] ?? 0, count)
        found[key] = candidate
    }

    // MARK: What it is worth

    private func advice(_ candidate: Candidate, without ended: Set<Burden>, place: Int) -> Advice {
        let ends = candidate.burdens.filter { !ended.contains($0.key) }
        let papers = ends.filter { $0.key.material != nil }
        let boxes = ends.filter { $0.key.material == nil }
        let items = Set(ends.keys.map(\.item)).sorted()
        var evidence: [Text] = []
        if !ends.isEmpty {
            evidence.append(
                AdviceText.wouldEnd(items.map(graph.itemName), papers: papers.values.reduce(0, +), boxes: boxes.values.reduce(0, +)))
        }
        if candidate.requests > 0 { evidence.append(AdviceText.askedBetweenOffices(candidate.requests)) }
        evidence.append(AdviceText.place(place))
        if candidate.owner == nil { evidence.append(AdviceText.issuerUnnamed) }
        return Advice(
            .connection, candidate.subjects,
            title: AdviceText.connect(candidate.short, candidate.owner.map(graph.catalogue.departmentName)), evidence: evidence,
            worth: Worth(materials: papers.values.reduce(0, +), fields: boxes.values.reduce(0, +), rates: graph.rates),
            changes: changes(candidate, papers: papers.keys.map { MaterialUseKey(item: $0.item, material: $0.material ?? "") }))
    }

    /// Who applies in all the items that the candidate would relieve; nil where that differs.
    private func applicant(of candidate: Candidate) -> String? {
        let kinds = Set(candidate.burdens.keys.compactMap { graph.items[$0.item]?.thing.applicant.kind })
        return kinds.count == 1 ? kinds.first : nil
    }

    /// The new resource, and the items that may then rely on it. Nothing can be written while nobody is named who would answer for it.
    private func changes(_ candidate: Candidate, papers: [MaterialUseKey]) -> [AdviceChange] {
        let keys = ["person": "person.idNumber", "enterprise": "enterprise.uscc"]
        // Premises, works and vehicles have no number by which all registers know them: they are had from whoever applies.
        let subject = keys[candidate.subject] == nil ? applicant(of: candidate) : candidate.subject
        guard let owner = candidate.owner, let key = subject.flatMap({ keys[$0] }), let subject, graph.catalogue.elements[key] != nil else {
            return []
        }
        let tail = candidate.about.code.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
        let code = "\(owner)-\(String(tail))"
        guard graph.catalogue.resources[code] == nil else { return [] }
        let elements = candidate.elements.filter { $0.hasPrefix(candidate.subject + ".") }.sorted()
        var resource: JSON = [
            "code": .string(code), "name": JSON(candidate.name), "owner": .string(owner), "subject": .string(subject), "key": .string(key),
            "elements": .array((subject == candidate.subject ? elements : []).map(JSON.string)), "sharing": "conditional",
            "updateCycle": "day", "holds": JSON(AdviceText.wouldHold(candidate.name)),
        ]
        if subject != candidate.subject { resource["gives"] = [candidate.subject: .array(elements.map(JSON.string))] }
        let proofs = papers.sorted { ($0.item, $0.material) < ($1.item, $1.material) }.compactMap { use -> AdviceChange? in
            guard let item = graph.catalogue.items[use.item], let material = item.materials.first(where: { $0.code == use.material }),
                let role = graph.role(of: subject, for: material, in: item)
            else { return nil }
            return AdviceChange(.item, use.item, .addProof(material: use.material, .resource(code, role: role)))
        }
        return [AdviceChange(.resource, code, .create(resource.canonical))] + proofs
    }
}
