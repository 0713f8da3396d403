import Kernel

/// Codes with a check digit: the message says which part of the code is wrong.
extension Field {
    /// GB 11643-1999; a birth after `today` is refused where the day is known.
    func identityNumber(_ typed: String, _ today: LocalDate?) -> Reading {
        code { () throws(CodeFault) in try ResidentIdentityNumber.parse(typed, today: today ?? LocalDate(dayNumber: .max)).rawValue }
    }

    /// GB 32100-2015.
    func creditCode(_ typed: String) -> Reading {
        code { () throws(CodeFault) in try UnifiedSocialCreditCode.parse(typed).rawValue }
    }

    func mobile(_ typed: String) -> Reading {
        code { () throws(CodeFault) in try MobileNumber.parse(typed).rawValue }
    }

    private func code(_ read: () throws(CodeFault) -> String) -> Reading {
        do throws(CodeFault) {
            return .value(.string(try read()))
        } catch {
            return .wrong(FieldText.code(label, error))
        }
    }

    /// One `@`, something before it, a domain of at least two parts after it: the rest only a letter can prove.
    func email(_ typed: String) -> Reading {
        let parts = typed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, typed.utf8.count <= 254,
            typed.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E })
        else {
            return .wrong(FieldText.email(label))
        }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }) else { return .wrong(FieldText.email(label)) }
        return .value(.string(typed))
    }

    /// ISO/IEC 7812-1: the digits, each second one from the right doubled, sum to a multiple of ten.
    func bankCard(_ typed: String) -> Reading {
        guard digits(typed, 16...19) else { return .wrong(FieldText.bankCard(label)) }
        var sum = 0
        for (index, byte) in typed.utf8.reversed().enumerated() {
            let digit = Int(byte - 0x30) * (index % 2 == 1 ? 2 : 1)
            sum += digit > 9 ? digit - 9 : digit
        }
        return sum % 10 == 0 ? .value(.string(typed)) : .wrong(FieldText.checkDigit(label))
    }
}
