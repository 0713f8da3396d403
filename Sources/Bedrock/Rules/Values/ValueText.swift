extension Value {
    /// The value as FEEL's `string()` writes it; inside lists and contexts strings stand in quotation marks.
    package var text: String {
        switch self {
        case .string(let value): value
        default: literal
        }
    }

    /// As `text`, with a string in quotation marks.
    package var literal: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let value): value.description
        case .string(let value): quoted(value)
        case .date(let value): value.feelText
        case .time(let value): value.text
        case .dateTime(let value): value.text
        case .daysDuration(let value): value.text
        case .monthsDuration(let value): monthsText(value)
        case .list(let items): "[" + items.map(\.literal).joined(separator: ", ") + "]"
        case .context(let context): "{" + context.entries.map { nameText($0.name) + ": " + $0.value.literal }.joined(separator: ", ") + "}"
        case .range(let range): range.text
        case .function(let function): function.text
        }
    }
}

extension Interval {
    var text: String {
        if form == .exclusion { return "!= " + (start?.rangeLiteral ?? "null") }
        return (startIncluded ? "[" : "(") + (start?.rangeLiteral ?? "") + ".." + (end?.rangeLiteral ?? "") + (endIncluded ? "]" : ")")
    }
}

extension Value {
    /// Inside a range dates and the like keep their `@`, so that `range()` reads what `string()` wrote.
    fileprivate var rangeLiteral: String {
        switch self {
        case .date, .time, .dateTime, .daysDuration, .monthsDuration: "@\"\(literal)\""
        default: literal
        }
    }
}

extension TimeOfDay {
    /// ISO 8601; a region follows an `@` (DMN 1.5 §10.3.2.3.4).
    package var text: String {
        var text = twoPlaces(hour) + ":" + twoPlaces(minute) + ":" + twoPlaces(second) + fractionText(nanosecond)
        switch zone {
        case .none: break
        case .region(let name): text += "@" + name
        case .offset(0): text += "Z"
        case .offset(let seconds):
            let magnitude = abs(seconds)
            text += (seconds < 0 ? "-" : "+") + twoPlaces(magnitude / 3600) + ":" + twoPlaces(magnitude / 60 % 60)
            if magnitude % 60 != 0 { text += ":" + twoPlaces(magnitude % 60) }
        }
        return text
    }
}

extension DateTime {
    package var text: String { date.feelText + "T" + time.text }
}

extension DaysDuration {
    /// ISO 8601: `P2DT3H`, `-PT1.5S`, `PT0S`.
    package var text: String {
        let (negative, days, hours, minutes, seconds, nanoseconds) = parts
        var clock = ""
        if hours > 0 { clock += "\(hours)H" }
        if minutes > 0 { clock += "\(minutes)M" }
        if seconds > 0 || nanoseconds > 0 { clock += "\(seconds)\(fractionText(nanoseconds))S" }
        if days == 0, clock.isEmpty { return "PT0S" }
        return (negative ? "-P" : "P") + (days > 0 ? "\(days)D" : "") + (clock.isEmpty ? "" : "T" + clock)
    }
}

extension Function {
    var text: String {
        switch form {
        case .builtIn(let function): function.name
        case .defined(let definition): "function(" + definition.literal.parameters.map(\.name).joined(separator: ", ") + ")"
        }
    }
}

private func monthsText(_ months: Int) -> String {
    let (years, rest) = months.magnitude.quotientAndRemainder(dividingBy: 12)
    if months == 0 { return "P0M" }
    return (months < 0 ? "-P" : "P") + (years > 0 ? "\(years)Y" : "") + (rest > 0 ? "\(rest)M" : "")
}

private func fractionText(_ nanoseconds: Int) -> String {
    guard nanoseconds > 0 else { return "" }
    let digits = String(nanoseconds)
    var text = "." + String(repeating: "0", count: 9 - digits.utf8.count) + digits
    while text.hasSuffix("0") { text.removeLast() }
    return text
}

private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out + "\""
}

private func nameText(_ name: String) -> String {
    let parts = name.unicodeScalars
    let plain = !parts.isEmpty && parts.allSatisfy { Letters.isNamePart($0) || $0 == " " } && parts.first.map(Letters.isNameStart) == true
    return plain ? name : quoted(name)
}
