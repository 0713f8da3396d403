extension Value {
    /// FEEL's `=` (DMN 1.5 table 53): nil for values of different kinds; null equals only null.
    package func equals(_ other: Value) -> Bool? {
        switch (self, other) {
        case (.null, .null): true
        case (.null, _), (_, .null): false
        case (.number(let a), .number(let b)): a == b
        case (.string(let a), .string(let b)): sameScalars(a, b)
        case (.boolean(let a), .boolean(let b)): a == b
        case (.date(let a), .date(let b)): a == b
        // Where the two meet, a date is its midnight in UTC (DMN 1.5 §10.3.2.9.4).
        case (.date(let a), .dateTime): Value.dateTime(DateTime(midnightOf: a)).compared(with: other) == 0
        case (.dateTime, .date(let b)): compared(with: .dateTime(DateTime(midnightOf: b))) == 0
        // A time with a zone and one without are simply not the same.
        case (.time, .time), (.dateTime, .dateTime): compared(with: other) == 0
        case (.daysDuration(let a), .daysDuration(let b)): a == b
        case (.monthsDuration(let a), .monthsDuration(let b)): a == b
        case (.list(let a), .list(let b)): allEqual(a, b)
        case (.context(let a), .context(let b)): equalContexts(a, b)
        case (.range(let a), .range(let b)): equalIntervals(a, b)
        case (.function(let a), .function(let b)): a == b
        default: nil
        }
    }

    /// Negative, zero or positive as in FEEL's `<`; nil where the two have no order (DMN 1.5 table 54).
    package func compared(with other: Value) -> Int? {
        switch (self, other) {
        case (.number(let a), .number(let b)): a == b ? 0 : a < b ? -1 : 1
        case (.string(let a), .string(let b)): sameScalars(a, b) ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
        case (.date(let a), .date(let b)): a == b ? 0 : a < b ? -1 : 1
        // The value of a time is a number of seconds (DMN 1.5 §10.3.2.3.4, §10.3.2.3.6): what is below a second does not count.
        case (.time(let a), .time(let b)): a.wholeSeconds.compared(with: b.wholeSeconds)
        case (.dateTime(let a), .dateTime(let b)):
            DateTime(a.date, a.time.wholeSeconds).compared(with: DateTime(b.date, b.time.wholeSeconds))
        case (.daysDuration(let a), .daysDuration(let b)): a == b ? 0 : a < b ? -1 : 1
        case (.monthsDuration(let a), .monthsDuration(let b)): a == b ? 0 : a < b ? -1 : 1
        default: nil
        }
    }
}

/// FEEL compares code points; Swift's `==` would call é and e + ́ the same.
private func sameScalars(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && a.utf8.elementsEqual(b.utf8)
}

private func allEqual(_ a: [Value], _ b: [Value]) -> Bool? {
    guard a.count == b.count else { return false }
    var known = true
    for (left, right) in zip(a, b) {
        switch left.equals(right) {
        case .some(true): continue
        case .some(false): return false
        case .none: known = false
        }
    }
    return known ? true : nil
}

private func equalContexts(_ a: Context, _ b: Context) -> Bool? {
    guard a.entries.count == b.entries.count else { return false }
    var known = true
    for entry in a.entries {
        guard let other = b[entry.name] else { return false }
        switch entry.value.equals(other) {
        case .some(true): continue
        case .some(false): return false
        case .none: known = false
        }
    }
    return known ? true : nil
}

private func equalIntervals(_ a: Interval, _ b: Interval) -> Bool? {
    guard a.form == b.form, a.startIncluded == b.startIncluded, a.endIncluded == b.endIncluded else { return false }
    return allEqual([a.start ?? .null, a.end ?? .null], [b.start ?? .null, b.end ?? .null])
}
