import Catalogue
import Kernel

/// What stands beside the import of files.
enum ImportText {
    static let title = Text("从 YAML 文件导入", "Import YAML files")
    static let file = Text("文件", "Files")
    static let fileHelp = Text(
        "与 catalogue 目录里的文件同一格式；只做成草稿，不会直接发布。", "In the form of the catalogue folder’s files. It becomes a draft; nothing is published.")
    static let read = Text("做成草稿", "Make a draft")
    static func draftTitle(_ names: String) -> String { "导入：" + names }
    static func notText(_ name: String) -> Text { Text("“\(name)”不是 UTF-8 文本。", "“\(name)” is not UTF-8 text.") }

    static func unreadable(_ findings: [CatalogueFinding]) -> Text {
        if findings.isEmpty { return Text("文件里没有定义。", "There is no definition in it.") }
        return Text(
            findings.prefix(5).map { $0.line(in: .zh) }.joined(separator: "\n"),
            findings.prefix(5).map { $0.line(in: .en) }.joined(separator: "\n"))
    }

    /// Where in the folder a file of that name belongs: a browser sends its last name only.
    static func place(of name: String, _ text: String) -> String {
        let lists = ["departments.yaml", "licence-types.yaml", "resources.yaml", "themes.yaml", "synonyms.yaml"]
        if lists.contains(name) || name.contains("/") { return name }
        func has(_ key: String) -> Bool { text.hasPrefix("\(key):") || text.contains("\n\(key):") }
        if has("basicCode") { return "items/\(name)" }
        if has("lead") { return "things/\(name)" }
        if has("values") { return "codelists/\(name)" }
        if text.contains("columns:") { return "implementations/\(name)" }
        return "elements/\(name)"
    }
}
