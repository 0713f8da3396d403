import Testing

@testable import Kernel

private let today = date("2026-11-23")

private func fault(_ work: () throws(CodeFault) -> Void) -> CodeFault? {
    do throws(CodeFault) {
        try work()
        return nil
    } catch { return error }
}

@Suite struct UnifiedSocialCreditCodeTests {
    @Test(arguments: [
        "91350100M000100Y43", "91110000600037341L", "11310000MB2F30661Y", "12441500196720244T", "11370800MB28559184", "51310115QJWYLF556Q",
        "91310115HUCCP50L8E", "11310104DL8P3MR15A", "91310104EMA1Y1Q80M", "93310104TUQJ76TW6B", "51310104J3PLARDC35",
    ])
    func `a code of the standard or of an independent computation is read`(_ text: String) throws {
        let code = try UnifiedSocialCreditCode.parse(text)
        #expect(code.rawValue == text)
        #expect(code.organisation?.rawValue == text.slice(8..<17))
        #expect(code.warning == nil)
        #expect(UnifiedSocialCreditCode.checkDigit(text.slice(0..<17)) == text.last)
    }

    @Test func `a remainder of nothing gives 0 and not a place beyond the table`() throws {
        var random = SeededRandom.printed("uscc")
        let letters = CodeAlphabet.socialCredit.letters
        var found = false
        for _ in 0..<2000 {
            let body = "91310115" + String((0..<9).map { _ in letters.randomElement(using: &random)! })
            let check = try #require(UnifiedSocialCreditCode.checkDigit(body))
            found = found || check == "0"
            #expect(UnifiedSocialCreditCode(body + String(check)) != nil)
        }
        #expect(found)
    }

    @Test func `every wrong character is noticed`() throws {
        var random = SeededRandom.printed("uscc")
        let text = Array("91310115HUCCP50L8E")
        for index in text.indices {
            for _ in 0..<10 {
                var wrong = text
                wrong[index] = CodeAlphabet.alphanumeric.letters.randomElement(using: &random)!
                guard wrong != text else { continue }
                #expect(UnifiedSocialCreditCode(String(wrong)) == nil)
            }
        }
    }

    @Test func `case, spaces and full-width forms are forgiven`() throws {
        #expect(try UnifiedSocialCreditCode.parse(" ９１３５０１００ m000100y43\u{200B}\n").rawValue == "91350100M000100Y43")
    }

    @Test func `the reason for a refusal is told`() {
        #expect(fault { () throws(CodeFault) in _ = try UnifiedSocialCreditCode.parse("  ") } == .empty)
        #expect(fault { () throws(CodeFault) in _ = try UnifiedSocialCreditCode.parse("9135") } == .length(found: 4, expected: [18]))
        #expect(
            fault { () throws(CodeFault) in _ = try UnifiedSocialCreditCode.parse("91350100M000100Y4Z") } == .character("Z", position: 18))
        #expect(
            fault { () throws(CodeFault) in _ = try UnifiedSocialCreditCode.parse("9135010OM000100Y43") } == .character("O", position: 8))
        #expect(fault { () throws(CodeFault) in _ = try UnifiedSocialCreditCode.parse("11440300007542785T") } == .checkDigit(expected: "U"))
    }

    @Test func `a wrong organisation code inside is a warning only`() throws {
        let check = try #require(UnifiedSocialCreditCode.checkDigit("91310104123456781"))
        let code = try UnifiedSocialCreditCode.parse("91310104123456781" + String(check))
        #expect(OrganisationCode.checkDigit("12345678") != "1")
        #expect(code.organisation == nil)
        #expect(code.warning != nil)
    }

    @Test func `its parts are the registrar's`() throws {
        let code = try UnifiedSocialCreditCode.parse("91310115HUCCP50L8E")
        #expect(code.parts.kind == "91" && code.parts.region.rawValue == "310115" && code.parts.check == "E")
        #expect(code.kindName?.en == "Enterprise")
        #expect(!code.isIndividualBusiness)
        #expect(code.masked == "9131**********0L8E")
    }
}

@Suite struct OrganisationCodeTests {
    @Test(arguments: [
        "D2143569-X", "60003734-1", "QP3YWXGJ-9", "J83LPVEH-1", "0RTWYJBC-6", "USZAQ28G-2", "7RXFLAIG-0", "XLPBYRJD-9", "1PE2V4E6-4",
        "3L1PTFCV-2",
    ])
    func `a code of the standard or of an independent computation is read`(_ text: String) throws {
        let code = try OrganisationCode.parse(text)
        #expect(code.hyphenated == text)
        #expect(try OrganisationCode.parse(code.rawValue.lowercased()) == code)
        #expect(try OrganisationCode.parse(text.replacing("-", with: "－")) == code)
    }

    @Test func `the reason for a refusal is told`() {
        #expect(fault { () throws(CodeFault) in _ = try OrganisationCode.parse("D2143569-1") } == .checkDigit(expected: "X"))
        #expect(fault { () throws(CodeFault) in _ = try OrganisationCode.parse("D214356--X") } == .length(found: 8, expected: [9]))
        #expect(fault { () throws(CodeFault) in _ = try OrganisationCode.parse("D2143569-Y") } == .character("Y", position: 9))
    }
}

