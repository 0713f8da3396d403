/// The code of an organisation (GB 11714-1997): eight characters and a check character. Inside a unified social credit code it is
/// positions 9 to 17.
package struct OrganisationCode: WrittenCode {
    /// Nine characters, without the hyphen.
    package let rawValue: String

    /// Reads one, with or without the hyphen before the check character.
    package static func parse(_ text: String) throws(CodeFault) -> OrganisationCode {
        var letters = CodeLetters(text)
        if letters.count == 10, letters.text(8..<9) == "-" { letters = letters.without("-") }
        try letters.require(length: 9)
        let expected = check(try letters.values(0..<8, in: .alphanumeric))
        try letters.values(8..<9, in: .identityCheck)
        guard letters.text(8..<9) == String(expected) else { throw .checkDigit(expected: expected) }
        return OrganisationCode(trusted: letters.text)
    }

    package init?(_ text: String) {
        guard let code = try? OrganisationCode.parse(text) else { return nil }
        self = code
    }

    init(trusted rawValue: String) { self.rawValue = rawValue }

    /// The check character that belongs to eight characters; nil for anything else.
    package static func checkDigit(_ eight: String) -> Character? {
        let letters = CodeLetters(eight)
        guard letters.count == 8, let values = try? letters.values(0..<8, in: .alphanumeric) else { return nil }
        return check(values)
    }

    // 10 is written X, and 11 is written 0: a naive remainder gives neither.
    private static func check(_ values: [Int]) -> Character {
        let sum = zip(values, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + $1.0 * $1.1 }
        return CodeAlphabet.identityCheck.letters[(11 - sum % 11) % 11]
    }

    /// As it is printed: `D2143569-X`.
    package var hyphenated: String { rawValue.slice(0..<8) + "-" + rawValue.slice(8..<9) }
}
