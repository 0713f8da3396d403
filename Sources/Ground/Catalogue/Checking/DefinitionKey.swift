package import Kernel

/// Which definition: its kind and its code.
package struct DefinitionKey: Sendable, Hashable, Comparable {
    package let kind: Definition.Kind
    package let code: String

    package init(_ kind: Definition.Kind, _ code: String) {
        self.kind = kind
        self.code = code
    }

    package static func < (a: DefinitionKey, b: DefinitionKey) -> Bool { (a.kind.rawValue, a.code) < (b.kind.rawValue, b.code) }

    /// `item/hukou-birth`
    package var text: String { "\(kind.rawValue)/\(code)" }

    /// Reads `item/hukou-birth`.
    package init?(text: String) {
        let parts = text.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let kind = Definition.Kind(rawValue: String(parts[0])) else { return nil }
        self.init(kind, String(parts[1]))
    }
}

extension Definition {
    package var key: DefinitionKey { DefinitionKey(kind, code) }

    /// What it is called, as far as its content says; else its code.
    package var name: Text { Definition.name(in: content) ?? Text(same: code) }

    /// The name in a content that may be unfinished.
    package static func name(in content: JSON) -> Text? {
        guard let name = content["name"] else { return nil }
        if let one = name.string, !one.isEmpty { return Text(same: one) }
        let (zh, en) = (name["zh"]?.string ?? "", name["en"]?.string ?? "")
        if zh.isEmpty && en.isEmpty { return nil }
        return Text(zh.isEmpty ? en : zh, en.isEmpty ? zh : en)
    }
}
