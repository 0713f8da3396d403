package import Kernel

/// Checks definitions that come from no file: each finding says which definition it is about (`file` is `item/hukou-birth`) and where in
/// it (`path`).
package enum DefinitionChecking {
    /// A published catalogue with some definitions laid over it (null takes one away), and everything that publishing it would be refused for.
    package static func check(
        _ edits: [DefinitionKey: JSON?], over published: Catalogue
    ) -> (catalogue: Catalogue?, findings: [CatalogueFinding]) {
        let changed = laid(edits, over: published)
        let reading = Reading()
        let parts = parts(edits, over: published, changed, reading)
        Lint(parts, changed.map(\.mark), reading).run()
        let findings = sorted(reading.findings)
        return (findings.hasErrors ? nil : Catalogue(parts, definitions: changed, version: 0), findings)
    }

    /// What the lint says of one definition, with the others laid over too: fast enough for every pause in typing.
    package static func check(
        _ key: DefinitionKey, in edits: [DefinitionKey: JSON?], over published: Catalogue
    ) -> [CatalogueFinding] {
        let changed = laid(edits, over: published)
        let reading = Reading()
        let parts = parts(edits, over: published, changed, reading)
        Lint(parts, changed.map(\.mark), reading).run(key)
        return sorted(reading.findings.filter { $0.file == key.text })
    }

    /// The catalogue with some definitions changed, to be looked at and not to be published: nil where one of them holds an error. What was
    /// published is not gone through again, so that it is there at every pause in typing.
    package static func preview(_ edits: [DefinitionKey: JSON?], over published: Catalogue) -> Catalogue? {
        let changed = laid(edits, over: published)
        let reading = Reading()
        let parts = parts(edits, over: published, changed, reading)
        let lint = Lint(parts, changed.map(\.mark), reading)
        // What is taken away, or is neither item nor thing, may be missed or misread anywhere.
        if edits.contains(where: { $0.value == nil || ![.item, .thing].contains($0.key.kind) }) {
            lint.run()
        } else {
            for key in edits.keys { lint.run(key) }
        }
        return reading.findings.hasErrors ? nil : Catalogue(parts, definitions: changed, version: 0)
    }

    private static func laid(_ edits: [DefinitionKey: JSON?], over published: Catalogue) -> [Definition] {
        published.definitions.filter { edits[$0.key] == nil }
            + edits.compactMap { key, content in content.map { Definition(kind: key.kind, code: key.code, content: $0, place: key.place) } }
    }

    /// The models: those of the published version are taken as they are, only what was changed is read.
    private static func parts(
        _ edits: [DefinitionKey: JSON?], over published: Catalogue, _ definitions: [Definition], _ reading: Reading
    ) -> CatalogueParts {
        // The rows of all offices stand in one table, which is made anew where an office changed.
        let isOfAnOffice = edits.keys.contains { $0.kind == .implementations }
        var parts = CatalogueParts(published, withImplementations: !isOfAnOffice)
        for key in edits.keys { parts.remove(key) }
        for definition in definitions where edits[definition.key] != nil || isOfAnOffice && definition.kind == .implementations {
            if edits[definition.key] != nil {
                parts.read(definition, with: reading)
            } else {
                parts.read(definition.mark, definition.content, with: reading)
            }
        }
        return parts
    }

    private static func sorted(_ findings: [CatalogueFinding]) -> [CatalogueFinding] {
        findings.sorted { ($0.file, $0.path, $0.rule) < ($1.file, $1.path, $1.rule) }
    }
}

extension CatalogueParts {
    fileprivate init(_ catalogue: Catalogue, withImplementations: Bool) {
        self.init()
        departments = catalogue.departments
        elements = catalogue.elements
        codeLists = catalogue.codeLists
        licenceTypes = catalogue.licenceTypes
        resources = catalogue.resources
        items = catalogue.items
        oneThings = catalogue.oneThings
        lifeLine = catalogue.lifeLine
        synonyms = catalogue.synonyms
        if withImplementations { implementations = catalogue.implementations }
    }

    fileprivate mutating func remove(_ key: DefinitionKey) {
        switch key.kind {
        case .department: departments[key.code] = nil
        case .element: elements[key.code] = nil
        case .codelist: codeLists[key.code] = nil
        case .licenceType: licenceTypes[key.code] = nil
        case .resource: resources[key.code] = nil
        case .item: items[key.code] = nil
        case .thing: oneThings[key.code] = nil
        case .themes: lifeLine = [:]
        case .synonyms: synonyms = []
        case .implementations: break
        }
    }
}

extension CatalogueFinding {
    /// The definition that it is about, where it came from no file.
    package var definition: DefinitionKey? { DefinitionKey(text: file) }
}

extension DefinitionKey {
    /// What a definition bears instead of a place in a file.
    fileprivate var place: Place { Place(positions: FilePositions(file: text, []), path: "") }
}

extension Definition {
    /// The same, said to stand in the database: what the lint needs besides the models.
    fileprivate var mark: Definition { placed(at: key.place) }
}
