/// A function of the language itself (DMN 1.5 §10.3.4).
struct BuiltIn: Sendable {
    let name: String
    /// Its parameters, for each way of calling it.
    let forms: [Form]
    let body: @Sendable (Arguments, inout Evaluator) throws(Cause) -> Value

    struct Form: Sendable {
        let labels: [String]
        let required: Int
        let most: Int

        /// `length?` may be left out, `list...` takes all that follow.
        init(_ parameters: [String]) {
            labels = parameters.map { $0.replacing("...", with: "").replacing("?", with: "") }
            required = parameters.count { !$0.hasSuffix("?") }
            most = parameters.last?.hasSuffix("...") == true ? .max : parameters.count
        }
    }

    init(_ name: String, _ forms: [[String]], _ body: @escaping @Sendable (Arguments, inout Evaluator) throws(Cause) -> Value) {
        self.name = name
        self.forms = forms.map(Form.init)
        self.body = body
    }

    init(_ name: String, _ parameters: String..., body: @escaping @Sendable (Arguments) throws(Cause) -> Value) {
        self.init(name, [parameters]) { arguments, _ throws(Cause) in try body(arguments) }
    }
}

/// All of them, by name.
enum BuiltIns {
    static let byName: [String: BuiltIn] = {
        let groups = [
            conversions, temporalConversions, strings, patterns, lists, listChanges, listComputations, numbers, roundings, temporals,
            ranges,
            contexts, logic,
        ]
        return Dictionary(groups.flatMap { $0.map { ($0.name, $0) } }, uniquingKeysWith: { first, _ in first })
    }()
}
