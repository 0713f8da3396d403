import Catalogue
import Kernel

/// Runs every analysis and puts what they found in order.
struct Advising {
    let graph: Graph

    func all() -> [Advice] {
        let proofs = ProofAnalysis(graph: graph)
        let held = proofs.found()
        let covered = Set(held.flatMap(\.uses))
        var advice = held.map { proofs.advice($0) }
        advice += ConnectionAnalysis(graph: graph, covered: covered).advice()
        advice += CircularAnalysis(graph: graph).advice()
        advice += SameFactAnalysis(graph: graph).advice()
        advice += SamePaperAnalysis(graph: graph).advice()
        advice += BasisAnalysis(graph: graph).advice()
        advice += DoubleCheckAnalysis(graph: graph).advice()
        advice += NewThingAnalysis(graph: graph).advice()
        advice += PathAnalysis(graph: graph).advice()
        advice += DistrictAnalysis(graph: graph).advice()
        advice += FrictionAnalysis(graph: graph).advice()
        advice += WithdrawalAnalysis(graph: graph).advice()
        return advice.sorted(by: Advice.isBetter)
    }
}

/// One item's asking for one material.
struct MaterialUseKey: Hashable {
    let item: String
    let material: String
}

extension Graph {
    /// Every item in the order of its code.
    var orderedItems: [ServiceItem] { items.keys.sorted().compactMap { catalogue.items[$0] } }

    func itemName(_ code: String) -> Text { name(NodeReference(.item, code)) }

    /// The role of an item whose facts a proof is about: named in the paper's name, or the applicant, or the first of that kind. nil where
    /// nobody could be looked up: a business that is only being founded has no code by which a register knows it.
    func role(of kind: String, for material: Material, in item: ServiceItem) -> String? {
        guard let thing = items[item.code]?.thing else { return nil }
        let roles = thing.participants.values.filter { participant in
            participant.kind == kind && (participant.isFound || item.fields.contains { $0.field == participant.keyField })
        }.sorted { $0.code < $1.code }
        if let named = roles.first(where: { material.name.zh.contains($0.name.zh) }) { return named.code }
        if thing.applicant.kind == kind { return item.roles[thing.applicant.code] == nil ? "applicant" : thing.applicant.code }
        return roles.first?.code
    }
}
