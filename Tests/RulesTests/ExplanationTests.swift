import Kernel
import Testing

@testable import Rules

struct ExplanationTests {
    private let facts = Facts(["enterprise.employees": 412, "enterprise.industry": "C39", "answers.follow": true, "children": [3, 20]])

    private func decisive(_ source: String) throws -> [String] {
        try Expression(source).explain(facts).decisive.map(\.text.zh)
    }

    @Test func `a comparison tells what it found`() throws {
        #expect(try decisive("enterprise.employees <= 300") == ["enterprise.employees <= 300：实际 412"])
        #expect(try Expression("enterprise.employees <= 300").explain(facts).text.en == "enterprise.employees <= 300: actually 412")
    }

    @Test func `a false and is decided by what is false`() throws {
        let source = #"enterprise.employees <= 300 and enterprise.industry in ("C39", "I65")"#
        let explanation = try Expression(source).explain(facts)
        #expect(explanation.value == false)
        #expect(explanation.deciding == [0])
        #expect(explanation.decisive.map(\.source) == ["enterprise.employees <= 300"])
        #expect(explanation.children.count == 2)
    }

    @Test func `a true or is decided by what is true, an unknown one by what is unknown`() throws {
        #expect(try decisive("enterprise.employees < 5 or answers.follow") == ["answers.follow：实际 是"])
        #expect(try decisive("enterprise.employees < 5 or missing > 1") == ["missing > 1：实际 未提供"])
        #expect(try decisive("enterprise.employees > 5 and missing > 1") == ["missing > 1：实际 未提供"])
        #expect(try decisive("enterprise.employees > 5 and answers.follow").count == 2)
    }

    @Test func `in tells which test matched`() throws {
        let explanation = try Expression(#"enterprise.industry in ("I65", "C39")"#).explain(facts)
        #expect(explanation.deciding == [2])
        #expect(explanation.children[2].source == "\"C39\"")
        #expect(explanation.decisive.map(\.text.zh) == [#"enterprise.industry in ("I65", "C39")：实际 "C39""#])
        #expect(try Expression("enterprise.employees in [1..300]").explain(facts).deciding.isEmpty)
    }

    @Test func `not, if and the parts of a comparison`() throws {
        #expect(try decisive("not(enterprise.employees > 300)") == ["enterprise.employees > 300：实际 412"])
        #expect(try decisive("if answers.follow then true else false") == ["answers.follow：实际 是"])
        #expect(
            try decisive("if answers.follow then enterprise.employees > 1 else false") == [
                "answers.follow：实际 是", "enterprise.employees > 1：实际 412",
            ])
        #expect(
            try decisive("count(children) > enterprise.employees") == [
                "count(children) > enterprise.employees：实际 count(children) = 2，enterprise.employees = 412"
            ])
        #expect(try decisive("enterprise.employees between 1 and 300") == ["enterprise.employees between 1 and 300：实际 412"])
        #expect(try decisive("list contains(children, 5)") == ["list contains(children, 5)：实际 [3, 20]"])
        #expect(try decisive("1 = 2") == ["1 = 2：false"])
    }

    @Test func `every is decided by the elements that fail`() throws {
        let explanation = try Expression("every age in children satisfies age < 18").explain(facts)
        #expect(explanation.value == false)
        #expect(explanation.deciding == [1])
        #expect(explanation.decisive.map(\.text.zh) == ["age < 18：实际 20"])
        #expect(explanation.decisive[0].variables == [Context.Entry("age", 20)])
        #expect(try decisive("some age in children satisfies age < 18") == ["age < 18：实际 3"])
    }

    @Test func `the value is that of evaluate`() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<300 {
            let source = RandomExpression.condition(depth: 4, &random)
            guard let expression = try? Expression(source) else { continue }
            #expect(expression.explain(facts, at: morning).value == expression.evaluate(facts, at: morning).value, "\(source)")
        }
    }
}
