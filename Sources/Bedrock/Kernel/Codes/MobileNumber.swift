/// A mobile number of the mainland: eleven digits that begin with 13 to 19.
///
/// Interpolated into a text it shows itself masked; `rawValue` is the number.
package struct MobileNumber: WrittenCode {
    package let rawValue: String

    /// Reads one, with or without +86, spaces and hyphens.
    package static func parse(_ text: String) throws(CodeFault) -> MobileNumber {
        var letters = CodeLetters(text).without("-")
        for prefix in ["+86", "0086"] where letters.hasPrefix(prefix) { letters = letters.dropFirst(prefix.utf8.count) }
        if letters.count == 13, letters.hasPrefix("86") { letters = letters.dropFirst(2) }
        try letters.require(length: 11)
        let digits = try letters.values(0..<11, in: .digits)
        guard digits[0] == 1 else { throw .character(Character(letters.text(0..<1)), position: 1) }
        guard digits[1] >= 3 else { throw .character(Character(letters.text(1..<2)), position: 2) }
        return MobileNumber(trusted: letters.text)
    }

    package init?(_ text: String) {
        guard let number = try? MobileNumber.parse(text) else { return nil }
        self = number
    }

    private init(trusted rawValue: String) { self.rawValue = rawValue }

    /// `138****5678`.
    package var masked: String { rawValue.slice(0..<3) + "****" + rawValue.slice(7..<11) }
    package var description: String { masked }

    /// As telephones dial it from anywhere (E.164).
    package var international: String { "+86" + rawValue }
}
