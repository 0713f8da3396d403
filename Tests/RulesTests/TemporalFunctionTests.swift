import Kernel
import Testing

@testable import Rules

struct TemporalFunctionTests {
    @Test(
        arguments: rows(
            #"""
            date("2017-02-28") => 2017-02-28
            date("2017-02-30") => null
            date("2016-02-29") => 2016-02-29
            date("1900-02-29") => null
            date("2017-13-10") => null
            date("2017-00-10") => null
            date("2017-12-31Z") => null
            date("2017-12-31T10:00:00") => null
            date("12-12-12") => null
            date("02017-12-31") => null
            date("998-12-31") => null
            date("99999-12-31") => 99999-12-31
            date("-2016-01-30") => -2016-01-30
            date("999999999-12-31") => 999999999-12-31
            date("-999999999-01-01") => -999999999-01-01
            date("1000000000-01-01") => null
            date(2017, 8, 30) => 2017-08-30
            date(-2017, 8, 30) => -2017-08-30
            date(2017, 2, 29) => null
            date(2017, 8, null) => null
            date(2017.5, 8, 1) => null
            date(year: 2017, month: 8, day: 30) => 2017-08-30
            date(day: 30, month: 8, year: 2017) => 2017-08-30
            date(date and time("2017-08-14T14:25:00+02:00")) => 2017-08-14
            date(date("2017-08-14")) => 2017-08-14
            date(from: "2012-12-25") => 2012-12-25
            date(null) => null
            date(5) => null
            date() => null
            date([]) => null
            @"2012-12-25" => 2012-12-25
            @"nonsense" => null
            """#))
    func `dates`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            time("01:02:03") => 01:02:03
            time("11:22:33.444") => 11:22:33.444
            time("11:22:33.123456789") => 11:22:33.123456789
            time("13:20:00+02:00") => 13:20:00+02:00
            time("11:22:33-00:00") => 11:22:33Z
            time("00:01:00@Etc/UTC") => 00:01:00@Etc/UTC
            time("00:01:00@Europe/Paris") => 00:01:00@Europe/Paris
            time("13:20:00@xyz/abc") => null
            time("13:20:00@../../etc/passwd") => null
            time("T10:00:00") => null
            time("10:00:00.") => null
            time("25:00:00") => null
            time("23:60:00") => null
            time("23:59:60") => null
            time("7:20:00") => null
            time("07:20") => null
            time("07:20:00+19:00") => null
            time("07:20:00+5:00") => null
            time("07:20:00Z@Europe/Paris") => null
            time(12, 00, 00, null) => 12:00:00
            time(11, 59, 45, duration("PT0H")) => 11:59:45Z
            time(11, 59, 45, duration("-PT2H1M")) => 11:59:45-02:01
            time(11, 59, 45, duration("PT2H45M55S")) => 11:59:45+02:45:55
            time(11, 59, 45.25) => 11:59:45.25
            time(11, 59, 60, null) => null
            time(24, 0, 0, null) => null
            time(12, null, 0, null) => null
            time(12, 11, 10, "x") => null
            time(hour: 11, minute: 59, second: 0) => 11:59:00
            time(date and time("2017-08-10T10:20:00+01:00")) => 10:20:00+01:00
            time(date and time("2017-08-10T10:20:00@Europe/Paris")) => 10:20:00@Europe/Paris
            time(date("2017-08-10")) => 00:00:00Z
            time(null) => null
            time() => null
            """#))
    func `times`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            date and time("2012-12-24T23:59:00") => 2012-12-24T23:59:00
            date and time("2012-12-24") => 2012-12-24T00:00:00
            date and time("2017-08-10T10:20:00@Europe/Paris") => 2017-08-10T10:20:00@Europe/Paris
            date and time("2017-08-10T10:20:00.987-05:00") => 2017-08-10T10:20:00.987-05:00
            date and time("-2012-12-24T23:59:00") => -2012-12-24T23:59:00
            date and time("2012-12-24T24:00:00") => 2012-12-25T00:00:00
            date and time("2019-12-31T24:00:00Z") => 2020-01-01T00:00:00Z
            date and time("2012-12-24T24:00:01") => null
            time("24:00:00") => 00:00:00
            time("24:00:01") => null
            date and time("2012-13-24T23:59:00") => null
            date and time("2012-12-24 23:59:00") => null
            date and time("T23:59:00") => null
            date and time(date("2017-08-10"), time("23:59:01Z")) => 2017-08-10T23:59:01Z
            date and time(date and time("2017-08-10T10:20:00"), time("23:59:01")) => 2017-08-10T23:59:01
            date and time(date: date("2017-08-10"), time: time("23:59:01")) => 2017-08-10T23:59:01
            date and time(date("2017-08-10"), null) => null
            date and time("2017-08-10", time("10:00:00")) => null
            date and time(2017, 8, 10, 10, 20, 0) => 2017-08-10T10:20:00
            date and time(2017, 8, 10, 10, 20, 0, @"PT8H") => 2017-08-10T10:20:00+08:00
            date and time(null) => null
            duration("P1Y2M") => P1Y2M
            duration("P14M") => P1Y2M
            duration("-P1Y") => -P1Y
            duration("P1D") => P1D
            duration("PT36H") => P1DT12H
            duration("P1DT2H3M4.123S") => P1DT2H3M4.123S
            duration("-PT1.5S") => -PT1.5S
            duration("PT0S") => PT0S
            duration("P0D") => PT0S
            duration("P0Y") => P0M
            duration("PT0.S") => PT0S
            duration("P") => null
            duration("PT") => null
            duration("P1Y1D") => null
            duration("1Y") => null
            duration("P1S") => null
            duration("P-1D") => null
            duration("P1.5D") => null
            duration("P1M1Y") => null
            duration(@"P1D") => P1D
            duration(null) => null
            years and months duration(date("2011-12-22"), date("2013-08-24")) => P1Y8M
            years and months duration(date("2013-08-24"), date("2011-12-22")) => -P1Y8M
            years and months duration(date("2015-12-24"), date("2016-12-23")) => P11M
            years and months duration(date and time("2016-12-31T00:00:00"), date("2016-12-31")) => P0M
            years and months duration(from: date("2011-12-22"), to: date("2013-08-24")) => P1Y8M
            years and months duration("2011-12-22", date("2013-08-24")) => null
            """#))
    func `dates with times, and durations`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            date("2018-12-10").year => 2018
            date("2018-12-10").month => 12
            date("2018-12-10").day => 10
            date("2018-12-10").weekday => 1
            date("2018-12-10").hour => null
            @"2018-12-10T10:30:01".year => 2018
            @"2018-12-10T10:30:01".weekday => 1
            @"2018-12-10T10:30:01".hour => 10
            @"2018-12-10T10:30:01".minute => 30
            @"2018-12-10T10:30:01".second => 1
            @"2018-12-10T10:30:01+05:00".time offset => PT5H
            @"2018-12-10T10:30:01".time offset => null
            @"2018-07-10T10:30:01@Europe/Paris".time offset => PT2H
            @"2018-07-10T10:30:01@Europe/Paris".timezone => "Europe/Paris"
            @"2018-12-10T10:30:01".timezone => null
            time("10:30:01Z").hour => 10
            time("10:30:01.5Z").second => 1.5
            time("10:30:01-05:00").time offset => -PT5H
            time("10:30:01@Etc/UTC").timezone => "Etc/UTC"
            time("10:30:01").day => null
            duration("P1Y2M").years => 1
            duration("-P1Y2M").months => -2
            duration("P1Y").days => null
            duration("P1DT2H3M4S").days => 1
            duration("P1DT2H3M4S").hours => 2
            duration("P1DT2H3M4S").minutes => 3
            duration("P1DT2H3M4.5S").seconds => 4.5
            duration("-PT90M").hours => -1
            duration("P1D").years => null
            [@"2018-12-10", @"2019-12-10"].year => [2018, 2019]
            """#))
    func `properties`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            today() => 2026-11-23
            now() => 2026-11-23T09:12:00+08:00
            today() > date("2026-11-22") => true
            now().hour => 9
            today(1) => null
            day of year(date(2019, 9, 17)) => 260
            day of year(date("2020-12-31")) => 366
            day of week(date(2019, 9, 17)) => "Tuesday"
            day of week(@"2019-09-22T10:00:00") => "Sunday"
            month of year(date(2019, 9, 17)) => "September"
            week of year(date(2019, 9, 17)) => 38
            week of year(date(2003, 12, 29)) => 1
            week of year(date(2004, 1, 4)) => 1
            week of year(date(2005, 1, 1)) => 53
            day of week("2019-09-17") => null
            day of week(null) => null
            is(date("2012-12-25"), time("23:00:50")) => false
            is(date("2012-12-25"), date("2012-12-25")) => true
            is(time("23:00:50Z"), time("23:00:50")) => false
            is(time("23:00:50Z"), time("23:00:50+00:00")) => true
            is(time("23:00:50@Europe/Paris"), time("23:00:50+01:00")) => false
            is(time("23:00:50@Europe/Paris"), time("23:00:50@Europe/Paris")) => true
            is(time("08:15:00@Asia/Shanghai"), time("08:15:00+08:00")) => false
            is(time("23:00:50@Australia/Melbourne"), time("23:00:50@Australia/Sydney")) => false
            is(time("20:00:50+00:00"), time("21:00:50+01:00")) => false
            is(@"2002-04-02T12:00:00-01:00", @"2002-04-02T17:00:00+04:00") => false
            is(@"2012-12-25T10:10:10@Australia/Melbourne", @"2012-12-25T10:10:10+11:00") => false
            is(@"2026-11-23T09:12:00Z", @"2026-11-23T09:12:00+00:00") => true
            is(@"2026-11-23T09:12:00", @"2026-11-23T09:12:00") => true
            is(@"P1Y", @"P12M") => true
            is(@"P1Y", @"P365D") => false
            is(@"2012-12-25", @"2012-12-25T00:00:00Z") => false
            is(1, 1.0) => true
            is(null, null) => true
            is(1, "1") => false
            is(value1: 1, value2: 1) => true
            is(value1: 1) => false
            is(value2: null) => true
            is(1) => null
            is() => null
            is(1, 2, 3) => null
            is([1], [1]) => true
            """#))
    func `the calendar and the clock`(_ row: Row) throws { try check(row) }

    @Test func `without a clock now is null`() throws {
        let evaluation = try Expression("now()").evaluate(.none)
        #expect(evaluation.value == .null)
        #expect(evaluation.reasons.first?.message == RulesText.noClock)
    }
}
