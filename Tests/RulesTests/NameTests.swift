import Kernel
import Testing

@testable import Rules

struct NameTests {
    private static let facts = Facts([
        "last name": "Wang", "days in weekend": ["sat", "sun"], "in a list": ["a"], "a+b": 7, "a": 1, "b": 2, "profit and loss": 5,
        "enterprise.employees": 412, "enterprise.registered capital": 1000, "年龄": 18,
    ])
    private static let names: Set<String> = [
        "last name", "days in weekend", "in a list", "a+b", "profit and loss", "enterprise.registered capital", "年龄",
    ]

    @Test(
        arguments: rows(
            """
            last name => "Wang"
            last  name = "Wang" => true
            for i in days in weekend return i + "!" => ["sat!", "sun!"]
            for i in in a list return i => ["a"]
            a+b => 7
            a + b => 7
            b+a => 3
            profit and loss > 4 and true => true
            enterprise.registered capital * 2 => 2000
            enterprise.employees => 412
            年龄 >= 18 => true
            date and time("2020-01-01T00:00:00") = @"2020-01-01T00:00:00" => true
            """))
    func `names with spaces and signs are found in the scope`(_ row: Row) throws {
        try check(row, NameTests.facts, names: NameTests.names)
    }

    @Test func `without being told an unknown name with a space is an error`() {
        #expect(throws: ParseError.self) { try Expression("last name = 1") }
    }

    @Test func `a local name hides a fact, and a fact a function's name without hiding the function`() throws {
        let facts = Facts(["x": 1, "count": 5, "date": "2020-01-01"])
        #expect(try evaluated("for x in [2] return x", facts) == [2])
        #expect(try evaluated("count + count([1, 2])", facts) == 7)
        #expect(try evaluated("string(date(date))", facts) == "2020-01-01")
        #expect(try evaluated("{x: 2, y: x}.y", facts) == 2)
    }

    @Test(
        arguments: rows(
            """
            enterprise.employees <= 300 and enterprise.industry in ("C39") => enterprise.employees, enterprise.industry
            count(children[age < 18 and city = home.city]) > 0 and home.size > 3 => children, home.city, home.size
            some c in children satisfies c.age > limit => children, limit
            for i in 1..n return partial[-1] + i => n
            {a: b, c: a}.c + function(x) x + y => b, y
            today() > date(child.birth) => child.birth
            x between low and high => x, low, high
            if a.b then c else d[1].e => a.b, c, d
            x in (? > y) => x, y
            fee(a) => fee, a
            1 + 2 => 
            """))
    func `inputs are the facts asked for`(_ row: Row) throws {
        let expected = row.expected.split(separator: ", ").map(String.init)
        #expect(try Expression(row.expression).inputs == Set(expected))
    }
}
