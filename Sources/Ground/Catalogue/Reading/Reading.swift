import Kernel

/// Collects everything that is wrong while definitions are read, so that one run tells it all.
final class Reading {
    private(set) var findings: [CatalogueFinding] = []

    func report(
        _ rule: String, at place: Place, _ message: Text, suggestion: Text? = nil, severity: CatalogueFinding.Severity = .error
    ) {
        let position = place.position
        findings.append(
            CatalogueFinding(
                file: place.file, line: position.line, column: position.column, severity: severity, rule: rule, message: message,
                suggestion: suggestion))
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
