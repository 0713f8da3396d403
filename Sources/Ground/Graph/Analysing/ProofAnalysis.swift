import Catalogue
import Kernel

/// Papers that are asked for although a licence of the register, a data resource or the city's own earlier result has what they prove.
struct ProofAnalysis {
    let graph: Graph
    private let licences: [String: String]
    private let documents: [String: [String]]
    private let waivedElsewhere: [String: (item: String, proof: Material.Proof)]
    private let holders: [String: [NodeReference]]
    /// Names without what does not tell them apart, found once each.
    private let plainNames: [String: String]

    /// A paper with what holds the same, and where it is asked.
    struct Found {
        let material: String
        let name: Text
        let holder: NodeReference
        var evidence: [Text]
        var uses: [MaterialUseKey]
        var changes: [AdviceChange]
        var asked: Int
    }

    private struct Match {
        let proof: Material.Proof
        let holder: NodeReference
        let evidence: Text
    }

    init(graph: Graph) {
        self.graph = graph
        let catalogue = graph.catalogue
        licences = Dictionary(catalogue.licenceTypes.values.map { (PaperName.plain($0.name.zh), $0.code) }) { min($0, $1) }
        var documents: [String: [String]] = [:]
        var waived: [String: (item: String, proof: Material.Proof)] = [:]
        for item in graph.orderedItems {
            for result in item.results {
                if case .document(let name) = result.kind { documents[PaperName.plain(name.zh), default: []].append(item.code) }
            }
            for material in item.materials where waived[material.code] == nil && !material.returnsOriginal {
                if let proof = material.satisfiedBy.first(where: { if case .result = $0 { false } else { true } }) {
                    waived[material.code] = (item.code, proof)
                }
            }
        }
        (self.documents, waivedElsewhere) = (documents, waived)
        var holders: [String: [NodeReference]] = [:]
        for resource in catalogue.resources.values.sorted(by: { $0.code < $1.code }) where resource.sharing != .none {
            for element in resource.elements { holders[element, default: []].append(NodeReference(.resource, resource.code)) }
        }
        for type in catalogue.licenceTypes.values.sorted(by: { $0.code < $1.code }) {
            for element in type.elements { holders[element, default: []].append(NodeReference(.licenceType, type.code)) }
        }
        self.holders = holders
        let names = Set(graph.orderedItems.flatMap { $0.materials.map(\.name.zh) })
        plainNames = Dictionary(uniqueKeysWithValues: names.map { ($0, PaperName.plain($0)) })
    }

    private func plain(_ material: Material) -> String { plainNames[material.name.zh] ?? PaperName.plain(material.name.zh) }

    /// Each paper once, with every item that asks for it.
    func found() -> [Found] {
        var found: [String: Found] = [:]
        for item in graph.orderedItems {
            for material in item.materials where material.satisfiedBy.isEmpty && !material.returnsOriginal {
                guard let match = match(material, of: item) else { continue }
                let key = "\(material.code) \(match.holder)"
                var entry =
                    found[key]
                    ?? Found(
                        material: material.code, name: material.name, holder: match.holder, evidence: [match.evidence], uses: [],
                        changes: [],
                        asked: 0)
                entry.uses.append(MaterialUseKey(item: item.code, material: material.code))
                entry.changes.append(AdviceChange(.item, item.code, .addProof(material: material.code, match.proof)))
                entry.asked += graph.use.asked(material, of: item.code)
                found[key] = entry
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    func advice(_ found: Found) -> Advice {
        let holder = graph.name(found.holder)
        let asking = AdviceText.askedBy(found.uses.map { graph.itemName($0.item) }, times: found.asked, graph.statistics.isMeasured)
        let isResult = found.holder.kind == .item
        return Advice(
            isResult ? .resultAskedBack : .held, [NodeReference(.material, found.material), found.holder],
            title: isResult ? AdviceText.askedBack(found.name, holder) : AdviceText.held(found.name, holder),
            evidence: found.evidence + [asking], worth: Worth(materials: found.asked, rates: graph.rates), changes: found.changes)
    }

    private func match(_ material: Material, of item: ServiceItem) -> Match? {
        sameElsewhere(material, item) ?? byFacts(material, item) ?? byName(material, item) ?? byResult(material, item)
    }

    /// Another item already takes it from the register.
    private func sameElsewhere(_ material: Material, _ item: ServiceItem) -> Match? {
        guard let (other, proof) = waivedElsewhere[material.code], other != item.code,
            let asked = graph.catalogue.items[other]?.materials.first(where: { $0.code == material.code }),
            plain(asked) == plain(material)
        else { return nil }
        let evidence = AdviceText.takenElsewhere(graph.itemName(other))
        switch proof {
        case .licence(let type, _): return match(NodeReference(.licenceType, type), material, item, evidence)
        case .resource(let code, _): return match(NodeReference(.resource, code), material, item, evidence)
        case .result: return nil
        }
    }

    /// The condition for which the paper is wanted looks only at facts that one register holds.
    private func byFacts(_ material: Material, _ item: ServiceItem) -> Match? {
        guard let facts = graph.items[item.code] else { return nil }
        let checks = facts.checks.filter { $0.point.evidence.contains(material.code) }
        let eyes = item.reviewPoints.contains { !$0.isAutomatic && $0.evidence.contains(material.code) }
        let elements = checks.reduce(into: Set<String>()) { $0.formUnion($1.elements) }
        guard !eyes, let any = elements.min() else { return nil }
        for holder in holders[any] ?? [] where elements.allSatisfy({ holders[$0]?.contains(holder) ?? false }) {
            let names = elements.sorted().map { graph.name(NodeReference(.element, $0)) }
            if let match = match(holder, material, item, AdviceText.holdsFacts(graph.name(holder), names)) { return match }
        }
        return nil
    }

    /// A licence of that very name.
    private func byName(_ material: Material, _ item: ServiceItem) -> Match? {
        guard let code = licences[plain(material)], let type = graph.catalogue.licenceTypes[code],
            material.issuer == nil || material.issuer == type.issuer
        else { return nil }
        return match(
            NodeReference(.licenceType, code), material, item,
            AdviceText.isLicence(type.name, graph.catalogue.departmentShortName(type.issuer)))
    }

    /// A document that another item gives.
    private func byResult(_ material: Material, _ item: ServiceItem) -> Match? {
        let givers = (documents[plain(material)] ?? []).filter { $0 != item.code }
        guard let giver = givers.first(where: { material.issuer == nil || graph.catalogue.items[$0]?.department == material.issuer }) else {
            return nil
        }
        let department = graph.catalogue.departmentShortName(graph.catalogue.items[giver]?.department ?? "")
        return Match(
            proof: .result(item: giver), holder: NodeReference(.item, giver),
            evidence: AdviceText.givenBy(material.name, graph.itemName(giver), department))
    }

    private func match(_ holder: NodeReference, _ material: Material, _ item: ServiceItem, _ evidence: Text) -> Match? {
        switch holder.kind {
        case .licenceType:
            guard let type = graph.catalogue.licenceTypes[holder.code], let role = graph.role(of: type.holder, for: material, in: item)
            else {
                return nil
            }
            return Match(proof: .licence(holder.code, role: role), holder: holder, evidence: evidence)
        case .resource:
            guard let resource = graph.catalogue.resources[holder.code],
                let role = graph.role(of: resource.subject, for: material, in: item)
            else { return nil }
            return Match(proof: .resource(holder.code, role: role), holder: holder, evidence: evidence)
        default: return nil
        }
    }
}
