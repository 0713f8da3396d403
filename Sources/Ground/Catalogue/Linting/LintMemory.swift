import Kernel
import Rules

/// What the lint finds out once and asks for again and again: a city of thousands of items shares things, conditions and results.
final class LintMemory {
    private let parts: CatalogueParts
    private var compiled: [String: Thing] = [:]
    private var outcomes: [String: ConditionWorlds.Outcome?] = [:]
    /// Names and literals that conditions compare, by their source.
    var compared: [String: [(name: String, text: String)]] = [:]
    private(set) lazy var holders: [String: [OneThing]] = {
        var found: [String: [OneThing]] = [:]
        for thing in parts.oneThings.values.sorted(by: { $0.code < $1.code }) {
            for part in thing.parts { found[part.item, default: []].append(thing) }
        }
        return found
    }()
    /// Items by their basic code, where several have the same.
    private(set) lazy var namesakes = Dictionary(grouping: parts.items.values, by: \.basicCode).compactMapValues { items in
        items.count > 1 ? items.map(\.code).sorted() : nil
    }
    private(set) lazy var issued = IssuedDocuments(parts)
    private(set) lazy var kinds = Set(parts.elements.values.map(\.kind))

    init(_ parts: CatalogueParts) { self.parts = parts }

    func compiled(_ thing: OneThing) -> Thing {
        if let known = compiled[thing.code] { return known }
        let made = Thing(thing, items: parts.items)
        compiled[thing.code] = made
        return made
    }

    /// The same condition over the same elements and questions has the same outcome, whatever the thing.
    func outcome(of expression: Rules.Expression, in thing: Thing, _ lint: Lint) -> ConditionWorlds.Outcome? {
        let key = signature(of: expression, in: thing)
        if let known = outcomes[key] { return known }
        let found = ConditionWorlds(thing: thing, parts: parts, today: lint.today).outcome(of: expression)
        outcomes[key] = .some(found)
        return found
    }

    private func signature(of expression: Rules.Expression, in thing: Thing, depth: Int = 0) -> String {
        guard depth < 6 else { return expression.source + thing.code }
        return expression.source
            + thing.uses.inputs(of: expression).inputs.map { input in
                switch input.kind {
                case .today, .applicantKind: ""
                case .fact(_, let element): "|\(element ?? "?")"
                case .answer(let question, _):
                    "|\(question?.options.map(\.code).joined(separator: ",") ?? "?")" + (question?.kind.rawValue ?? "")
                        + (question?.when.map { signature(of: $0, in: thing, depth: depth + 1) } ?? "")
                }
            }.joined()
    }
}
