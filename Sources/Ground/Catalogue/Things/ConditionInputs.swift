import Rules

/// What a condition looks at, found once: conditions are judged many times for every checklist.
final class ConditionInputs: Sendable {
    enum Kind: Sendable {
        case today
        case applicantKind
        // Questions are large, and inputs are gone through for every judgement.
        indirect case answer(Question?, code: String)
        /// The fact by its proper name, with the code of its element.
        case fact(String, element: String?)
    }

    struct Input: Sendable {
        let name: String
        let kind: Kind
    }

    /// Its place among the conditions of its thing; nil for a condition that is none of them.
    let place: Int?
    /// By name.
    let inputs: [Input]
    let literals: Literals
    /// The inputs as their dots nest them: `mother` with the places of `mother.name` and `mother.idNumber` in `inputs`.
    private let branches: [(name: String, leaves: [(name: String, place: Int)])]

    init(_ expression: Rules.Expression, _ names: FactNames, _ questions: [Question], place: Int? = nil) {
        self.place = place
        literals = Literals(expression.source)
        inputs = expression.factNames.sorted().map { name in
            if name == "today" { return Input(name: name, kind: .today) }
            if name == "applicant.kind" { return Input(name: name, kind: .applicantKind) }
            if name.hasPrefix("answers.") {
                let code = String(name.dropFirst("answers.".count))
                return Input(name: name, kind: .answer(questions.first { $0.code == code }, code: code))
            }
            let field = names.canonical(name)
            return Input(name: name, kind: .fact(field, element: names.elementCode(of: field)))
        }
        var branches: [(name: String, leaves: [(name: String, place: Int)])] = []
        for (place, input) in inputs.enumerated() {
            let (root, leaf) = (input.name.roleOfFact, String(input.name.leafOfFact))
            if let index = branches.firstIndex(where: { $0.name == root }) {
                branches[index].leaves.append((leaf, place))
            } else {
                branches.append((root, [(leaf, place)]))
            }
        }
        self.branches = branches
    }

    /// What is known, as the evaluation takes it; `values` are in the order of `inputs`.
    func facts(_ values: [Value?]) -> Facts {
        Facts(
            root: Context(
                branches.compactMap { branch in
                    // A name with both a value and parts: the parts stand.
                    let parts = branch.leaves.compactMap { leaf in
                        leaf.name.isEmpty ? nil : values[leaf.place].map { Context.Entry(leaf.name, $0) }
                    }
                    if !parts.isEmpty { return Context.Entry(branch.name, .context(Context(parts))) }
                    let whole = branch.leaves.first { $0.name.isEmpty }
                    return whole.flatMap { values[$0.place] }.map { Context.Entry(branch.name, $0) }
                }))
    }
}
