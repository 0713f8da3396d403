import Catalogue
import Rules

/// An item read once: which elements its form asks for, its checks look at and its decision records.
struct ItemFacts: Sendable {
    /// A box on the form.
    struct Field: Sendable {
        let field: String
        let element: String
        let isConditional: Bool
        let isReusable: Bool
    }

    /// A review point whose condition the engine can check.
    struct Check: Sendable {
        let point: ReviewPoint
        let expression: Rules.Expression
        let elements: Set<String>
        /// The condition with roles replaced by their kinds: the same text for the same question about the same kind of subject.
        let signature: String
    }

    let thing: Thing
    let fields: [Field]
    let checks: [Check]
    let records: [(field: String, element: String)]

    var elements: Set<String> { Set(fields.map(\.element)) }

    init?(_ item: ServiceItem, in catalogue: Catalogue) {
        guard let thing = catalogue.thing(item.code) else { return nil }
        self.thing = thing
        fields = (thing.parts.first?.item.fields ?? []).compactMap { field in
            thing.elementCode(of: field.field).map {
                Field(field: field.field, element: $0, isConditional: field.when != nil, isReusable: field.reuse != .never)
            }
        }
        checks = item.reviewPoints.compactMap { point in
            point.looked.map { check in
                Check(
                    point: point, expression: check, elements: ItemFacts.elements(in: check, of: thing),
                    signature: ItemFacts.signature(of: check, in: thing))
            }
        }
        records = item.decides.compactMap { fact in
            thing.elementCode(of: thing.canonical(fact.field)).map { (thing.canonical(fact.field), $0) }
        }
    }

    static func elements(in expression: Rules.Expression, of thing: Thing) -> Set<String> {
        Set(expression.inputs.compactMap { name in name.hasPrefix("answers.") ? nil : thing.elementCode(of: thing.canonical(name)) })
    }

    /// The answers that a condition looks at, by the question's code.
    static func questions(in expression: Rules.Expression?) -> [String] {
        (expression?.inputs ?? []).filter { $0.hasPrefix("answers.") }.map { String($0.dropFirst("answers.".count)) }.sorted()
    }

    private static func signature(of expression: Rules.Expression, in thing: Thing) -> String {
        var source = expression.source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for name in expression.inputs.sorted(by: { ($1.count, $0) < ($0.count, $1) }) where !name.hasPrefix("answers.") {
            if let element = thing.elementCode(of: thing.canonical(name)) { source = source.replacing(name, with: "<\(element)>") }
        }
        return source
    }
}
