import Kernel
import Testing

@testable import Rules

struct FactsTests {
    @Test func `dotted names nest`() {
        let facts = Facts(["enterprise.employees": 412, "enterprise.address.city": "上海", "today": .date(LocalDate(dayNumber: 0)), "x": 1])
        #expect(facts["enterprise.employees"] == 412)
        #expect(facts["enterprise.address.city"] == "上海")
        #expect(facts["x"] == 1)
        #expect(facts["enterprise"]?.context?.entries.count == 2)
        #expect(facts["enterprise.none"] == nil)
        #expect(facts["x.y"] == nil)
        #expect(facts[""] == nil)
    }

    @Test func `a context and dotted names join`() {
        let facts = Facts(["a": .context(Context([.init("b", 1)])), "a.c": 2, "a.d.e": 3, "z": 1, "z.y": 2])
        #expect(facts["a.b"] == 1)
        #expect(facts["a.c"] == 2)
        #expect(facts["a.d.e"] == 3)
        #expect(facts["z.y"] == 2)
    }

    @Test func `JSON in and out`() throws {
        let json = try JSON(parsing: #"{"a":{"b":[1,2.50,null,true,"x"]},"a.c":1e3,"big":1e999999}"#)
        let facts = Facts(json)
        #expect(facts["a.b"] == .list([1, .number(try #require(Decimal34("2.5"))), .null, true, "x"]))
        #expect(facts["a.c"] == 1000)
        #expect(facts["big"] == .null)
        #expect(Value(json["a"] ?? .null).json.text == #"{"b":[1,2.5,null,true,"x"]}"#)
        #expect(
            try evaluated(#"{d: @"2020-01-01", t: @"10:00:00Z", p: @"P1D", r: [1..2], f: abs}"#).json.text
                == #"{"d":"2020-01-01","t":"10:00:00Z","p":"P1D","r":"[1..2]","f":"abs"}"#)
        #expect(Facts(JSON.array([])).root.entries.isEmpty)
    }

    @Test func `a text stays a text unless the caller gives a date`() throws {
        let text = Facts(try JSON(parsing: #"{"birth":"2020-01-01"}"#))
        #expect(try evaluated(#"birth < @"2021-01-01""#, text) == .null)
        #expect(try evaluated(#"date(birth) < @"2021-01-01""#, text) == true)
        let typed = Facts(["birth": .date(try #require(LocalDate("2020-01-01")))])
        #expect(try evaluated(#"birth < @"2021-01-01""#, typed) == true)
    }

    @Test func `a context of many names finds each`() {
        let context = Context((0..<100).map { .init("n\($0)", .number($0)) })
        #expect((0..<100).allSatisfy { context["n\($0)"] == .number($0) })
        #expect(context["n100"] == nil)
    }

    @Test func `reasons say where and why a value became null`() throws {
        let evaluation = try Expression("enterprise.employees <= 300\n  and missing > 1").evaluate(Facts(["enterprise.employees": 12]))
        #expect(evaluation.truth == .unknown)
        let first = try #require(evaluation.reasons.first)
        #expect((first.line, first.column, first.source) == (2, 7, "missing"))
        #expect(first.message.zh == "没有名为 missing 的事实。")
        #expect(evaluation.reasons.count == 2)
        #expect(try Expression("1 < 2").evaluate(.none).reasons.isEmpty)
        #expect(try Expression("1 < 2").evaluate(.none).truth == .yes)
        #expect(try Expression("2 < 1").evaluate(.none).truth == .no)
    }
}
