import Testing

@testable import Rules

/// Tests of one value (`< 5`, `= 5`, `!= 5`) are ranges too, and remember how they were written.
struct RangeValueTests {
    @Test(
        arguments: rows(
            #"""
            (< 5) = (< 5) => true
            (< 5) = (< 6) => false
            (< 5) = (<= 5) => false
            (= 7) = (= 7) => true
            (= 7) = (= 7.0) => true
            (= 7) = [7..7] => false
            (= 7) != [7..7] => true
            (!= 7) = (!= 7) => true
            (!= 7) = (= 7) => false
            (!= 7) != (!= 8) => true
            [7..8] = [7..8] => true
            [7..8] = [7..8) => false
            ]7..8] = (7..8] => true
            range("(..5)") = (< 5) => true
            range("[5..)") = (>= 5) => true
            (< 5) = 5 => null
            (< 5) = null => false
            """#))
    func `equality`(_ row: Row) throws { try check(row) }

    /// An open end that is null is not known (DMN 1.5 §10.3.2.7); a closed end must be something, and so must one of the two.
    @Test(
        arguments: rows(
            #"""
            (< 10) = (nothing..10) => false
            (<= 10) = (nothing..10] => false
            (> 10) = (10..nothing) => false
            (>= 10) = [10..nothing) => false
            (nothing..10) = ]null..10[ => true
            (nothing..10].start => null
            (nothing..10].end => 10
            5 in (nothing..10] => null
            11 in (nothing..10] => false
            5 in (null..10] => null
            5 in [10..null) => false
            5 in [nothing..10] => null
            5 in (nothing..nothing) => null
            (null..null) => null
            range("(null..10]") = (null..10] => true
            string((null..10]) => "(null..10]"
            (null..10] instance of range<number> => true
            before((null..10], 11) => null
            """#))
    func `an open end that is null`(_ row: Row) throws {
        try check(row, Facts(["nothing": .null]))
    }

    /// A rule must not let somebody through because a limit is missing.
    @Test(arguments: ["missing", "missing.limit", "1 / 0", "nothing + 1", "number(\"x\")"])
    func `an open end that could not be found leaves the range unknown`(_ end: String) throws {
        let evaluation = try Expression("5 in (\(end)..10]").evaluate(Facts(["nothing": .null]))
        #expect(evaluation.value == .null)
        #expect(!evaluation.reasons.isEmpty)
        #expect(try evaluated("5 in [1..(\(end)))") == .null)
    }

    @Test(
        arguments: rows(
            #"""
            {young: (< 18), r: 17 in young}.r => true
            {young: (< 18), r: 18 in young}.r => false
            {other: (!= "a"), r: "b" in other}.r => true
            {other: (!= "a"), r: "a" in other}.r => false
            {same: (= 3), r: 3.0 in same}.r => true
            {same: (= 3), r: 4 in same}.r => false
            4 in [(= 3), (!= 3)] => true
            3 in [(> 3), (< 3)] => false
            "x" in {same: (= 3)}.same => null
            includes((>= 3), 4) => null
            before((!= 3), 4) => null
            includes((= 3), 3) => true
            """#))
    func `membership`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            (< 5).start => null
            (< 5).end => 5
            (< 5).end included => false
            (<= 5).end included => true
            (> 5).start included => false
            (= 5).start => 5
            (= 5).end => 5
            (= 5).start included => true
            (!= 5).start => null
            (!= 5).end => null
            [1..5].middle => null
            (< 5) instance of range<number> => true
            (< 5) instance of range<string> => false
            ["a".."f"] instance of range<string> => true
            string(< 5) => "(..5)"
            string([1..5)) => "[1..5)"
            """#))
    func `properties`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            {a: 1, b: {a: 2, c: [{a: 3}, {d: {a: 4}}]}}...a => [1, 2, 3, 4]
            [{n: 1}, {m: {n: 2}}]...n => [1, 2]
            {a: 1}...b => []
            {a: {a: 1}}...a => [{a: 1}, 1]
            5...a => []
            """#))
    func `descendants`(_ row: Row) throws { try check(row) }
}
