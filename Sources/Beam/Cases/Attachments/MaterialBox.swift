/// The box of a form in which a document is handed in: its name bears the document's code, and a fault of the document names it too.
enum MaterialBox {
    private static let prefix = "material."

    static func name(_ code: String) -> String { prefix + code }

    /// The code of the document; nil for a box in which something else is filled in.
    static func code(of name: String) -> String? { name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil }
}
