import Catalogue
import Kernel

/// What the register of standards still lacks: pure.
struct StandardsFinding: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A column of a resource, or of a database in the ledger, that is bound to no element.
        case unboundColumn
        /// A box of a form that is bound to none.
        case unboundField
        /// An element for which no department answers.
        case unsourced
        /// An element that its own department tells nowhere, while others do.
        case toldByOthers
        /// A list of codes without the standard that it comes from.
        case listWithoutStandard
        /// A retired element, or one of a retired list, that a form or a resource still has.
        case retired
    }

    var kind: Kind
    var code: String
    var name: Text
    var words: Text
}

enum Standards {
    static func findings(_ catalogue: Catalogue, _ ledger: [LedgerEntry]) -> [StandardsFinding] {
        unbound(catalogue) + unbound(ledger, catalogue) + sources(catalogue) + retired(catalogue)
            + catalogue.codeLists.values.filter { $0.source == nil }.sorted { $0.code < $1.code }.map {
                StandardsFinding(kind: .listWithoutStandard, code: $0.code, name: $0.name, words: StandardsText.noStandard)
            }
    }

    private static func unbound(_ catalogue: Catalogue) -> [StandardsFinding] {
        var findings: [StandardsFinding] = []
        for resource in catalogue.resources.values.sorted(by: { $0.code < $1.code }) {
            for code in resource.told where catalogue.elements[code] == nil {
                findings.append(StandardsFinding(kind: .unboundColumn, code: code, name: resource.name, words: StandardsText.noElement))
            }
        }
        for box in asked(catalogue) where box.element.flatMap({ catalogue.elements[$0] }) == nil {
            findings.append(StandardsFinding(kind: .unboundField, code: box.field, name: box.item, words: StandardsText.noElement))
        }
        return findings
    }

    /// Every box of every item's form, with the element that it is bound to.
    private static func asked(_ catalogue: Catalogue) -> [(field: String, element: String?, item: Text)] {
        catalogue.items.values.sorted { $0.code < $1.code }.flatMap { item -> [(field: String, element: String?, item: Text)] in
            guard let thing = catalogue.thing(item.code) else { return [] }
            return item.fields.map { ($0.field, thing.elementCode(of: thing.canonical($0.field)), item.name) }
        }
    }

    private static func unbound(_ ledger: [LedgerEntry], _ catalogue: Catalogue) -> [StandardsFinding] {
        ledger.flatMap { entry in
            entry.elements.filter { catalogue.elements[$0] == nil }.map {
                StandardsFinding(kind: .unboundColumn, code: $0, name: entry.name, words: StandardsText.noElement)
            }
        }
    }

    private static func retired(_ catalogue: Catalogue) -> [StandardsFinding] {
        func isRetired(_ element: DataElement) -> Bool {
            element.status == .retired || element.codeList.flatMap { catalogue.codeLists[$0]?.status } == .retired
        }
        let old = Set(catalogue.elements.values.filter(isRetired).map(\.code))
        if old.isEmpty { return [] }
        let kept = catalogue.resources.values.sorted { $0.code < $1.code }.flatMap { resource in
            resource.told.map { (element: $0, name: resource.name) }
        }
        let boxes = asked(catalogue).compactMap { box in box.element.map { (element: $0, name: box.item) } }
        return (kept + boxes).filter { old.contains($0.element) }.map {
            StandardsFinding(kind: .retired, code: $0.element, name: $0.name, words: StandardsText.replaced)
        }
    }

    /// 一数一源
    private static func sources(_ catalogue: Catalogue) -> [StandardsFinding] {
        var owners: [String: Set<String>] = [:]
        for resource in catalogue.resources.values {
            for code in resource.told { owners[code, default: []].insert(resource.owner) }
        }
        return catalogue.elements.values.sorted { $0.code < $1.code }.compactMap { element in
            let tellers = owners[element.code] ?? []
            guard let source = element.source else {
                guard !tellers.isEmpty else { return nil }
                return StandardsFinding(kind: .unsourced, code: element.code, name: element.name, words: StandardsText.unsourced)
            }
            guard !tellers.isEmpty, !tellers.contains(source) else { return nil }
            let others = tellers.sorted().map { catalogue.departmentShortName($0) }
            return StandardsFinding(
                kind: .toldByOthers, code: element.code, name: element.name,
                words: StandardsText.toldByOthers(catalogue.departmentShortName(source), others))
        }
    }
}
