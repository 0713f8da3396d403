/// The kinds of code that can be told apart by their shape alone.
package enum CodeKind: String, Sendable, Hashable, CaseIterable {
    case uscc
    case organisation
    case residentIdentity = "resident-identity"
    case itemBasic = "item-basic"
    case itemImplementation = "item-implementation"
    case itemHandling = "item-handling"
    case caseNumber = "case-number"
    case licenceIdentifier = "licence-identifier"
    case region
    case mobile

    package var text: Text {
        switch self {
        case .uscc: Text("统一社会信用代码", "Unified social credit code")
        case .organisation: Text("组织机构代码", "Organisation code")
        case .residentIdentity: Text("公民身份号码", "Resident identity number")
        case .itemBasic: Text("基本编码", "Basic item code")
        case .itemImplementation: Text("实施编码", "Implementation code")
        case .itemHandling: Text("业务办理项编码", "Handling item code")
        case .caseNumber: Text("办件编号", "Case number")
        case .licenceIdentifier: Text("证照标识", "Licence identifier")
        case .region: Text("行政区划代码", "Region code")
        case .mobile: Text("手机号码", "Mobile number")
        }
    }
}

extension CodeKind {
    /// What a text most likely wants to be. Three lengths have two readings: 9 (organisation or street), 12 (basic item or
    /// community) and 18 (enterprise or person); there the reading that holds wins, and a known place over a number.
    static func recognise(_ text: String, today: LocalDate, regions: Regions?) -> CodeKind? {
        let letters = CodeLetters(text, keepsCase: true)
        let isDigits = letters.isWritten(in: .digits, 0..<letters.count)
        if letters.contains(".") { return .licenceIdentifier }
        if letters.hasPrefix("+86") || letters.hasPrefix("0086") { return .mobile }
        switch letters.count {
        case 0: return nil
        case 2, 4, 6: return isDigits ? .region : nil
        case 9: return ofNine(letters, isDigits: isDigits, regions: regions)
        case 10 where letters.contains("-"): return .organisation
        case 11 where letters.hasPrefix("1") && isDigits: return .mobile
        case 12: return ofTwelve(letters, isDigits: isDigits, regions: regions)
        case 13 where letters.contains("-") || letters.hasPrefix("86") && isDigits: return .mobile
        case 15 where isDigits: return .residentIdentity
        case 16...20: return ofEighteen(letters, today: today)
        case 30...31: return .itemImplementation
        case 32...34: return .itemHandling
        case 43...49: return .caseNumber
        default: return nil
        }
    }

    private static func ofNine(_ letters: CodeLetters, isDigits: Bool, regions: Regions?) -> CodeKind {
        guard isDigits, let code = RegionCode(letters.text) else { return .organisation }
        if let regions, regions.name(of: code) != nil { return .region }
        if OrganisationCode(letters.text) != nil { return .organisation }
        return ResidentIdentityNumber.provinces.contains(Int(letters.text(0..<2)) ?? 0) ? .region : .organisation
    }

    private static func ofTwelve(_ letters: CodeLetters, isDigits: Bool, regions: Regions?) -> CodeKind {
        guard isDigits, let code = RegionCode(letters.text) else { return .itemBasic }
        if code.prefix.utf8.count <= 6 { return .region }
        let street = RegionCode(trusted: letters.text(0..<9))
        return regions?.name(of: street) != nil ? .region : .itemBasic
    }

    // Both may be all digits. A number that checks as a person's is one; else one that checks as an enterprise's; else a
    // plausible birth date speaks for a person whose number was mistyped.
    private static func ofEighteen(_ letters: CodeLetters, today: LocalDate) -> CodeKind {
        guard letters.isWritten(in: .digits, 0..<letters.count - 1) else { return .uscc }
        guard letters.count == 18 else { return .residentIdentity }
        if ResidentIdentityNumber(stored: letters.text) != nil { return .residentIdentity }
        if UnifiedSocialCreditCode(letters.text) != nil { return .uscc }
        if let date = try? letters.date(at: 6), date.year >= 1850, date <= today { return .residentIdentity }
        let kinds = ["91", "92", "93"]
        return kinds.contains(letters.text(0..<2)) ? .uscc : .residentIdentity
    }
}
