import Kernel
import Testing

@testable import Rules

struct ComparisonTests {
    @Test(
        arguments: rows(
            #"""
            null = null => true
            null != null => false
            1 = null => false
            null = "a" => false
            1 != null => true
            true = true => true
            true != false => true
            false = 0 => null
            1 = 1.00 => true
            -0 = 0 => true
            100 = "100" => null
            100 != "100" => null
            "foo" = "Foo" => false
            "é" = "e\u0301" => false
            [1, 2, 3] = [1, 2, 3] => true
            [1, 2, 3] = [3, 2, 1] => false
            [1, 2] = [1, 2, 3] => false
            [1, "a"] = [1, 2] => null
            [] = [] => true
            [] = null => false
            [] = 0 => null
            {a: 1, b: 2} = {b: 2, a: 1} => true
            {a: 1} = {a: 2} => false
            {a: 1} = {b: 1} => false
            {} = {} => true
            {} = [] => null
            {foo: "bar"} = {"foo": "bar"} => true
            true[1] = true => true
            100[1] = 100 => true
            {a: "foo"}[1] = {a: "foo"} => true
            date("2018-12-08") = date("2018-12-08") => true
            date("2018-12-07") = 100 => null
            @"2002-04-02" = @"2002-04-02T00:00:00Z" => true
            @"2002-04-02" = @"2002-04-02T00:00:00+00:00" => true
            @"2002-04-02T08:00:00+08:00" = @"2002-04-02" => true
            @"2002-04-02T00:00:00@Asia/Shanghai" = @"2002-04-02" => false
            @"2002-04-02" != @"2002-04-02T00:00:01Z" => true
            @"2002-04-02" = @"2002-04-02T00:00:00" => false
            [@"2002-04-02"] = [@"2002-04-02T00:00:00Z"] => true
            list contains([@"2002-04-02"], @"2002-04-02T00:00:00Z") => true
            distinct values([@"2002-04-02T00:00:00Z", @"2002-04-02", @"2002-04-03"]) => [2002-04-02T00:00:00Z, 2002-04-03]
            distinct values([@"2002-04-02", @"2002-04-03", @"2002-04-02"]) => [2002-04-02, 2002-04-03]
            time("10:30:00.0000") = time("10:30:00") => true
            time("10:30:00Z") = time("10:30:00+00:00") => true
            time("10:30:00+02:00") = time("08:30:00Z") => true
            time("10:30:00@Europe/Paris") = time("10:30:00") => false
            time("10:30:00@Europe/Paris") = time("10:30:00@Europe/Paris") => true
            time("10:30:00@Europe/Paris") = time("10:30:00@Asia/Dhaka") => false
            date and time("2018-12-08") = date and time("2018-12-08T00:00:00.0000") => true
            date and time("2018-07-08T12:00:00@Europe/Paris") = date and time("2018-07-08T10:00:00Z") => true
            date and time("2018-12-08T10:30:00") = date and time("2018-12-08T10:30:00Z") => false
            duration("P1Y") = duration("P12M") => true
            duration("P1D") = duration("PT24H") => true
            duration("P0Y") = duration("P0D") => null
            [1..3] = [1..3] => true
            [1..3] = (1..3] => false
            """#))
    func `equality`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            1 < 2 => true
            2 < 1 => false
            1 <= 1 => true
            1 >= 1.0 => true
            1 > 1 => false
            -1 < 1 => true
            1 < null => null
            null < null => null
            1 < "2" => null
            "a" < "b" => true
            "abc" < "abd" => true
            "Z" < "a" => true
            "中" > "a" => true
            true < false => null
            [1] < [2] => null
            {a: 1} < {a: 2} => null
            date("2018-12-08") < date("2018-12-09") => true
            date("2018-12-08") < date and time("2018-12-09T00:00:00") => null
            time("10:00:00") < time("10:00:01") => true
            time("10:00:00") < time("10:00:01Z") => null
            time("10:00:00+01:00") < time("10:00:00Z") => true
            date and time("2018-12-08T10:00:00") < date and time("2018-12-08T10:00:01") => true
            duration("P1D") < duration("P2D") => true
            duration("P1Y") > duration("P11M") => true
            duration("P1Y") > duration("P1D") => null
            1 < 2 = true => true
            time("10:00:00.1") < time("10:00:00.9") => false
            time("10:00:00.9") < time("10:00:01.1") => true
            @"2026-11-23T10:00:00.25Z" <= @"2026-11-23T10:00:00.75Z" => true
            @"2026-11-23T10:00:00.25Z" >= @"2026-11-23T10:00:00.75Z" => true
            """#))
    func `order`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            1 between 1 and 3 => true
            3 between 1 and 3 => true
            4 between 1 and 3 => false
            0 between 1 and 3 => false
            1 between null and 3 => null
            1 between 1 and null => null
            null between 1 and 3 => null
            "b" between "a" and "c" => true
            1 between "a" and 3 => null
            date("2018-12-08") between date("2018-12-01") and date("2018-12-31") => true
            2 between 1 and 3 and true => true
            2 between 1 + 1 and 3 * 2 => true
            """#))
    func `between`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            1 in [2, 3, 1] => true
            1 in [2, 3, 4] => false
            1 in (2, 3, 1) => true
            1 in [[2..4], [1..3]] => true
            5 in [[2..4], [1..3]] => false
            1 in <= 10 => true
            11 in <= 10 => false
            10 in < 10 => false
            11 in > 10 => true
            10 in >= 10 => true
            10 in = 10 => true
            10 in (!= 10) => false
            10 in != 9 => true
            2 in (2..4) => false
            3 in (2..4) => true
            4 in (2..4] => true
            2 in [2..4) => true
            4 in [2..4) => false
            2 in ]2..4] => false
            4 in [2..4[ => false
            3 in [2..4[ and true => true
            [[1..3[, [4..5[] => [[1..3), [4..5)]
            1 in 1 => true
            1 in 2 => false
            10 in (1, < 5, >= 10) => true
            10 in (1, 5, 9) => false
            6 in (1 + 5) => true
            7 in (1 + 5) + 1 => true
            1 in ([2, 1])[2] => true
            "b" in [["f".."h"], ["a".."c"]] => true
            "c39" in ("C39", "I65") => false
            5 in (? > 4) => true
            5 in (? > 4, < 2) => true
            3 in (? > 4) => false
            null in [1..3] => null
            1 in [null..3] => null
            "a" in [1..3] => null
            "a" in < 5 => null
            1 in missing => null
            1 in (2, missing) => null
            1 in (1, missing) => true
            null in (null) => true
            null in [1, null] => true
            null in (1, 2) => false
            [1, 2] in [[1, 2], [3]] => true
            [1] in [1] => true
            date("2018-12-05") in [date("2018-12-01")..date("2018-12-31")] => true
            duration("P8D") in [duration("P8D"), duration("P9D")] => true
            {a: 1} in [{a: 1}] => true
            true in [false, true] => true
            not(3 in (1, 2)) => true
            1 in (2, "a") => null
            """#))
    func `in`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            [1..3].start => 1
            [1..3].end => 3
            (1..3].start included => false
            (1..3].end included => true
            (>= 18).start => 18
            (>= 18).end => null
            [1.."a"] => null
            [null..3] => null
            [1..3] => [1..3]
            string([@"2020-01-01"..@"2020-02-01")) => "[@\"2020-01-01\"..@\"2020-02-01\")"
            range("[1..3]") = [1..3] => true
            range("(18..21]") = ]18..21] => true
            range("[18..21[") = [18..21) => true
            range("[2..)") = >=2 => true
            range("(..2]") = <=2 => true
            range("[..2]") => null
            range("[1..]") => null
            range(" [ 1 .. 3 ] ") = [1..3] => true
            range("[date(\"1970-01-01\")..date(\"1970-01-02\")]") = [@"1970-01-01"..@"1970-01-02"] => true
            range("[date(string(\"1970-01-01\"))..date(\"1970-01-02\")]") => null
            range("[a..3]") => null
            range("[1..\"a\"]") => null
            range(from: "[1..3]") = [1..3] => true
            range(fron: "[1..3]") => null
            range("[1..3]", "x") => null
            range(1) => null
            range("[3..1]") => null
            range("[null..null]") => null
            range(">=10") => null
            range("") => null
            range("[@\"1970-01-01\"..@\"1970-01-02T00:00:00\"]") => null
            """#))
    func `ranges are values`(_ row: Row) throws { try check(row) }
}
