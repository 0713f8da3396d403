import Foundation
package import Kernel

/// The catalogue as YAML: what the console edits and what stands in files are the same thing. Written, read and written again, it is the
/// same.
package enum CatalogueWriting {
    /// One definition, its keys in the order of its shape.
    package static func yaml(of definition: Definition) -> String {
        yaml(of: definition.content, as: definition.kind)
    }

    /// A content that need not be finished.
    package static func yaml(of content: JSON, as kind: Definition.Kind) -> String {
        // A file of synonyms is a list of lists; `groups` is only how they are kept.
        if kind == .synonyms, let groups = content["groups"]?.array, let words = plainGroups(groups) { return YAMLText.of(.array(words)) }
        return YAMLText.of(content, .record(Shape.of(kind).fields))
    }

    private static func plainGroups(_ groups: [JSON]) -> [JSON]? {
        let words = groups.compactMap { group in group.members?.count == 1 ? group["words"] : nil }
        return words.count == groups.count && !words.isEmpty && words.allSatisfy { $0.array != nil } ? words : nil
    }

    /// The whole folder: what `CatalogueLoading.load(files:)` reads is the same catalogue.
    package static func files(of catalogue: Catalogue) -> [CatalogueLoading.File] { files(of: catalogue.definitions) }

    /// The files that hold these definitions.
    package static func files(of definitions: [Definition]) -> [CatalogueLoading.File] {
        var lists: [String: [Definition]] = [:]
        var files: [CatalogueLoading.File] = []
        for definition in definitions.sorted(by: { ($0.kind.rawValue, $0.code) < ($1.kind.rawValue, $1.code) }) {
            let place = place(of: definition)
            if place.isList {
                lists[place.name, default: []].append(definition)
            } else {
                files.append(CatalogueLoading.File(place.name, yaml(of: definition)))
            }
        }
        for (name, definitions) in lists {
            let type = ShapeType.list(.record(Shape.of(definitions[0].kind).fields))
            // One after the other rather than as one list, so that the longest file never stands in memory twice as a tree.
            files.append(CatalogueLoading.File(name, definitions.map { YAMLText.of(.array([$0.content]), type) }.joined()))
        }
        return files.sorted { $0.name < $1.name }
    }

    /// Which file a definition belongs to, and whether with others of its kind.
    private static func place(of definition: Definition) -> (name: String, isList: Bool) {
        let code = definition.code
        return switch definition.kind {
        case .department: ("departments.yaml", true)
        case .licenceType: ("licence-types.yaml", true)
        case .resource: ("resources.yaml", true)
        case .element: ("elements/\(code.prefix { $0 != "." }).yaml", true)
        case .codelist: ("codelists/\(code).yaml", false)
        case .item: ("items/\(code).yaml", false)
        case .thing: ("things/\(code).yaml", false)
        case .themes: ("themes.yaml", false)
        case .synonyms: ("synonyms.yaml", false)
        // Offices of one place stand together: a district is one file.
        case .implementations: ("implementations/\(definition.content["region"]?.string ?? "offices").yaml", true)
        }
    }

    /// Writes the folder; files of the catalogue that are no longer part of it are taken away.
    package static func write(_ definitions: [Definition], to folder: String) throws {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        let files = files(of: definitions)
        let names = Set(files.map(\.name))
        for case let name as String in FileManager.default.enumerator(atPath: root.path) ?? .init()
        where CatalogueLoading.isKnown(name) && !names.contains(name) {
            try FileManager.default.removeItem(at: root.appendingPathComponent(name))
        }
        for file in files {
            let url = root.appendingPathComponent(file.name)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: url, options: .atomic)
        }
    }
}
