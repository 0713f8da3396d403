import Kernel
import Rules

/// The names that conditions may use: facts of known roles, answers to known questions.
struct NameLint {
    let lint: Lint
    /// The roles and questions in whose company a condition is read: the item alone, or any thing that holds it.
    let things: [Thing]

    func check(_ expression: Rules.Expression?, at place: Place) {
        for name in expression?.factNames.sorted() ?? [] { check(name, at: place) }
        if let expression { checkLiterals(of: expression, at: place) }
    }

    /// A text compared with a choice must be one of its codes: a misspelt one would never hold.
    private func checkLiterals(of expression: Rules.Expression, at place: Place) {
        for (name, text) in comparisons(in: expression.source) {
            guard let codes = choices(of: name), !codes.isEmpty, !codes.contains(text) else { continue }
            lint.reading.report(
                "unknown-option", at: place, LintText.unknownOption(text, name),
                suggestion: Nearest.to(text, among: codes).map(FindingText.didYouMean))
        }
    }

    private func comparisons(in source: String) -> [(name: String, text: String)] {
        if let known = lint.memory.compared[source] { return known }
        var compared = source.matches(of: /([A-Za-z_]\w*\.\w+)\s*!?=\s*"([^"]*)"/).map { (name: String($0.1), text: String($0.2)) }
        compared += source.matches(of: /list contains\(\s*([A-Za-z_]\w*\.\w+)\s*,\s*"([^"]*)"/).map { (String($0.1), String($0.2)) }
        for list in source.matches(of: /([A-Za-z_]\w*\.\w+)\s+in\s*\(([^)]*)\)/) {
            compared += Literals(String(list.2)).texts.map { (String(list.1), $0) }
        }
        lint.memory.compared[source] = compared
        return compared
    }

    /// The codes of a choice; nil for what may be anything.
    private func choices(of name: String) -> [String]? {
        if name.hasPrefix("answers.") {
            return things.lazy.flatMap(\.questions).first { $0.name == name }.map { $0.options.map(\.code) }
        }
        let elements = things.lazy.compactMap { thing in
            thing.elementCode(of: thing.canonical(name)).flatMap { lint.parts.elements[$0] }
        }
        guard let element = elements.first else { return nil }
        switch element.type {
        case .choice, .choices:
            let listed = element.codeList.flatMap { lint.parts.codeLists[$0]?.values } ?? []
            return (element.options + listed).map(\.code)
        default: return nil
        }
    }

    func check(_ name: String, at place: Place) {
        if name == "today" || name == "applicant.kind" { return }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else {
            report(name, at: place, among: things.flatMap { $0.participants.keys } + ["today", "answers", "applicant"])
            return
        }
        if parts[0] == "answers" {
            let codes = Set(things.flatMap { $0.questions.map(\.code) })
            if !codes.contains(parts[1]) { report(name, at: place, among: codes.map { "answers.\($0)" }) }
            return
        }
        checkFact("\(parts[0]).\(parts[1])", at: place)
    }

    /// A fact needs a role and an element.
    func checkFact(_ name: String, at place: Place) {
        let role = name.roleOfFact
        let roles = things.compactMap { thing in thing.participant(role).map { (thing, $0) } }
        guard !roles.isEmpty else {
            let known = Set(things.flatMap { $0.participants.keys })
            lint.reading.report(
                "unknown-role", at: place, LintText.unknownRole(role),
                suggestion: Nearest.to(role, among: known).map(FindingText.didYouMean) ?? LintText.declareRole(role))
            return
        }
        let isKnown = roles.contains { thing, _ in
            thing.elementCode(of: thing.canonical(name)).map { lint.parts.elements[$0] != nil } ?? false
        }
        guard !isKnown else { return }
        let leaf = name.drop { $0 != "." }.dropFirst()
        let kind = roles[0].1.kind
        let leaves = lint.parts.elements.values.filter { $0.kind == kind }.map { "\(role).\($0.leaf)" }
        lint.reading.report(
            "unknown-element", at: place, LintText.unknownElement("\(kind).\(leaf)"),
            suggestion: Nearest.to(name, among: leaves).map(FindingText.didYouMean))
    }

    private func report(_ name: String, at place: Place, among known: [String]) {
        lint.reading.report(
            "unknown-name", at: place, LintText.unknownName(name), suggestion: Nearest.to(name, among: known).map(FindingText.didYouMean))
    }
}
