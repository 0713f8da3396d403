import Kernel
package import Rules

extension Reading {
    /// A condition from a text, a boolean or a number; what cannot be read is reported where in the file it stands.
    func expression(_ value: JSON, at place: Place) -> Rules.Expression? {
        let source: String
        switch value {
        case .string(let text), .number(let text): source = text
        case .bool(let flag): source = String(flag)
        default:
            report("type", at: place, FindingText.wrongType(FindingText.aCondition))
            return nil
        }
        if let known = conditions[source] { return known }
        do {
            let expression = try Rules.Expression(source)
            conditions[source] = expression
            return expression
        } catch {
            let start = place.position
            // The text begins where its scalar begins; further lines of a block are further lines of the file.
            let line = start.line + (start.line == 0 ? 0 : error.line - 1)
            let column = error.line == 1 ? start.column + error.column - 1 : error.column
            var finding = CatalogueFinding(
                file: place.file, line: line, column: column, rule: "feel", message: FindingText.feel(error.message),
                suggestion: FindingText.mendCondition)
            finding.path = place.path
            add(finding)
            return nil
        }
    }
}

extension Rules.Expression {
    /// The facts and answers that it looks at: `child.name`, `answers.follow`, `today`.
    package var factNames: Set<String> {
        // A path may go on into a value (`mother.birthDate.year`): the fact is its first two steps.
        Set(inputs.map { $0.split(separator: ".").prefix(2).joined(separator: ".") })
    }
}