@Suite struct ResidentIdentityNumberTests {
    @Test(arguments: [
        ("11010519491231002X", "1949-12-31", false), ("440524188001010014", "1880-01-01", true), ("310115200001010016", "2000-01-01", true),
        ("310103196508259967", "1965-08-25", false), ("31010819900102999X", "1990-01-02", true),
        ("310108198412169909", "1984-12-16", false),
        ("310108198612089954", "1986-12-08", true), ("310108196806309979", "1968-06-30", true), ("310108195611189968", "1956-11-18", false),
        ("31010219371103996X", "1937-11-03", false), ("31010220200404995X", "2020-04-04", true),
    ])
    func `a number of the standard or of an independent computation is read`(_ text: String, _ born: String, _ isMale: Bool) throws {
        let number = try ResidentIdentityNumber.parse(text, today: today)
        #expect(number.rawValue == text)
        #expect(number.birthDate == date(born))
        #expect(number.sex == (isMale ? .male : .female))
        #expect(number.addressCode == text.slice(0..<6))
        #expect(number.holder == .citizen)
        #expect(ResidentIdentityNumber.checkDigit(text.slice(0..<17)) == text.last)
    }

    @Test func `a small x and full-width digits are forgiven`() throws {
        #expect(try ResidentIdentityNumber.parse("１１０１０５ 19491231 002ｘ", today: today).rawValue == "11010519491231002X")
    }

    @Test func `the reason for a refusal is told`() {
        func fault(_ text: String) -> CodeFault? {
            KernelTests.fault { () throws(CodeFault) in _ = try ResidentIdentityNumber.parse(text, today: today) }
        }
        #expect(fault("110105491231002") == .fifteenDigits)
        #expect(fault("11010519491231002") == .length(found: 17, expected: [18]))
        #expect(fault("110105194912310021") == .checkDigit(expected: "X"))
        #expect(fault("11010519490231002X") == .impossibleDate("19490231"))
        #expect(fault("1101051949123l002X") == .character("L", position: 14))
        #expect(fault("X1010519491231002X") == .character("X", position: 1))
        #expect(fault("190105194912310021") == .unknownProvince("19"))
        let body = "31010220261124999"
        #expect(fault(body + String(ResidentIdentityNumber.checkDigit(body)!)) == .futureDate(date("2026-11-24")))
        #expect(ResidentIdentityNumber(stored: body + String(ResidentIdentityNumber.checkDigit(body)!)) != nil)
    }

    @Test func `a child born today has a number`() throws {
        let body = "31010220261123999"
        let number = try ResidentIdentityNumber.parse(body + String(ResidentIdentityNumber.checkDigit(body)!), today: today)
        #expect(number.age(on: today) == 0)
    }

    @Test func `every wrong digit and every exchange of neighbours is noticed`() {
        let digits = Array("310103196508259967")
        for index in digits.indices {
            for digit in "0123456789X" where digit != digits[index] {
                var wrong = digits
                wrong[index] = digit
                #expect(ResidentIdentityNumber(stored: String(wrong)) == nil)
            }
            guard index + 1 < digits.count, digits[index] != digits[index + 1] else { continue }
            var swapped = digits
            swapped.swapAt(index, index + 1)
            #expect(ResidentIdentityNumber(stored: String(swapped)) == nil)
        }
    }

    @Test(arguments: [
        ("810000", ResidentIdentityNumber.Holder.hongKong), ("820000", .macao), ("830000", .taiwan), ("931156", .foreigner),
        ("310102", .citizen),
    ])
    func `residence cards share the form`(_ head: String, _ holder: ResidentIdentityNumber.Holder) throws {
        let body = head + "19900101999"
        let number = try ResidentIdentityNumber.parse(body + String(ResidentIdentityNumber.checkDigit(body)!), today: today)
        #expect(number.holder == holder)
        #expect(number.isForeigner == (holder == .foreigner))
    }

    @Test func `a text never tells the number by accident`() throws {
        let number = try ResidentIdentityNumber.parse("310115200001010016", today: today)
        #expect(number.masked == "3101**********0016")
        #expect("\(number)" == number.masked)
        #expect(!String(reflecting: [number]).contains("20000101"))
    }
}

@Suite struct MobileAndPartyTests {
    @Test func `a mobile number is read however it is written`() throws {
        for text in ["13812345678", "+86 138-1234-5678", "0086 13812345678", "８６13812345678", "138 1234 5678"] {
            #expect(try MobileNumber.parse(text).rawValue == "13812345678")
        }
        let number = try MobileNumber.parse("13812345678")
        #expect(number.masked == "138****5678" && "\(number)" == "138****5678" && number.international == "+8613812345678")
    }

    @Test func `what is no mobile number is refused with the reason`() {
        #expect(fault { () throws(CodeFault) in _ = try MobileNumber.parse("02112345678") } == .character("0", position: 1))
        #expect(fault { () throws(CodeFault) in _ = try MobileNumber.parse("12112345678") } == .character("2", position: 2))
        #expect(fault { () throws(CodeFault) in _ = try MobileNumber.parse("1381234567") } == .length(found: 10, expected: [11]))
    }

    @Test func `a party comes back from its text`() throws {
        let id = ID(at: Instant(today), random: Array(repeating: 7, count: 10))
        for kind in Party.Kind.allCases {
            let party = Party(kind, id)
            #expect(party.description == "\(kind.rawValue):\(id)")
            #expect(Party(party.description) == party)
        }
        #expect(Party("person:") == nil && Party("robot:\(id)") == nil && Party("person:\(id):x") == nil)
    }
}
