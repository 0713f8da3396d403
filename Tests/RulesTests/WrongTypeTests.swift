import Testing

@testable import Rules

/// Every operator on every pair of kinds: what has no meaning is null and never a fault (DMN 1.5 §10.3.2.5, tables 50 to 57).
struct WrongTypeTests {
    private static let samples: [(kind: String, text: String)] = [
        ("null", "null"), ("boolean", "true"), ("number", "4"), ("string", "\"4\""), ("date", "@\"2026-11-23\""),
        ("time", "@\"10:00:00Z\""), ("date and time", "@\"2026-11-23T10:00:00Z\""), ("days", "@\"P4D\""), ("months", "@\"P4M\""),
        ("list", "[4, 5]"), ("context", "{four: 4}"), ("range", "[4..5]"), ("function", "(function(x) x)"),
    ]

    /// The pairs of kinds with a meaning, left to right.
    private static let meanings: [String: Set<[String]>] = [
        "+": [
            ["number", "number"], ["string", "string"], ["date", "days"], ["date", "months"], ["days", "date"], ["months", "date"],
            ["time", "days"], ["days", "time"], ["date and time", "days"], ["date and time", "months"], ["days", "date and time"],
            ["months", "date and time"], ["days", "days"], ["months", "months"],
        ],
        "-": [
            ["number", "number"], ["date", "date"], ["date", "date and time"], ["date and time", "date"], ["date", "days"],
            ["date", "months"], ["time", "time"], ["time", "days"], ["date and time", "date and time"], ["date and time", "days"],
            ["date and time", "months"], ["days", "days"], ["months", "months"],
        ],
        "*": [["number", "number"], ["number", "days"], ["number", "months"], ["days", "number"], ["months", "number"]],
        "/": [["number", "number"], ["days", "number"], ["months", "number"], ["days", "days"], ["months", "months"]],
        "**": [["number", "number"]],
    ]

    private static let ordered: Set<String> = ["number", "string", "date", "time", "date and time", "days", "months"]

    @Test(arguments: ["+", "-", "*", "/", "**"])
    func `arithmetic`(_ sign: String) throws {
        let meanings = try #require(Self.meanings[sign])
        for left in Self.samples {
            for right in Self.samples {
                let value = try evaluated("\(left.text) \(sign) \(right.text)")
                #expect(value.isNull == !meanings.contains([left.kind, right.kind]), "\(left.text) \(sign) \(right.text)")
            }
        }
    }

    @Test(arguments: ["<", "<=", ">", ">="])
    func `order`(_ sign: String) throws {
        for left in Self.samples {
            for right in Self.samples {
                let value = try evaluated("\(left.text) \(sign) \(right.text)")
                let hasMeaning = left.kind == right.kind && Self.ordered.contains(left.kind)
                #expect(value == (hasMeaning ? .boolean(sign.contains("=")) : .null), "\(left.text) \(sign) \(right.text)")
            }
        }
    }

    /// Of two kinds only a date and a date and time meet: the date is its midnight in UTC.
    @Test(arguments: ["=", "!="])
    func `equality`(_ sign: String) throws {
        for left in Self.samples {
            for right in Self.samples where left.kind != "function" || right.kind != "function" {
                let value = try evaluated("\(left.text) \(sign) \(right.text)")
                let kinds: Set = [left.kind, right.kind]
                let expected: Value =
                    kinds.count == 1 || kinds.contains("null") || kinds == ["date", "date and time"]
                    ? .boolean((left.kind == right.kind) == (sign == "=")) : .null
                #expect(value == expected, "\(left.text) \(sign) \(right.text)")
            }
        }
    }
}
