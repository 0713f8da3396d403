import Rules

/// Where the answers of a thing's questions are used: what a question can still change.
struct QuestionUses: Sendable {
    struct Use: Sendable {
        let expression: Rules.Expression
        /// The item whose condition it is; nil for the thing's own.
        let item: String?
        /// The question whose condition it is.
        let question: String?
    }

    private var uses: [String: [Use]] = [:]
    private var optionals: Set<String> = []
    /// By the text of the condition.
    private var inputs: [String: ConditionInputs] = [:]
    private let factNames: FactNames
    private let questions: [Question]

    init(_ parts: [Thing.Part], _ questions: [Question], _ factNames: FactNames) {
        (self.questions, self.factNames) = (questions, factNames)
        for part in parts {
            if let optional = part.optional { optionals.insert(optional) }
            add([part.when], item: nil)
            let item = part.item
            add(item.fields.flatMap { [$0.when, $0.required] }, item: item.code)
            add(item.materials.map(\.when) + item.materials.map(\.deferral?.when), item: item.code)
            add(item.materials.flatMap(\.conditionsOfComposing), item: item.code)
            add([item.approvalPromise?.when], item: item.code)
            add(item.fees.map(\.when), item: item.code)
            add(item.reviewPoints.map(\.check), item: item.code)
            add([item.office.region] + item.steps.map(\.region), item: item.code)
            add(item.results.flatMap(\.expressions), item: item.code)
        }
        for question in questions { add([question.when, question.known], item: nil, question: question.code) }
    }

    private mutating func add(_ expressions: [Rules.Expression?], item: String?, question: String? = nil) {
        for case let expression? in expressions {
            let looked = inputs[expression.source] ?? ConditionInputs(expression, factNames, questions, place: inputs.count)
            inputs[expression.source] = looked
            for case .answer(_, let code) in looked.inputs.map(\.kind) {
                uses[code, default: []].append(Use(expression: expression, item: item, question: question))
            }
        }
    }

    /// What a condition looks at; one that is none of the thing's own is looked through now.
    func inputs(of expression: Rules.Expression) -> ConditionInputs {
        inputs[expression.source] ?? ConditionInputs(expression, factNames, questions)
    }

    func of(_ question: String) -> [Use] { uses[question] ?? [] }

    /// Takes an optional item in or leaves it out.
    func decidesAnItem(_ question: String) -> Bool { optionals.contains(question) }
}
