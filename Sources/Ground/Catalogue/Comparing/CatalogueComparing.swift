package import Kernel

/// What differs between two versions of the catalogue, definition by definition and place by place, under the labels of `Shape`. Pure.
package enum CatalogueComparing {
    /// Every definition that differs, in order of kind and code.
    package static func changes(from old: Catalogue, to new: Catalogue) -> [Change] {
        func hashed(_ catalogue: Catalogue) -> [DefinitionKey: Definition] {
            Dictionary(catalogue.definitions.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        }
        let (before, after) = (hashed(old), hashed(new))
        let names = Naming(old: old, new: new)
        return Set(before.keys).union(after.keys).sorted().compactMap { key in
            change(of: key, from: before[key]?.content, to: after[key]?.content, naming: names)
        }
    }

    /// What became of one definition; nil where nothing did. `old` and `new` tell what codes are called.
    package static func change(
        of key: DefinitionKey, from before: JSON?, to after: JSON?, in old: Catalogue, _ new: Catalogue?
    ) -> Change? {
        change(of: key, from: before, to: after, naming: Naming(old: old, new: new))
    }

    private static func change(of key: DefinitionKey, from before: JSON?, to after: JSON?, naming: Naming) -> Change? {
        guard before != after else { return nil }
        let name = (after ?? before).flatMap(Definition.name) ?? Shape.of(key.kind).name(besides: key.code)
        guard let before else { return Change(key: key, name: name, what: .added, details: []) }
        guard let after else { return Change(key: key, name: name, what: .removed, details: []) }
        var walk = ComparingWalk(naming: naming)
        walk.compare(Shape.of(key.kind).fields, before, after, place: [], path: "")
        return walk.details.isEmpty ? nil : Change(key: key, name: name, what: .changed, details: walk.details)
    }
}

extension Shape {
    /// What a definition without a name of its own is called: its code, or its kind where it is the only one.
    fileprivate func name(besides code: String) -> Text { code == kind.rawValue ? name : Text(same: code) }
}

/// What codes of definitions are called, in the later catalogue or in the earlier one.
struct Naming {
    private let names: [DefinitionKey: Text]

    init(old: Catalogue, new: Catalogue?) {
        var names: [DefinitionKey: Text] = [:]
        for catalogue in [old, new].compactMap(\.self) {
            for department in catalogue.departments.values { names[DefinitionKey(.department, department.code)] = department.name }
            for element in catalogue.elements.values { names[DefinitionKey(.element, element.code)] = element.name }
            for type in catalogue.licenceTypes.values { names[DefinitionKey(.licenceType, type.code)] = type.name }
            for resource in catalogue.resources.values { names[DefinitionKey(.resource, resource.code)] = resource.name }
            for item in catalogue.items.values { names[DefinitionKey(.item, item.code)] = item.name }
            for thing in catalogue.oneThings.values { names[DefinitionKey(.thing, thing.code)] = thing.name }
        }
        self.names = names
    }

    func name(_ kind: Definition.Kind, _ code: String) -> Text { names[DefinitionKey(kind, code)] ?? Text(same: code) }
}
