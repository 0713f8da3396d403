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
            for code in (resource.elements + resource.gives.values.joined()) where catalogue.elements[code] == nil {
                findings.append(StandardsFinding(kind: .unboundColumn, code: code, name: resource.name, words: StandardsText.noElement))
            }
        }
        for item in catalogue.items.values.sorted(by: { $0.code < $1.code }) {
            guard let thing = catalogue.thing(item.code) else { continue }
            for field in item.fields {
                let element = thing.elementCode(of: thing.canonical(field.field))
                if element.flatMap({ catalogue.elements[$0] }) == nil {
                    findings.append(
                        StandardsFinding(kind: .unboundField, code: field.field, name: item.name, words: StandardsText.noElement))
                }
            }
        }
        return findings
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
            (resource.elements + resource.gives.values.joined()).map { (element: $0, name: resource.name) }
        }
        let asked = catalogue.items.values.sorted { $0.code < $1.code }.flatMap { item -> [(element: String, name: Text)] in
            guard let thing = catalogue.thing(item.code) else { return [] }
            return item.fields.compactMap { field in
                thing.elementCode(of: thing.canonical(field.field)).map { (element: $0, name: item.name) }
            }
        }
        return (kept + asked).filter { old.contains($0.element) }.map {
            StandardsFinding(kind: .retired, code: $0.element, name: $0.name, words: StandardsText.replaced)
        }
    }

    /// 一数一源
    private static func sources(_ catalogue: Catalogue) -> [StandardsFinding] {
        var owners: [String: Set<String>] = [:]
        for resource in catalogue.resources.values {
            for code in resource.elements + resource.gives.values.joined() { owners[code, default: []].insert(resource.owner) }
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
