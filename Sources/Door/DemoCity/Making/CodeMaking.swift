import Kernel

/// Makes numbers that pass every check and belong to nobody.
struct CodeMaking: Sendable {
    private var taken: Set<String> = []
    private static let districts = ["310101", "310104", "310105", "310106", "310107", "310109", "310110", "310112", "310113", "310115"]

    /// An identity number with a sequence of 991 to 999 and, where the birth allows it, the code of a division that was abolished before.
    mutating func identityNumber(born: LocalDate, isMale: Bool, district: String, _ dice: inout Dice) -> ResidentIdentityNumber {
        let abolished = Regions.abolished.filter { $0.year <= born.year }.map(\.code.rawValue)
        let date = born.description.filter(\.isNumber)
        var tries = 0
        while true {
            // A day has few such sequences: when they are used up, the neighbouring divisions help.
            tries += 1
            let current = tries < 50 ? district : dice.pick(CodeMaking.districts)
            let place = abolished.isEmpty ? current : dice.pick(abolished)
            let sequence = isMale ? 991 + 2 * dice.int(0...4) : 992 + 2 * dice.int(0...3)
            let seventeen = "\(place)\(date)\(sequence)"
            guard let check = ResidentIdentityNumber.checkDigit(seventeen),
                let number = ResidentIdentityNumber(stored: seventeen + String(check)), taken.insert(number.rawValue).inserted
            else { continue }
            return number
        }
    }

    /// A unified social credit code: kind, district, organisation code with its own check, check.
    mutating func creditCode(kind: String, district: String, _ dice: inout Dice) -> UnifiedSocialCreditCode {
        let letters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        while true {
            let eight = "MA" + String((0..<6).map { _ in dice.pick(letters) })
            guard let organisation = OrganisationCode.checkDigit(eight) else { continue }
            let seventeen = kind + district + eight + String(organisation)
            guard let check = UnifiedSocialCreditCode.checkDigit(seventeen),
                let code = UnifiedSocialCreditCode(seventeen + String(check)), taken.insert(code.rawValue).inserted
            else { continue }
            return code
        }
    }

    /// A mobile number of the block 154, which nobody has been given.
    mutating func mobile(_ dice: inout Dice) -> String {
        while true {
            let number = "154" + dice.digits(8)
            if taken.insert(number).inserted { return number }
        }
    }

    /// A card number that begins with 9, which no bank's does, and ends with its check digit (Luhn).
    mutating func bankCard(_ dice: inout Dice) -> String {
        let digits = "900031" + dice.digits(12)
        let sum = digits.utf8.reversed().enumerated().reduce(0) { sum, digit in
            let value = Int(digit.element - 48) * (digit.offset % 2 == 0 ? 2 : 1)
            return sum + value / 10 + value % 10
        }
        return digits + String((10 - sum % 10) % 10)
    }
}
