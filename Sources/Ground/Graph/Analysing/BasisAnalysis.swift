import Catalogue
import Kernel

/// Papers that no law lets an office ask for: 没有法律法规规定的证明事项一律取消.
struct BasisAnalysis {
    let graph: Graph

    func advice() -> [Advice] {
        graph.orderedItems.flatMap { item in
            item.materials.filter(\.bases.isEmpty).map { material in
                let asked = graph.use.asked(material, of: item.code)
                return Advice(
                    .noBasis, [NodeReference(.item, item.code), NodeReference(.material, material.code)],
                    title: AdviceText.noBasis(material.name, item.name),
                    evidence: [
                        AdviceText.noLaw(material.name, graph.catalogue.departmentShortName(item.department)),
                        AdviceText.askedBy([item.name], times: asked, graph.statistics.isMeasured),
                    ],
                    worth: Worth(materials: asked, rates: graph.rates),
                    changes: [AdviceChange(.item, item.code, .removeMaterial(material.code))])
            }
        }
    }
}
