import Foundation
package import Kernel

/// Reads a catalogue from its YAML files. Errors keep it from being made, and all of them are told at once.
package enum CatalogueLoading {
    /// One file by its path within the folder.
    package struct File: Sendable, Hashable {
        package let name: String
        package let text: String

        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    /// Every `.yaml` file of the folder and its folders.
    package static func load(folder: String) -> (catalogue: Catalogue?, findings: [CatalogueFinding]) {
        let root = URL(fileURLWithPath: folder, isDirectory: true).resolvingSymlinksInPath()
        guard let walk = FileManager.default.enumerator(atPath: root.path) else {
            return (nil, [CatalogueFinding(file: folder, line: 0, rule: "file", message: FindingText.unreadableFile(folder))])
        }
        var files: [File] = []
        var findings: [CatalogueFinding] = []
        for case let name as String in walk where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            if let text = try? String(contentsOf: root.appendingPathComponent(name), encoding: .utf8) {
                files.append(File(name, text))
            } else {
                findings.append(CatalogueFinding(file: name, line: 0, rule: "file", message: FindingText.unreadableFile(name)))
            }
        }
        if files.isEmpty {
            findings.append(CatalogueFinding(file: folder, line: 0, rule: "file", message: FindingText.emptyFolder(folder)))
        }
        let loaded = load(files: files)
        return (findings.isEmpty ? loaded.catalogue : nil, findings + loaded.findings)
    }

    /// The same from files in memory.
    package static func load(files: [File]) -> (catalogue: Catalogue?, findings: [CatalogueFinding]) {
        let reading = Reading()
        var definitions: [Definition] = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            do {
                definitions += try self.definitions(in: YAMLFile(name: file.name, text: file.text), of: file.name, with: reading)
            } catch {
                reading.add(error)
            }
        }
        var parts = CatalogueParts()
        var seen: Set<String> = []
        definitions = definitions.filter { definition in
            let isNew = seen.insert("\(definition.kind.rawValue) \(definition.code)").inserted
            if !isNew {
                reading.report("duplicate", at: definition.place / "code", FindingText.duplicate(definition.kind, definition.code))
            }
            return isNew
        }
        for definition in definitions { parts.read(definition, with: reading) }
        // What was not read cannot be referred to: its absence would be told once for every reference.
        if !reading.findings.contains(where: { $0.rule == "yaml" }) {
            Lint(parts, definitions, reading).run()
        }
        let findings = reading.findings.sorted { ($0.file, $0.line, $0.column, $0.rule) < ($1.file, $1.line, $1.column, $1.rule) }
        if findings.hasErrors { return (nil, findings) }
        return (Catalogue(parts, definitions: definitions, version: 0), findings)
    }

    /// A catalogue from its definitions as they were published. They were checked then; what cannot be read now is a fault.
    package static func load(definitions: [Definition], version: Int, effectiveOn: LocalDate? = nil) throws -> Catalogue {
        let reading = Reading()
        var parts = CatalogueParts()
        for definition in definitions { parts.read(definition, try definition.parsed(), with: reading) }
        parts.checkImplementations(reading) { _ in Place(positions: nil, path: "") }
        if let finding = reading.findings.first(where: { $0.severity == .error }) {
            throw BrokenPublication(version: version, finding: finding)
        }
        return Catalogue(parts, definitions: definitions, version: version, effectiveOn: effectiveOn)
    }

    /// A published version that this program cannot read.
    package struct BrokenPublication: Error, Sendable {
        package let version: Int
        package let finding: CatalogueFinding
    }

    // MARK: Which file holds what

    private static let lists: [String: Definition.Kind] = [
        "departments": .department, "elements": .element, "codelists": .codelist, "licence-types": .licenceType, "resources": .resource,
        "items": .item, "things": .thing, "implementations": .implementations,
    ]

    /// Whether a file of that name holds a part of the catalogue.
    static func isKnown(_ name: String) -> Bool {
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return false }
        let stem = name.split(separator: "/").first.map { String($0.prefix { $0 != "." }) } ?? name
        return stem == "themes" || stem == "synonyms" || lists[stem] != nil
    }

    static func definitions(in yaml: YAMLFile, of name: String, with reading: Reading) -> [Definition] {
        let root = Place(positions: yaml.positions, path: "")
        let stem = name.split(separator: "/").first.map { String($0.prefix { $0 != "." }) } ?? name
        if yaml.content.isNull { return [] }
        switch stem {
        case "themes": return [Definition(kind: .themes, code: "themes", content: yaml.content, place: root)]
        case "synonyms": return [Definition(kind: .synonyms, code: "synonyms", content: synonyms(yaml.content), place: root)]
        default: break
        }
        guard let kind = lists[stem] else {
            reading.report("file", at: root, FindingText.unknownFile(name), severity: .warning)
            return []
        }
        let written = yaml.content.array.map { items in items.enumerated().map { ($1, root / $0) } } ?? [(yaml.content, root)]
        return written.map { content, place in
            let code = content["code"]?.string ?? ""
            if kind == .item || kind == .thing, yaml.content.array == nil, !name.hasSuffix("/\(code).yaml"), !code.isEmpty {
                reading.report("file-name", at: place / "code", FindingText.fileName(code), severity: .warning)
            }
            return Definition(kind: kind, code: code, content: content, place: place)
        }
    }

    /// A list of groups, or a word with its synonyms, in one shape.
    static func synonyms(_ content: JSON) -> JSON {
        let groups: [JSON]
        if let members = content.members, content["groups"] == nil {
            groups = members.map { .array([.string($0.name)] + ($0.value.array ?? [$0.value])) }
        } else {
            groups = content.array ?? content["groups"]?.array ?? []
        }
        return ["groups": .array(groups.map { $0.members == nil ? ["words": $0] : $0 })]
    }
}
