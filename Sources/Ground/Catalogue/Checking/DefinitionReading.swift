import Kernel

extension CatalogueLoading {
    /// The definitions that files hold, each by itself: what they refer to may stand elsewhere, so the lint is not asked. Findings are files
    /// that cannot be read at all, and codes that are missing or there twice.
    package static func definitions(files: [File]) -> (definitions: [Definition], findings: [CatalogueFinding]) {
        let reading = Reading()
        var found: [Definition] = []
        var seen: Set<DefinitionKey> = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            do {
                for definition in try definitions(in: YAMLFile(name: file.name, text: file.text), of: file.name, with: reading) {
                    if definition.code.isEmpty {
                        reading.report("missing-key", at: definition.place, FindingText.missing("code"))
                    } else if !seen.insert(definition.key).inserted {
                        reading.report("duplicate", at: definition.place / "code", FindingText.duplicate(definition.kind, definition.code))
                    } else {
                        found.append(Definition(kind: definition.kind, code: definition.code, content: definition.content))
                    }
                }
            } catch {
                reading.add(error)
            }
        }
        return (found, reading.findings)
    }
}
