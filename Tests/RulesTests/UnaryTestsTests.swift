import Kernel
import Testing

@testable import Rules

struct UnaryTestsTests {
    @Test(
        arguments: rows(
            """
            - | 5 => yes
             -  | 5 => yes
            5 | 5 => yes
            6 | 5 => no
            < 5 | 5 => no
            <= 5 | 5 => yes
            1, 5 | 5 => yes
            1, 2 | 5 => no
            [1..5) | 5 => no
            [1..5] | 5 => yes
            not(5) | 5 => no
            not(1, 2) | 5 => yes
            not(< 3, > 9) | 5 => yes
            ? > 4 | 5 => yes
            ? > limit | 5 => no
            limit | 10 => yes
            odd(?) | 5 => yes
            not(odd(?)) | 5 => no
            "a" | 5 => unknown
            null | 5 => no
            -5 | 5 => no
            > 1 + 1 | 5 => yes
            [limit, 5] | 5 => yes
            not(limit) | 10 => no
            true | 5 => yes
            """))
    func `a cell of a decision table`(_ row: Row) throws {
        let parts = row.expression.split(separator: "|")
        let value = Value.number(try #require(Int(parts[1].trimmingPrefix(" "))))
        let truth = try UnaryTests(String(parts[0])).evaluate(value, Facts(["limit": 10])).truth
        #expect("\(truth)" == row.expected)
    }

    @Test func `null passes a test for null`() throws {
        #expect(try UnaryTests("null").evaluate(.null, .none).truth == .yes)
        #expect(try UnaryTests("not(null)").evaluate(.null, .none).truth == .no)
        #expect(try UnaryTests("< 5").evaluate(.null, .none).truth == .unknown)
    }

    @Test(arguments: ["", "5,", "not(5", "<", "- 5 6"]) func `errors are found while reading`(_ source: String) {
        #expect(throws: ParseError.self) { try UnaryTests(source) }
    }
}
