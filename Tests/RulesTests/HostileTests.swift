import Kernel
import Testing

@testable import Rules

/// Writes random expressions: mostly well-formed, of all kinds and with operands of the wrong type.
enum RandomExpression {
    static func condition(depth: Int, _ random: inout SeededRandom) -> String {
        guard depth > 0 else { return leaf(&random) }
        let next = { (random: inout SeededRandom) in condition(depth: depth - 1, &random) }
        switch Int.random(in: 0..<18, using: &random) {
        case 0: return "\(next(&random)) and \(next(&random))"
        case 1: return "\(next(&random)) or \(next(&random))"
        case 2: return "not(\(next(&random)))"
        case 3: return "(\(next(&random)) \(pick(["=", "!=", "<", "<=", ">", ">="], &random)) \(next(&random)))"
        case 4: return "(\(next(&random)) \(pick(["+", "-", "*", "/", "**"], &random)) \(next(&random)))"
        case 5: return "if \(next(&random)) then \(next(&random)) else \(next(&random))"
        case 6: return "[\(next(&random)), \(next(&random))]"
        case 7: return "{a: \(next(&random)), b: \(next(&random))}.\(pick(["a", "b", "c", "year"], &random))"
        case 8: return "[\(next(&random))][\(next(&random))]"
        case 9: return "(\(next(&random))) in (\(next(&random)), < \(leaf(&random)))"
        case 10: return "(\(leaf(&random)) between \(leaf(&random)) and \(leaf(&random)))"
        case 11: return "(\(pick(["some", "every"], &random)) x in [\(next(&random)), 1] satisfies \(next(&random)))"
        case 12: return "(for x in \(leaf(&random))..\(leaf(&random)) return \(next(&random)))"
        case 13: return "(\(next(&random))) instance of \(pick(["number", "string", "list<Any>", "Any", "date and time"], &random))"
        case 14, 15:
            let name = pick(BuiltIns.byName.keys.sorted(), &random)
            let arguments = (0..<Int.random(in: 0...3, using: &random)).map { _ in condition(depth: depth - 1, &random) }
            return "\(name)(\(arguments.joined(separator: ", ")))"
        case 16: return "[\(leaf(&random))..\(leaf(&random))]"
        default: return "(function(x) \(next(&random)))(\(next(&random)))"
        }
    }

    private static func leaf(_ random: inout SeededRandom) -> String {
        pick(
            [
                "1", "0", "-2.5", "1e30", "true", "false", "null", "\"a\"", "\"\"", "\"(a+)+\"", "x", "item", "?", "enterprise.employees",
                "children",
                "@\"2020-02-29\"", "@\"10:00:00Z\"", "@\"2020-02-29T10:00:00@Europe/Paris\"", "@\"P1Y\"", "@\"-PT5H\"", "[]", "{}", "abs",
                "today()",
                "[1..3]", "\"2020-13-01\"",
            ], &random)
    }

    private static func pick(_ choices: [String], _ random: inout SeededRandom) -> String {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }
}

struct HostileTests {
    private let facts = Facts(["x": 5, "enterprise.employees": 412, "children": [1, 2, 3]])

    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `random expressions never crash`(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var parsed = 0
        for _ in 0..<1500 {
            let source = RandomExpression.condition(depth: 4, &random)
            guard let expression = try? Expression(source) else { continue }
            parsed += 1
            let first = expression.evaluate(facts, at: morning)
            #expect(first.value == expression.evaluate(facts, at: morning).value || "\(first.value)".contains("unction"), "\(source)")
            _ = first.value.json.text
            _ = expression.inputs
        }
        #expect(parsed > 1000)
    }

    /// Numbers at the ends of what the machine counts with.
    @Test(
        arguments: rows(
            """
            -(@"P1M" * -9223372036854775808) => null
            abs(@"P1M" * -9223372036854775808) => null
            date("2020-01-01") + @"P999999999999Y" => null
            time(1, 2, 3, duration("-P106751991167300DT15H30M8S")) => null
            -duration("-P106751991167300DT15H30M8S") => null
            sublist([1, 2], 2, 9223372036854775807) => null
            substring("abc", 2, 9223372036854775807) => "bc"
            substring("abc", -9223372036854775808) => null
            [1, 2][9223372036854775807] => null
            [1, 2][-9223372036854775808] => null
            for i in -9223372036854775808..9223372036854775807 return i => null
            date(9223372036854775807, 1, 1) => null
            date(2020, 1, 9223372036854775807) => null
            decimal(1, 9223372036854775807) => null
            1E+6144 * 10 => null
            1E-6176 / 1E+10 => 0
            exp(1E+300) => null
            exp(-1E+300) => 0
            2 ** 9223372036854775807 => null
            0.5 ** 9223372036854775807 => 0
            1 ** 9223372036854775807 => 1
            -1 ** 1E+300 => null
            @"2020-01-01T00:00:00" + @"P106751991167300D" => null
            @"P106751991167300D" * 1E+30 => null
            """))
    func `numbers at the edge`(_ row: Row) throws {
        try check(row)
    }

