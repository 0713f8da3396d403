/// What was typed, folded to what was meant: full-width forms become plain ones, white space and invisible marks go, every dash
/// becomes a hyphen and, unless case carries meaning, letters rise to capitals.
struct CodeLetters {
    private let scalars: [Unicode.Scalar]

    init(_ text: String, keepsCase: Bool = false) {
        var folded: [Unicode.Scalar] = []
        folded.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            var value = scalar.value
            if value < 0x80 {
                // Nearly everything: no table of Unicode has to be asked.
                if value <= 0x20, value == 0x20 || (0x09...0x0D).contains(value) { continue }
                if !keepsCase, (0x61...0x7A).contains(value) { value -= 0x20 }
                folded.append(Unicode.Scalar(UInt8(value)))
                continue
            }
            if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
            switch value {
            case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF: continue
            case 0x2010...0x2015, 0x2212: value = 0x2D
            case 0x61...0x7A where !keepsCase: value -= 0x20
            default: if scalar.properties.isWhitespace { continue }
            }
            folded.append(Unicode.Scalar(value) ?? scalar)
        }
        scalars = folded
    }

    private init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var count: Int { scalars.count }

    var text: String { text(0..<count) }

    func text(_ range: Range<Int>) -> String {
        let scalars = scalars[range]
        guard scalars.allSatisfy({ $0.value < 0x80 }) else {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            return String(text)
        }
        return String(unsafeUninitializedCapacity: scalars.count) { out in
            for (index, scalar) in scalars.enumerated() { out[index] = UInt8(truncatingIfNeeded: scalar.value) }
            return scalars.count
        }
    }

    func without(_ unwanted: Unicode.Scalar) -> CodeLetters { CodeLetters(scalars.filter { $0 != unwanted }) }

    func dropFirst(_ count: Int) -> CodeLetters { CodeLetters(Array(scalars.dropFirst(count))) }

    func hasPrefix(_ prefix: String) -> Bool { scalars.starts(with: prefix.unicodeScalars) }

    func contains(_ scalar: Unicode.Scalar) -> Bool { scalars.contains(scalar) }

    func isWritten(in alphabet: CodeAlphabet, _ range: Range<Int>) -> Bool {
        range.upperBound <= count && scalars[range].allSatisfy { alphabet.value(of: $0) != nil }
    }

    func require(length expected: Int...) throws(CodeFault) {
        guard count > 0 else { throw .empty }
        guard expected.contains(count) else { throw .length(found: count, expected: expected) }
    }

    /// The value of each character in the alphabet; the first that is not in it is the fault.
    @discardableResult
    func values(_ range: Range<Int>, in alphabet: CodeAlphabet) throws(CodeFault) -> [Int] {
        var values: [Int] = []
        values.reserveCapacity(range.count)
        for index in range {
            guard let value = alphabet.value(of: scalars[index]) else { throw .character(Character(scalars[index]), position: index + 1) }
            values.append(value)
        }
        return values
    }

    /// The date written as `YYYYMMDD` from `start`.
    func date(at start: Int) throws(CodeFault) -> LocalDate {
        let digits = try values(start..<start + 8, in: .digits)
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        guard let date = LocalDate(year: number(0..<4), month: number(4..<6), day: number(6..<8)) else {
            throw .impossibleDate(text(start..<start + 8))
        }
        return date
    }
}

/// The characters that a code may hold; the place of each is its value in the check digit.
struct CodeAlphabet: Sendable {
    let letters: [Character]
    private let valueByASCII: [Int8]

    init(_ text: String) {
        letters = Array(text)
        var values = [Int8](repeating: -1, count: 128)
        for (index, byte) in text.utf8.enumerated() { values[Int(byte)] = Int8(index) }
        valueByASCII = values
    }

    func value(of scalar: Unicode.Scalar) -> Int? {
        guard scalar.value < 128, valueByASCII[Int(scalar.value)] >= 0 else { return nil }
        return Int(valueByASCII[Int(scalar.value)])
    }

    static let digits = CodeAlphabet("0123456789")
    static let alphanumeric = CodeAlphabet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    static let eitherCase = CodeAlphabet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    /// GB 32100 leaves out I, O, S, V and Z, which are read as 1, 0, 5, U and 2.
    static let socialCredit = CodeAlphabet("0123456789ABCDEFGHJKLMNPQRTUWXY")
    static let identityCheck = CodeAlphabet("0123456789X")
}

extension String {
    /// A part of a code that has been checked to be ASCII, by position.
    func slice(_ range: Range<Int>) -> String {
        let from = utf8.index(startIndex, offsetBy: range.lowerBound)
        return String(self[from..<utf8.index(from, offsetBy: range.count)])
    }

    /// The first and last four characters; stars between.
    var masked: String {
        guard count > 8 else { return String(repeating: "*", count: count) }
        return prefix(4) + String(repeating: "*", count: count - 8) + suffix(4)
    }
}
