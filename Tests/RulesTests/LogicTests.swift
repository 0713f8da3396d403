import Kernel
import Testing

@testable import Rules

struct LogicTests {
    @Test(
        arguments: rows(
            """
            true and true => true
            true and false => false
            true and null => null
            false and true => false
            false and false => false
            false and null => false
            null and true => null
            null and false => false
            null and null => null
            true or true => true
            true or false => true
            true or null => true
            false or true => true
            false or false => false
            false or null => null
            null or true => true
            null or false => null
            null or null => null
            not(true) => false
            not(false) => true
            not(null) => null
            # what is no boolean is unknown
            true and 1 => null
            false and 1 => false
            "x" or true => true
            "x" or false => null
            not(1) => null
            # and binds tighter than or
            true or false and false => true
            (true or false) and false => false
            true and true and true and false => false
            false or false or true => true
            1 = 1 and 2 > 1 => true
            not(1 = 2) => true
            """))
    func `three values`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            """
            if true then 1 else 2 => 1
            if false then 1 else 2 => 2
            if null then 1 else 2 => 2
            if "x" then 1 else 2 => 2
            if 1 > 0 then "a" else "b" + "c" => "a"
            if 1 < 0 then "a" else "b" + "c" => "bc"
            if true then if false then 1 else 2 else 3 => 2
            (if true then 1 else 2) + 1 => 2
            [if true then 1 else 2, 3] => [1, 3]
            """))
    func `conditionals take the else branch unless the condition is true`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            """
            some x in [1, 2, 3] satisfies x > 2 => true
            some x in [1, 2, 3] satisfies x > 3 => false
            some x in [] satisfies x > 3 => false
            some x in [1, null] satisfies x > 3 => null
            some x in [4, null] satisfies x > 3 => true
            some x in null satisfies x > 3 => null
            every x in [1, 2, 3] satisfies x > 0 => true
            every x in [1, 2, 3] satisfies x > 1 => false
            every x in [] satisfies x > 1 => true
            every x in [1, null] satisfies x > 0 => null
            every x in [0, null] satisfies x > 0 => false
            every x in 5 satisfies x > 0 => true
            some x in [1, 2], y in [2, 3] satisfies x + y = 5 => true
            every x in [1, 2], y in [x, 3] satisfies y >= x => true
            some x in 1..3 satisfies x * x = 9 => true
            some last name in ["a", "b"] satisfies last name = "b" => true
            """))
    func `some is an or, every an and`(_ row: Row) throws { try check(row) }
}