    @Test(arguments: [5, 6] as [UInt64]) func `random mutilated text never crashes`(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let signs = Array("()[]{}<>=!.,:+-*/@\"\\?'# \n\t&中，\u{0}aif01")
        var failed = 0
        for _ in 0..<3000 {
            var text = Array(RandomExpression.condition(depth: 3, &random))
            for _ in 0..<Int.random(in: 1...4, using: &random) where !text.isEmpty {
                let at = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text.remove(at: at)
                case 1: text.insert(signs[Int.random(in: 0..<signs.count, using: &random)], at: at)
                default: text[at] = signs[Int.random(in: 0..<signs.count, using: &random)]
                }
            }
            do {
                _ = try Expression(String(text)).evaluate(facts, at: morning)
            } catch {
                failed += 1
                #expect(error.line >= 1 && error.column >= 1)
            }
        }
        #expect(failed > 500)
    }

    @Test(arguments: [
        "for i in 1..1000000000 return i", "for i in 1..100000, j in 1..100000 return i", "every x in 1..3000, y in 1..3000 satisfies true",
        "for i in 1..100 return if i = 1 then \"aaaaaaaa\" else partial[-1] + partial[-1]",
        "for i in 1..100 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
        "for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]",
        "for i in 1..60 return if i = 1 then {a: 1} else {a: partial[-1], b: partial[-1]}",
        "string(for i in 1..60 return if i = 1 then [1] else append(partial[-1], partial[-1]))",
        "{f: function(n) f(n + 1), r: f(0)}.r", "{f: function(n) f(n) + f(n), r: f(0)}.r",
        "(function(f) f(f))(function(f) f(f))", "(function(f) f(f) + f(f))(function(f) f(f) + f(f))",
        "count(for i in 1..30000 return partial)",
        "{l: for i in 1..10000 return i, r: for j in 1..10000 return sum(l)}.r",
        "{l: for i in 1..10000 return i, r: for j in 1..10000 return l = l}.r",
        "{l: for i in 1..10000 return i, r: for j in 1..10000 return -1 in l}.r",
        "{l: for i in 1..10000 return i, r: for j in 1..10000 return l instance of list<number>}.r",
        "for j in 1..100000 return 1.234567 ** 0.777",
        "for j in 1..10000 return contains(long, \"\(String(repeating: "a", count: 999))b\")",
        "for j in 1..10000 return matches(long, \"(a*)*b\")", "for j in 1..100000 return long = long",
        "for j in 1..10000 return upper case(long)", "replace(long, \"(a+)\", \"\(String(repeating: "$1", count: 5000))\")",
        "union(for i in 1..5000 return {a: i}, for i in 1..5000 return {a: i})",
    ]) func `what would run for ever is stopped`(_ source: String) throws {
        let evaluation = try Expression(source).evaluate(Facts(["long": .string(String(repeating: "a", count: 50_000))]))
        #expect(evaluation.value == .null || evaluation.value.list != nil)
        #expect(!evaluation.reasons.isEmpty)
        #expect(evaluation.reasons.count <= Evaluator.mostReasons)
    }

    /// A cut-off part is null, but what is made of it must not look known.
    @Test(arguments: [
        "{f: function(n) f(n + 1), r: f(0)}.r = null", "(for i in 1..10000000 return i) = null",
        "not((for i in 1..10000000 return i) != null)",
        "{l: for i in 1..1000000 return i, r: 1}.r", "if (for i in 1..10000000 return i) = null then 1 else 2",
        "count([(for i in 1..10000000 return i)]) = 1",
    ]) func `what was cut short is not known`(_ source: String) throws {
        #expect(try Expression(source).evaluate(.none).value == .null)
        #expect(try UnaryTests("\(source), 1").evaluate(1, .none).value == .null)
    }

    /// What grows with the square of its text or list must not: each of these is thousands long.
    @Test func `long texts, many entries and many names are read in one go`() throws {
        let long = String(repeating: "a", count: 200_000)
        let facts = Facts(["long": .string(long), "part": .string(String(repeating: "a", count: 100_000) + "b")])
        #expect(try evaluated("contains(long, part)", facts) == false)
        #expect(try evaluated("substring before(long, part)", facts) == "")
        #expect(try evaluated("count(get entries(context(for i in 1..20000 return {key: string(i), value: i})))") == 20_000)
        let merged = "context merge(for i in 1..2 return context(for j in 1..10000 return {key: string(i * j), value: i}))"
        #expect(try evaluated("count(get entries(\(merged)))") == 15_000)
        let names = (0..<20_000).map { "name \($0)" }
        let named = Facts(Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Value.number($0)) }))
        #expect(try evaluated("name 7 + name 19999", named, names: Set(names)) == 20_006)
    }

    @Test func `a name with a great many dots is no path`() throws {
        let name = Array(repeating: "a", count: 50_000).joined(separator: ".")
        #expect(Facts([name: 1])["a"] == nil)
        let atMost = Array(repeating: "a", count: Facts.mostParts).joined(separator: ".")
        #expect(Facts([atMost: 1])[atMost] == 1)
        let line = JSON.object([.init("expression", "1"), .init("facts", .object([.init(name, 1)]))]).text
        let answer = try JSON(parsing: RulesLines.evaluate(line: line))
        #expect(answer["error"]?["message"]?["en"]?.string?.contains("at most 100 parts") == true)
    }
}
