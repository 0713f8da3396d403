/// A citizen's or resident's identity number (GB 11643-1999): six digits of address, eight of birth, three of sequence, one check.
///
/// Interpolated into a text it shows itself masked, so that no log tells it; `rawValue` is the number.
package struct ResidentIdentityNumber: WrittenCode {
    /// Eighteen characters, the last perhaps a capital X.
    package let rawValue: String
    package let birthDate: LocalDate

    /// Reads one. The address may be a division abolished long ago (trap 9), so only the province is held against a list.
    package static func parse(_ text: String, today: LocalDate) throws(CodeFault) -> ResidentIdentityNumber {
        let number = try read(CodeLetters(text))
        guard number.birthDate <= today else { throw .futureDate(number.birthDate) }
        return number
    }

    /// Reads one that was accepted before: everything but the question whether the birth lies in the future.
    package init?(stored text: String) {
        guard let number = try? ResidentIdentityNumber.read(CodeLetters(text)) else { return nil }
        self = number
    }

    private init(rawValue: String, birthDate: LocalDate) {
        self.rawValue = rawValue
        self.birthDate = birthDate
    }

    private static func read(_ letters: CodeLetters) throws(CodeFault) -> ResidentIdentityNumber {
        if letters.count == 15, letters.isWritten(in: .digits, 0..<15) { throw .fifteenDigits }
        try letters.require(length: 18)
        let digits = try letters.values(0..<17, in: .digits)
        let check = try letters.values(17..<18, in: .identityCheck)[0]
        guard digits[0] == 9 || provinces.contains(digits[0] * 10 + digits[1]) else { throw .unknownProvince(letters.text(0..<2)) }
        let birthDate = try letters.date(at: 6)
        let expected = self.check(digits)
        guard CodeAlphabet.identityCheck.letters[check] == expected else { throw .checkDigit(expected: expected) }
        return ResidentIdentityNumber(rawValue: letters.text, birthDate: birthDate)
    }

    /// The check character (ISO 7064 MOD 11-2) that belongs to seventeen digits; nil for anything else.
    package static func checkDigit(_ seventeen: String) -> Character? {
        let letters = CodeLetters(seventeen)
        guard letters.count == 17, let digits = try? letters.values(0..<17, in: .digits) else { return nil }
        return check(digits)
    }

    private static func check(_ digits: [Int]) -> Character {
        let sum = zip(digits, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + $1.0 * $1.1 }
        return CodeAlphabet.identityCheck.letters[(12 - sum % 11) % 11]
    }

    /// Every province-level code since 1980; none was ever given up.
    static let provinces: Set<Int> = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81,
        82, 83,
    ]

    package enum Sex: String, Sendable, Hashable, CaseIterable {
        case female, male
        package var text: Text { self == .female ? Text("女", "Female") : Text("男", "Male") }
    }

    /// Whose card it is on; the last four are residence cards with the same check digit.
    package enum Holder: String, Sendable, Hashable, CaseIterable {
        case citizen
        case hongKong = "hong-kong"
        case macao
        case taiwan
        case foreigner

        package var text: Text {
            switch self {
            case .citizen: Text("居民身份证", "Resident identity card")
            case .hongKong: Text("香港居民居住证", "Residence card, Hong Kong resident")
            case .macao: Text("澳门居民居住证", "Residence card, Macao resident")
            case .taiwan: Text("台湾居民居住证", "Residence card, Taiwan resident")
            case .foreigner: Text("外国人永久居留身份证", "Foreign permanent resident’s card")
            }
        }
    }

    package struct Parts: Sendable, Hashable {
        package let addressCode: String
        package let birthDate: LocalDate
        package let sequence: String
        package let sex: Sex
        package let holder: Holder
        package let check: String
    }

    package var parts: Parts {
        Parts(
            addressCode: addressCode, birthDate: birthDate, sequence: rawValue.slice(14..<17), sex: sex, holder: holder,
            check: rawValue.slice(17..<18))
    }

    /// The first six digits: where the number was first given, perhaps a division that is no more.
    package var addressCode: String { rawValue.slice(0..<6) }

    /// The seventeenth digit is odd for men.
    package var sex: Sex { rawValue.slice(16..<17).utf8.first.map { $0 % 2 == 1 } == true ? .male : .female }

    package var holder: Holder {
        switch rawValue.prefix(2) {
        case "81": .hongKong
        case "82": .macao
        case "83": .taiwan
        default: rawValue.hasPrefix("9") ? .foreigner : .citizen
        }
    }

    package var isForeigner: Bool { holder == .foreigner }
    package var isFromHongKongMacaoOrTaiwan: Bool { holder == .hongKong || holder == .macao || holder == .taiwan }

    /// Whole years on that day.
    package func age(on date: LocalDate) -> Int { birthDate.years(until: date) }

    /// The first and the last four characters, the rest stars.
    package var masked: String { rawValue.masked }
    package var description: String { masked }
}
