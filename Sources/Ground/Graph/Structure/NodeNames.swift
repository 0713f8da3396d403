import Catalogue
package import Kernel

extension Graph {
    /// What people call a node.
    package func name(_ reference: NodeReference) -> Text {
        let found: Text? =
            switch reference.kind {
            case .department: catalogue.departments[reference.code]?.short
            case .power: nodes.number(.power, reference.code).flatMap { itemOfPower($0) }
            case .item: catalogue.items[reference.code]?.name
            case .implementation: offerName(reference.code)
            case .situation: question(reference.code)?.ask
            case .material: materialName(reference.code)
            case .element: catalogue.elements[reference.code]?.name
            case .licenceType: catalogue.licenceTypes[reference.code]?.name
            case .resource: catalogue.resources[reference.code]?.name
            case .result: resultName(reference.code)
            case .thing: catalogue.oneThings[reference.code]?.name
            }
        return found ?? Text(same: reference.code)
    }

    package func name(_ node: Int32) -> Text { name(reference(node)) }

    /// What a place is called, or its code.
    func place(_ region: RegionCode) -> Text { catalogue.places?.name(of: region) ?? Text(same: region.rawValue) }

    private func itemOfPower(_ node: Int32) -> Text? {
        edges(from: node).first { $0.kind == .handles }.flatMap { edge in
            catalogue.items[reference(edge.to).code].map { $0.standing.power?.name ?? $0.name }
        }
    }

    private func offerName(_ code: String) -> Text? {
        let parts = code.split(separator: "@", maxSplits: 1).map(String.init)
        guard parts.count == 2, let item = catalogue.items[parts[0]] else { return nil }
        guard let office = catalogue.implementations.offices.first(where: { $0.code == parts[1] }) else { return item.name }
        return GraphText.offered(item.name, place(office.region))
    }

    /// `food-licence/dishes`: a question of an item or of a thing.
    private func question(_ code: String) -> Question? {
        let parts = code.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        return catalogue.thing(parts[0])?.questions.first { $0.code == parts[1] }
    }

    private func materialName(_ code: String) -> Text? {
        guard let node = nodes.number(.material, code) else { return nil }
        for edge in backward.successors(of: node) {
            let asking = reference(edge)
            guard asking.kind == .item, let item = catalogue.items[asking.code] else { continue }
            if let material = item.material(code) { return material.name }
        }
        return nil
    }

    private func resultName(_ code: String) -> Text? {
        let parts = code.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let index = Int(parts[1]), let item = catalogue.items[parts[0]], item.results.indices.contains(index) else {
            return nil
        }
        return name(of: item.results[index]) ?? GraphText.resultOf(item.name)
    }

    /// What a result is called: the licence's name, or the document's.
    func name(of result: ResultSpec) -> Text? {
        switch result.kind {
        case .licence(let type): catalogue.licenceTypes[type]?.name
        case .document(let name): name
        }
    }
}
