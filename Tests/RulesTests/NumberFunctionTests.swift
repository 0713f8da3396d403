import Kernel
import Testing

@testable import Rules

struct NumberFunctionTests {
    @Test(
        arguments: rows(
            #"""
            decimal(1/3, 2) => 0.33
            decimal(1.5, 0) => 2
            decimal(2.5, 0) => 2
            decimal(-2.5, 0) => -2
            decimal(1234, -2) => 1200
            decimal(1, null) => null
            decimal(1, 7000) => null
            decimal(null, 1) => null
            floor(1.5) => 1
            floor(-1.5) => -2
            floor(-1.56, 1) => -1.6
            ceiling(1.5) => 2
            ceiling(-1.5) => -1
            ceiling(-1.56, 1) => -1.5
            round up(5.5, 0) => 6
            round up(-5.5, 0) => -6
            round up(1.121, 2) => 1.13
            round down(5.5, 0) => 5
            round down(-1.126, 2) => -1.12
            round half up(5.5, 0) => 6
            round half up(-5.5, 0) => -6
            round half up(1.125, 2) => 1.13
            round half down(5.5, 0) => 5
            round half down(-5.5, 0) => -5
            round half down(1.126, 2) => 1.13
            round up(n: 5.5, scale: 0) => 6
            round up(n: 5.5) => null
            round down(n: 5.5) => null
            round half up(1234.5) => null
            round half down(5.5, null) => null
            floor("a") => null
            abs(-10) => 10
            abs(@"-PT5H") => PT5H
            abs(@"-P5M") => P5M
            abs(null) => null
            modulo(12, 5) => 2
            modulo(-12, 5) => 3
            modulo(12, -5) => -3
            modulo(-12, -5) => -2
            modulo(10.1, 4.5) => 1.1
            modulo(1, 0) => null
            sqrt(16) => 4
            sqrt(2) => 1.414213562373095048801688724209698
            sqrt(0.0625) => 0.25
            sqrt(-1) => null
            sqrt(0) => 0
            log(1) => 0
            log(0) => null
            log(-1) => null
            exp(0) => 1
            exp(null) => null
            odd(5) => true
            odd(-5) => true
            odd(2) => false
            even(2) => true
            even(-3) => false
            even(0) => true
            even(1.5) => false
            odd("a") => null
            abs([-3]) => 3
            abs(n: -3) => 3
            abs(x: -3) => null
            abs() => null
            abs(1, 2) => null
            """#))
    func `numbers`(_ row: Row) throws { try check(row) }

    @Test(arguments: [
        ("exp(1)", "2.718281828459045235360287471352662"), ("exp(5)", "148.4131591025766034211155800405523"),
        ("exp(-1)", "0.3678794411714423215955237701614609"), ("log(10)", "2.302585092994045684017991454684364"),
        ("log(2)", "0.6931471805599453094172321214581766"), ("2 ** 1.5", "2.828427124746190097603377448419396"),
        ("3 ** 2.55", "16.468695494490107839421656803492141"), ("exp(100)", "26881171418161354484126255515800135873611118.77"),
        ("log(0.001)", "-6.90775527898213705205397436405309262"), ("1.0001 ** 3650", "1.4404877207609194519934308590639249"),
    ]) func `transcendental functions are good to thirty digits`(_ source: String, _ expected: String) throws {
        let value = try #require(try evaluated(source).number)
        let wanted = try #require(Decimal34(expected))
        let precision = try #require(Decimal34("1E-30"))
        let (difference, product) = (value - wanted, wanted * precision)
        let error = try #require(difference).magnitude
        let allowed = try #require(product)
        #expect(error <= allowed.magnitude, "\(source) = \(value)")
    }

    @Test(
        arguments: rows(
            #"""
            number("1 000,0", " ", ",") => 1000
            number("1,000.50", ",", ".") => 1000.5
            number("1.000.000,01", ".", ",") => 1000000.01
            number("1000", null, null) => 1000
            number("1,5", null, ",") => 1.5
            number("1.5", null, ",") => null
            number("12a", ",", ".") => null
            number("1", ".", ".") => null
            number("1", "x", ".") => null
            number("1", ",", "x") => null
            number(null, ",", ".") => null
            number("-1.5") => -1.5
            number("") => null
            number(from: "1", grouping separator: ",", decimal separator: ".") => 1
            number(5) => 5
            string(1.1) => "1.1"
            string(1.10) => "1.1"
            string("a") => "a"
            string(true) => "true"
            string(null) => null
            string(date("2012-12-25")) => "2012-12-25"
            string(time("11:00:00Z")) => "11:00:00Z"
            string(duration("P1Y2M")) => "P1Y2M"
            string([1, 2, "foo"]) => "[1, 2, \"foo\"]"
            string({a: "foo", b: {c: null}}) => "{a: \"foo\", b: {c: null}}"
            string({"a b": 1}) => "{a b: 1}"
            string({"{": 1}) => "{\"{\": 1}"
            string([1..3]) => "[1..3]"
            string(from: 1) => "1"
            string() => null
            """#))
    func `conversions`(_ row: Row) throws { try check(row) }
}
