import Kernel
import Rules

/// Collects everything that is wrong while definitions are read, so that one run tells it all.
final class Reading {
    private(set) var findings: [CatalogueFinding] = []
    /// Takes down every key that is asked for, where somebody wants to know.
    let trace: ReadingTrace?
    /// Conditions that were read already: thousands of items share a few hundred.
    var conditions: [String: Rules.Expression] = [:]

    init(trace: ReadingTrace? = nil) { self.trace = trace }

    func report(
        _ rule: String, at place: Place, _ message: Text, suggestion: Text? = nil, severity: CatalogueFinding.Severity = .error,
        mark: CatalogueFinding.Mark? = nil
    ) {
        let position = place.position
        var finding = CatalogueFinding(
            file: place.file, line: position.line, column: position.column, severity: severity, rule: rule, message: message,
            suggestion: suggestion ?? LintRule.of(rule)?.instead)
        finding.path = place.path
        finding.mark = mark
        findings.append(finding)
    }

    func add(_ finding: CatalogueFinding) { findings.append(finding) }

    /// Reads an object with `body`, then reports the members that `body` did not ask for.
    func object<T>(_ value: JSON, at place: Place, _ body: (Entry) -> T) -> T {
        if value.members == nil { report("type", at: place, FindingText.wrongType(FindingText.anObject)) }
        let entry = Entry(self, value.members ?? [], at: place, isBroken: value.members == nil)
        let result = body(entry)
        entry.reportUnknownKeys()
        return result
    }
}
