import Kernel
import Testing

@testable import Rules

struct StringFunctionTests {
    @Test(
        arguments: rows(
            #"""
            substring("foobar", 3) => "obar"
            substring("foobar", 3, 3) => "oba"
            substring("foobar", -2, 1) => "a"
            substring("foobar", -6, 6) => "foobar"
            substring("foobar", 3, 3.8) => "oba"
            substring("foobar", 0) => null
            substring("foobar", 7) => null
            substring("foobar", 3, 99) => "obar"
            substring("foobar", 3, 0) => null
            substring(null, 3) => null
            substring("foobar", null) => null
            substring("foobar") => null
            substring(1, 2) => null
            substring(string: "foobar", start position: 3) => "obar"
            substring(string:"foobar",start position :3, length: 1) => "o"
            substring("\U01F40Eab", 2) => "ab"
            substring("上海市", 2, 1) => "海"
            string length("foo") => 3
            string length("\uD83D\uDC0E") => 1
            string length("") => 0
            string length(null) => null
            string length(5) => null
            string length(["ab"]) => 2
            upper case("aBc4") => "ABC4"
            lower case("aBc4") => "abc4"
            upper case(null) => null
            substring before("foobar", "bar") => "foo"
            substring before("foobar", "xyz") => ""
            substring before("foobar", "") => ""
            substring after("foobar", "ob") => "ar"
            substring after("", "a") => ""
            substring before("aabaabaaab", "aabaaab") => "aab"
            substring before("ababac", "abac") => "ab"
            substring after("ababacd", "abac") => "d"
            contains("aaaaab", "aaab") => true
            contains("aaaaa", "aaab") => false
            substring after("foo", "") => "foo"
            contains("foobar", "of") => false
            contains("foobar", "oba") => true
            contains("foobar", "") => true
            contains(null, "a") => null
            starts with("foobar", "fo") => true
            starts with("foobar", "ob") => false
            ends with("foobar", "r") => true
            ends with("foobar", "x") => false
            string join(["a", "b", "c"], "_and_") => "a_and_b_and_c"
            string join(["a", "b", "c"], "") => "abc"
            string join(["a", "b", "c"], null) => "abc"
            string join(["a", "b", "c"]) => "abc"
            string join(["a", null, "c"], "X") => "aXc"
            string join([], "X") => ""
            string join([1], "X") => null
            string join("a", "X") => "a"
            "\"\\\n\t\u00e9\U004E2D" => "\"\\\n\té中"
            "\s\d" => "\\s\\d"
            """#))
    func `strings`(_ row: Row) throws { try check(row) }

    @Test(
        arguments: rows(
            #"""
            matches("foobar", "^fo*b") => true
            matches("foobar", "^Fo*bar", "i") => true
            matches("foobar", "^Fo*bar", "p") => null
            matches("foobar", "o", "") => true
            matches("foobar", "^fo*b", null) => true
            matches("abracadabra", "^bra") => false
            matches("abracadabra", "^a.*a$") => true
            matches("\nabcd\ndefg\n", "^$", "m") => true
            matches("Mary\u000DJones", "Mary.Jones") => false
            matches("Mary\u000DJones", "Mary.Jones", "s") => true
            matches("abracadabra", "(?:abra(?:cad)?)*", "q") => false
            matches("x[y-z]", "x[y-z]", "q") => true
            matches("x[Y-z]", "X[y-Z]", "qi") => true
            matches("abZ", "[A-Z]*", "i") => true
            matches("\u212A", "k", "i") => true
            matches("x", "[A-Z-[OI]]", "i") => true
            matches("O", "[A-Z-[OI]]", "i") => false
            matches("i", "[A-Z-[OI]]", "i") => false
            matches("q", "[^Q]", "i") => false
            matches("hello world", "hello\ sworld", "x") => true
            matches("hello world", "he ll o[ ]worl d", "x") => true
            matches("hello world", "\p{ I s B a s i c L a t i n }+", "x") => true
            matches("hello world", "\p{ IsBasicLatin}+") => null
            matches("h", "(.)\3") => null
            matches("input", "\3") => null
            matches("abcd", "(asd)[\1]") => null
            matches("aA", "(a)\1", "i") => true
            matches("aa", "(a)\1") => true
            matches("ab", "(a)\1") => false
            matches("310101199001011234", "^\d{17}[\dX]$") => true
            matches("12345", "^\d{17}[\dX]$") => false
            matches("上海市", "^\p{IsCJKUnifiedIdeographs}+$") => true
            matches("é", "\p{Ll}") => true
            matches("é", "\P{L}") => false
            matches("a_1", "^\i\c*$") => true
            matches("input", "[") => null
            matches("input", "a**") => null
            matches("input", "(") => null
            matches("input", "a{2,1}") => null
            matches("input", "[z-a]") => null
            matches("aaa", "^a{2,}$") => true
            matches("aaaa", "^a{2,3}$") => false
            matches(null, "a") => null
            matches("a", null) => null
            matches("a") => null
            replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") => "[1=ab][2=]cd"
            replace("abracadabra", "bra", "*") => "a*cada*"
            replace("abracadabra", "a.*a", "*") => "*"
            replace("abracadabra", "a.*?a", "*") => "*c*bra"
            replace("abracadabra", "a", "") => "brcdbr"
            replace("abracadabra", "a(.)", "a$1$1") => "abbraccaddabbra"
            replace("AAAA", "A+?", "b") => "bbbb"
            replace("darted", "^(.*?)d(.*)$", "$1c$2") => "carted"
            replace("a.b", ".", "$0", "q") => "a$0b"
            replace("a", "a", "\$") => "$"
            replace("a", "a", "$") => null
            replace("abc", "x*", "-") => null
            replace("abc", "[a-z]", "#", "") => "###"
            replace("ABC", "[a-z]", "#", "i") => "###"
            split("John Doe", "\s") => ["John", "Doe"]
            split("a;b;c;;", ";") => ["a", "b", "c", "", ""]
            split("", ";") => [""]
            split("abc", "") => ["a", "b", "c"]
            split(null, ";") => null
            split("a1b22c", "\d+") => ["a", "b", "c"]
            """#))
    func `regular expressions of XPath`(_ row: Row) throws { try check(row) }

    @Test func `a hostile pattern runs out of steps and is null`() throws {
        let facts = Facts(["text": .string(String(repeating: "a", count: 60) + "!")])
        let evaluation = try Expression(#"matches(text, "^(a+)+$")"#).evaluate(facts)
        #expect(evaluation.value == .null)
        #expect(evaluation.reasons.count == 1)
        #expect(try evaluated(#"matches("a", "((((a{99}){99}){99}){99})")"#) == .null)
        #expect(try evaluated(#"matches("", "(?:(?:(?:){100000}){100000}){100000}")"#) == true)
    }

    @Test func `a long text is matched without exhausting the stack`() throws {
        let facts = Facts(["text": .string(String(repeating: "ab", count: 20_000))])
        #expect(try evaluated(#"matches(text, "^(a|b)*$")"#, facts) == true)
    }
}
