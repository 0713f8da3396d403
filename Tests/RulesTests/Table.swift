import Kernel
import Testing

@testable import Rules

/// One line of a table: an expression and what it must come to, as FEEL writes it.
struct Row: Sendable, CustomTestStringConvertible {
    let expression: String
    let expected: String
    var testDescription: String { expression }
}

/// Reads lines of the form `expression => value`; empty lines and lines that begin with `#` separate groups.
func rows(_ text: String) -> [Row] {
    text.split(separator: "\n").compactMap { line in
        let trimmed = line.trimmingPrefix { $0 == " " }
        if trimmed.hasPrefix("#") { return nil }
        guard let arrow = line.ranges(of: " => ").last else { return nil }
        return Row(expression: String(line[..<arrow.lowerBound]), expected: String(line[arrow.upperBound...]))
    }
}

/// 23 November 2026, 09:12 in Shanghai.
let morning = Instant(LocalDate(year: 2026, month: 11, day: 23) ?? LocalDate(dayNumber: 0), secondOfDay: 33_120)

func evaluated(_ source: String, _ facts: Facts = .none, names: Set<String> = []) throws -> Value {
    try Expression(source, names: names).evaluate(facts, at: morning).value
}

func check(_ row: Row, _ facts: Facts = .none, names: Set<String> = []) throws {
    let value = try evaluated(row.expression, facts, names: names)
    #expect(value.literal == row.expected, "\(row.expression)")
}
