import Kernel

/// One figure, with what it should be.
struct Figure {
    enum Goal: Hashable {
        case atLeast(Double)
        case below(Double)
        /// Told for understanding; nothing was promised.
        case none
    }

    /// Stable, for programs: `submit.sqlite.perSecond`.
    var code: String
    var name: Text
    var value: Double
    var unit: Text
    var goal: Goal = .none
    /// What a reader should know before believing it.
    var note: Text?
    /// The conditions that the goal speaks of were not given, so it is neither met nor missed.
    var isUnjudged = false

    var isMet: Bool? {
        if isUnjudged { return nil }
        switch goal {
        case .atLeast(let least): return value >= least
        case .below(let most): return value < most
        case .none: return nil
        }
    }

    var goalText: String {
        switch goal {
        case .atLeast(let least): "≥ \(Figure.written(least))"
        case .below(let most): "< \(Figure.written(most))"
        case .none: "–"
        }
    }

    var verdict: Text {
        guard goal != .none else { return Text(same: "") }
        return isMet.map { $0 ? BenchText.met : BenchText.missed } ?? BenchText.unjudged
    }

    var json: JSON {
        let limit: JSON =
            switch goal {
            case .atLeast(let least): ["atLeast": .number(Figure.plain(least))]
            case .below(let most): ["below": .number(Figure.plain(most))]
            case .none: .null
            }
        return [
            "code": .string(code), "name": JSON(name), "value": .number(Figure.plain(value)), "unit": JSON(unit), "goal": limit,
            "met": isMet.map(JSON.bool) ?? .null, "note": note.map { JSON($0) } ?? .null,
        ]
    }

    /// Three digits that count, and thousands set apart.
    static func written(_ value: Double) -> String {
        let size = value.magnitude
        if size < 100 {
            let places = size >= 10 ? 1 : size >= 0.1 || size == 0 ? 2 : 4
            return trimmed(rounded(value, places))
        }
        let digits = String(Int(value.rounded()).magnitude)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return (value < 0 ? "-" : "") + grouped
    }

    private static func plain(_ value: Double) -> String { value.isFinite ? trimmed(rounded(value, 4)) : "0" }

    private static func rounded(_ value: Double, _ places: Int) -> String {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let whole = Int((value.magnitude * Double(scale)).rounded())
        let fraction = String(whole % scale)
        let padding = String(repeating: "0", count: places - fraction.count)
        return (value < 0 && whole > 0 ? "-" : "") + "\(whole / scale)" + (places > 0 ? "." + padding + fraction : "")
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
