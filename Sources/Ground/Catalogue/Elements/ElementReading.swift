package import Kernel

extension DataElement {
    /// The value in its one proper shape, whatever shape a form or a register gave it; nil when it says nothing or cannot be read.
    ///
    /// A register may give the name of a choice for its code, a number as a text, and `20260131` for a date.
    package func reading(_ value: JSON, choices: [Choice]) -> JSON? {
        switch type {
        case .text: text(value).map { .string(tidied($0)) }
        case .integer: text(value).flatMap { Int($0) }.map { JSON.int($0) }
        case .decimal: text(value).flatMap(DataElement.number).map(JSON.number)
        case .money: text(value).flatMap { Money(yuan: $0) == nil ? nil : DataElement.number($0) }.map(JSON.number)
        case .boolean: boolean(value)
        case .date: text(value).flatMap(DataElement.date).map { .string($0.description) }
        case .choice: text(value).flatMap { DataElement.code($0, among: choices) }.map(JSON.string)
        case .choices: several(value, choices: choices)
        }
    }

    private func text(_ value: JSON) -> String? {
        let written: String
        switch value {
        case .string(let text): written = text
        case .number(let digits): written = digits
        default: return nil
        }
        let trimmed = DataElement.trimmed(written)
        return trimmed.isEmpty ? nil : trimmed
    }

    /// Without white space around it; what has none, as most has, is not copied.
    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, first.isSpace || last.isSpace else {
            return text
        }
        let rest = scalars.drop(while: \.isSpace)
        guard let end = rest.lastIndex(where: { !$0.isSpace }) else { return "" }
        return String(rest[...end])
    }

    private func tidied(_ text: String) -> String {
        // What a register holds is written as it should be.
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }) { return text }
        return switch format {
        case .residentID, .uscc: text.filter { !$0.isWhitespace && $0 != "-" }.uppercased()
        case .mobile, .bankCard, .postcode: text.filter { !$0.isWhitespace && $0 != "-" }
        default: text
        }
    }

    private func boolean(_ value: JSON) -> JSON? {
        switch value {
        case .bool: return value
        case .string("true"), .string("yes"), .string("on"), .string("是"), .string("1"), .number("1"): return true
        case .string("false"), .string("no"), .string("off"), .string("否"), .string("0"), .number("0"): return false
        default: return nil
        }
    }

    private func several(_ value: JSON, choices: [Choice]) -> JSON? {
        let items = value.array ?? text(value).map { _ in [value] }
        guard let items else { return nil }
        let codes = items.compactMap { text($0).flatMap { DataElement.code($0, among: choices) } }
        guard codes.count == items.count, !codes.isEmpty else { return nil }
        // In the order of the list, each once: two ways of ticking are one answer.
        return .array(choices.map(\.code).filter(codes.contains).map(JSON.string))
    }

    private static func code(_ text: String, among choices: [Choice]) -> String? {
        choices.first { $0.code == text }?.code ?? choices.first { $0.name.zh == text || $0.name.en == text }?.code
    }

    static func date(_ text: String) -> LocalDate? {
        if text.utf8.count == 8, text.utf8.allSatisfy({ (48...57).contains($0) }) {
            return LocalDate("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
        }
        return LocalDate(text)
    }

    /// A decimal as JSON writes it: no plus, no leading or closing zeros beyond one.
    static func number(_ text: String) -> String? {
        let plain = text.replacing(",", with: "")
        let digits = plain.hasPrefix("-") ? plain.dropFirst() : plain[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
            return nil
        }
        let whole = parts[0].drop { $0 == "0" }
        var fraction = parts.count == 2 ? parts[1] : ""
        while fraction.last == "0" { fraction = fraction.dropLast() }
        let value = (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : ".\(fraction)")
        return plain.hasPrefix("-") && value != "0" ? "-\(value)" : String(value)
    }
}

extension Unicode.Scalar {
    /// White space; asked of so many values that what is ASCII is not looked up in Unicode's tables.
    var isSpace: Bool { isASCII ? self == " " || (9...13).contains(value) : properties.isWhitespace }
}
