package import Kernel

/// The wire of `yiwang rules eval`: a JSON object a line, in and out.
package enum RulesLines {
    /// Takes `{"expression": "a + 1", "facts": {"a": 1}}`, gives `{"value": 2}` or `{"error": {…}}`; never anything else.
    /// A fact that is a date, time or duration is written as FEEL's literal: `"@\"2026-11-23\""`.
    package static func evaluate(line: String, at now: Instant? = nil) -> String {
        answer(line, now).text
    }

    private static func answer(_ line: String, _ now: Instant?) -> JSON {
        let request: JSON
        do {
            request = try JSON(parsing: line)
        } catch {
            return failure(RulesText.noJSON(error.offset + 1))
        }
        guard let source = request["expression"]?.string else { return failure(RulesText.noExpression) }
        let facts = request["facts"] ?? .object([])
        guard facts.isNull || facts.members != nil else { return failure(RulesText.factsNotObject) }
        for member in facts.members ?? [] where member.name.utf8.count(where: { $0 == UInt8(ascii: ".") }) >= Facts.mostParts {
            return failure(RulesText.nameTooDeep(String(member.name.prefix(40))))
        }
        do {
            let expression = try Expression(source, names: names(in: facts))
            return ["value": expression.evaluate(Facts(root: typed(Facts(facts).root)), at: now).value.json]
        } catch {
            return [
                "error": [
                    "line": .int(error.line), "column": .int(error.column), "message": JSON(error.message),
                    "expected": .array(error.expected.map { JSON($0) }), "snippet": .string(error.snippet),
                ]
            ]
        }
    }

    private static func typed(_ context: Context) -> Context {
        Context(context.entries.map { Context.Entry($0.name, typed($0.value)) })
    }

    /// JSON has no dates: a text written as FEEL's literal, `@"2026-11-23"`, is what it names. Every other text stays a text.
    private static func typed(_ value: Value) -> Value {
        switch value {
        case .string(let text):
            guard text.hasPrefix("@\""), text.hasSuffix("\""), text.count > 3 else { return value }
            return TemporalReader.any(String(text.dropFirst(2).dropLast())) ?? value
        case .list(let items): return .list(items.map(typed))
        case .context(let context): return .context(typed(context))
        default: return value
        }
    }

    private static func failure(_ message: Text) -> JSON { ["error": ["message": JSON(message)]] }

    /// Names of members at every depth: the expression may use any of them.
    private static func names(in json: JSON) -> Set<String> {
        switch json {
        case .array(let items): items.reduce(into: []) { $0.formUnion(names(in: $1)) }
        case .object(let members): members.reduce(into: []) { $0.formUnion(names(in: $1.value).union([$1.name])) }
        default: []
        }
    }
}
