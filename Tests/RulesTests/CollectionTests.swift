import Kernel
import Testing

@testable import Rules

struct CollectionTests {
    @Test(
        arguments: rows(
            #"""
            [1, 2, 3][1] => 1
            [1, 2, 3][3] => 3
            [1, 2, 3][-1] => 3
            [1, 2, 3][-3] => 1
            [1, 2, 3][0] => null
            [1, 2, 3][4] => null
            [1, 2, 3][-4] => null
            [1, 2, 3][1.5] => null
            [1, 2, 3][item > 1] => [2, 3]
            [1, 2, 3][item > 5] => []
            [1, 2, 3][null] => []
            [1, null, 3][item > 1] => [3]
            [][1] => null
            [][item > 1] => []
            5[1] => 5
            5[2] => null
            5[item > 1] => [5]
            5[item > 9] => []
            null[1] => null
            null[item > 1] => null
            [1, 2, 3][true] => [1, 2, 3]
            [1, 2, 3][false] => []
            [1, 2, 3]["a"] => []
            [{x: 1, y: 2}, {x: 2, y: 3}][x = 1] => [{x: 1, y: 2}]
            [{x: 1, y: 2}, {x: 2, y: 3}][item.y > 2].x => [2]
            [{x: 1}, {y: 2}, {x: null}][x = null] => [{y: 2}, {x: null}]
            [{item: 1}, {item: 2}][item >= 2] => [{item: 2}]
            [{x: 1, y: 2}, {x: 2}].y => [2, null]
            [[1, 2], [3]][1][2] => 2
            {l: [1, 2, 3], r: l[item > 1]}.r => [2, 3]
            [1, 2, 3][count([1, 2])] => 2
            ["a", "b"][item in ("b", "c")] => ["b"]
            """#))
    func `filters`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            {a: 1, b: a + 1} => {a: 1, b: 2}
            {a: {b: {c: 3}}}.a.b.c => 3
            {a: 1}.b => null
            {a: 1 + 2, b: 3, c: {d: a + b}} => {a: 3, b: 3, c: {d: 6}}
            {foo bar: "foo"}.foo bar => "foo"
            {foo+bar: "foo"} => {"foo+bar": "foo"}
            {foo+bar: 1, c: foo+bar + 1}.c => 2
            {"foo+bar((!!],foo": "foo"} => {"foo+bar((!!],foo": "foo"}
            {"": "foo"} => {"": "foo"}
            {foo: "bar", foo: "baz"} => null
            {} => {}
            {a: 1}.a.b => null
            null.a => null
            "x".length => null
            {年 龄: 18, b: 年 龄 + 1}.b => 19
            {if: 1}.if => 1
            """#))
    func `contexts and paths`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            for i in [1, 2, 3] return i + 1 => [2, 3, 4]
            for i in [1, 2, 3], j in [4, 5] return i + j => [5, 6, 6, 7, 7, 8]
            for i in [] return i => []
            for i in 2..4 return i => [2, 3, 4]
            for i in 4..2 return i => [4, 3, 2]
            for i in 1..-1 return i => [1, 0, -1]
            for i in 1+1..1+3 return i => [2, 3, 4]
            for i in 0..4 return if i = 0 then 1 else i * partial[-1] => [1, 1, 2, 6, 24]
            for i in [1..3] return i => [1, 2, 3]
            for i in (1..3] return i => [2, 3]
            for i in [3..1] return i => null
            for i in (4..1) return i => null
            for i in ]1..4[ return i => [2, 3]
            for i in [2..2] return i => [2]
            for i in (2..2] return i => []
            for i in >= 1 return i => null
            for i in 3..1, j in i..2 return i * j => [9, 6, 4, 1, 2]
            for i in 5 return i => [5]
            for i in null return i => null
            for d in @"2020-02-28"..@"2020-03-01" return string(d) => ["2020-02-28", "2020-02-29", "2020-03-01"]
            for x in 1.."a" return x => null
            for x in 1.5..3 return x => null
            for x in [[1, 2], [3]], y in x return y => [1, 2, 3]
            for first name in ["a"] return first name + "!" => ["a!"]
            sum(for i in 1..100 return i) => 5050
            """#))
    func `loops`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            {f: function(a, b) a + b, r: f(1, 2)}.r => 3
            {f: function(a, b) a - b, r: f(b: 1, a: 2)}.r => 1
            (function(x) x * 2)(21) => 42
            {f: function(a) function(b) a * b, r: f(10)(2)}.r => 20
            {f: function() "x", r: f()}.r => "x"
            {f: function(a) a, r: f()}.r => null
            {f: function(a) a, r: f(1, 2)}.r => null
            {f: function(a) a, r: f(b: 1)}.r => null
            {f: function(a: number) a, r: f("x")}.r => null
            {f: function(a: number) a = null, r: f("x")}.r => null
            {f: function(a: number) a = null, r: f(null)}.r => true
            {f: function(a: context<b: number>) a != null, r: f({c: 1})}.r => null
            {f: function(a: context<b: number>) a != null, r: f({b: 1, c: 1})}.r => true
            {f: function(a: number) a, r: f([5])}.r => 5
            {f: function(a: list<number>) a, r: f(5)}.r => [5]
            {a: 10, f: function(b) a * b, r: {a: 1, s: f(2)}.s}.r => 20
            {f: function(first name: string) first name + "!", r: f(first name: "a")}.r => "a!"
            (function(f) f(f))(function(f) f(f)) => null
            {f: count, r: f([1, 2])}.r => 2
            {f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(10)}.r => 3628800
            {half of: function(n) if n < 1 then [] else append(half of(n / 2), n), r: half of(8)}.r => [1, 2, 4, 8]
            {f: 10, c: {f: function(n) f + n, r: f(1)}}.c.r => 11
            {count: function(n) count([n, n]), r: count(1)}.r => 2
            {f: function(n) if n = 0 then "end" else f(n - 1), c: {g: f, r: g(3)}}.c.r => "end"
            unheard of(1) => null
            1(2) => null
            {f: function(a) external {java: "x"}, r: f(1)}.r => null
            """#.replacing("unheard of(1)", with: "unheard(1)")))
    func `functions`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            1 instance of number => true
            -1 instance of number => true
            1 instance of string => false
            "a" instance of string => true
            true instance of boolean => true
            null instance of Null => true
            null instance of number => false
            1 instance of Any => true
            date("2018-12-08") instance of date => true
            date("2018-12-08") instance of date and time => false
            @"10:00:00" instance of time => true
            @"2018-12-08T10:00:00" instance of date and time => true
            @"P1Y" instance of years and months duration => true
            @"P1D" instance of days and time duration => true
            @"P1D" instance of years and months duration => false
            [1, 2] instance of list<number> => true
            [1, "a"] instance of list<number> => false
            [1, "a"] instance of list<Any> => true
            [1, null] instance of list<number> => true
            [] instance of list<number> => true
            1 instance of list<number> => false
            {a: "foo"} instance of context<a: string> => true
            {a: null} instance of context<a: string> => true
            {a: "123", b: 123} instance of context<a: string> => true
            {a: "123"} instance of context<a: number> => false
            {a: {b: 123}} instance of context<a: context<b: number>> => true
            {a: {b: 123}} instance of context<a: context<b: string>> => false
            [1..3] instance of range<number> => true
            ["a".."c"] instance of range<number> => false
            (function() "foo") instance of function<>->Any => true
            (function() "foo") instance of function<>->string => true
            (function() "foo") instance of function<> -> number => false
            (function(a: list<number>) {b: "b", c: "c", d: "d"}) instance of function<list<number>>->context<b: string, c: string> => true
            (function(a: list<number>) {b: "b"}) instance of function<list<number>>->context<b: string, c: string> => false
            (function(a: context<a: string>) {b: "b", c: "c"}) instance of function<context<a: string, b: string>>->context<b: string> => true
            1 instance of tUnknown => false
            [1] instance of list<number>=true => true
            """#))
    func `instance of`(_ row: Row) throws { try check(row) }
}
