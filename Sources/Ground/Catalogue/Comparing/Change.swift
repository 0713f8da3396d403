package import Kernel

/// What one version changes in a definition, in words that an official reads.
package struct Change: Sendable, Hashable {
    /// Whether it is new, gone, or another.
    package enum What: String, Sendable, Hashable, CaseIterable { case added, removed, changed }

    /// One place within the definition.
    package struct Detail: Sendable, Hashable {
        /// JSON pointer in the later content, or in the earlier one for what is gone: `/materials/0/basis/law`.
        package let path: String
        /// `申请材料 › 出生医学证明 › 依据`
        package let place: Text
        package let what: What
        package let before: Text?
        package let after: Text?

        /// The whole in one sentence.
        package var sentence: Text {
            switch what {
            case .added: ComparingText.added(place, after)
            case .removed: ComparingText.removed(place, before)
            case .changed: ComparingText.changed(place, before, after)
            }
        }
    }

    package let key: DefinitionKey
    package let name: Text
    package let what: What
    package let details: [Detail]

    /// `事项“出生登记”：改了 3 处`
    package var sentence: Text { ComparingText.headline(Shape.of(key.kind).name, name, what, details.count) }

    /// For programs.
    package var json: JSON {
        [
            "kind": .string(key.kind.rawValue), "code": .string(key.code), "name": JSON(name), "what": .string(what.rawValue),
            "sentence": JSON(sentence),
            "details": .array(
                details.map { detail in
                    [
                        "path": .string(detail.path), "place": JSON(detail.place), "what": .string(detail.what.rawValue),
                        "before": detail.before.map { JSON($0) } ?? .null, "after": detail.after.map { JSON($0) } ?? .null,
                        "sentence": JSON(detail.sentence),
                    ]
                }),
        ]
    }
}
