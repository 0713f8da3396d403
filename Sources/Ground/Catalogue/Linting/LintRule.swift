package import Kernel

/// One rule of the lint, for the page that explains them and for a finding that has no better advice of its own.
package struct LintRule: Sendable, Hashable {
    /// As it stands in a finding: `vague`, `material-basis`.
    package let code: String
    package let name: Text
    /// What to write instead.
    package let instead: Text
    /// What a finding of it usually is; one that is less certain may be milder.
    package let severity: CatalogueFinding.Severity

    init(_ code: String, _ severity: CatalogueFinding.Severity, _ name: Text, _ instead: Text) {
        (self.code, self.severity, self.name, self.instead) = (code, severity, name, instead)
    }

    /// Every rule, the ways of writing first.
    package static let all = LintRules.writing + LintRules.reference + LintRules.law + LintRules.columns + LintRules.asking

    /// The rule of that code.
    package static func of(_ code: String) -> LintRule? { byCode[code] }

    private static let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
