import Testing

@testable import Kernel

private func fault(_ text: String) -> CodeFault? {
    do throws(CodeFault) {
        _ = try ItemCode.parse(text)
        return nil
    } catch { return error }
}

@Suite struct ItemCodeTests {
    @Test func `the worked examples come apart as the fact sheet says`() throws {
        let shanghai = try ItemCode.parse("11310000MB2F30661Y231200356400001")
        #expect(shanghai.kind == .handling)
        #expect(shanghai.parts.uscc?.rawValue == "11310000MB2F30661Y" && shanghai.parts.level == 2)
        #expect(shanghai.parts.province == "31" && shanghai.parts.type == "20" && shanghai.parts.main == "03564")
        #expect(shanghai.parts.sub == "000" && shanghai.parts.handling == "01")
        #expect(shanghai.typeName?.en == "Public service" && shanghai.levelName?.zh == "省级")
        #expect(shanghai.basic.rawValue == "312003564000")
        #expect(shanghai.implementation?.rawValue == "11310000MB2F30661Y2312003564000")

        let shanwei = try ItemCode.parse("12441500196720244T3442199806003")
        #expect(
            shanwei.kind == .implementation && shanwei.parts.type == "21" && shanwei.parts.sub == "003" && shanwei.parts.handling == nil)

        let jining = try ItemCode.parse("11370800MB285591843370117002011")
        #expect(jining.parts.uscc?.rawValue == "11370800MB28559184" && jining.typeName?.zh == "行政许可" && jining.parts.main == "17002")
    }

    @Test func `letters in the last eight keep their case`() throws {
        #expect(try ItemCode.parse("00013112700Y").parts.sub == "00Y")
        #expect(try ItemCode.parse("370199asf000").rawValue == "370199asf000")
        #expect(try ItemCode.parse("11310000mb2f30661y2 370199asf000").rawValue == "11310000MB2F30661Y2370199asf000")
    }

    @Test func `the reason for a refusal is told`() {
        #expect(fault("0105632000") == .length(found: 10, expected: [12, 31, 33]))
        #expect(fault("31A003564000") == .character("A", position: 3))
        #expect(fault("11310000MB2F30661Y8312003564000") == .character("8", position: 19))
        #expect(fault("11310000MB2F30661X2312003564000") == .within(ItemCode.bodyName, .checkDigit(expected: "Y")))
        #expect(fault("11310000MB2F30661Y23120035640000A") == .character("A", position: 33))
    }

    @Test func `codes are built up and taken apart again`() throws {
        let body = try UnifiedSocialCreditCode.parse("11310000MB2F30661Y")
        let basic = try ItemCode.parse("312003564000")
        let implementation = try basic.implemented(by: body, level: 2)
        let handling = try implementation.handlingItem(1)
        #expect(handling.rawValue == "11310000MB2F30661Y231200356400001")
        #expect(try ItemCode.parse(handling.rawValue) == handling)
        #expect(throws: CodeFault.self) { try basic.implemented(by: body, level: 8) }
        #expect(throws: CodeFault.self) { try basic.handlingItem(1) }
        #expect(throws: CodeFault.self) { try implementation.handlingItem(100) }
    }
}

@Suite struct CaseNumberTests {
    @Test func `a number is made, fits the exchange tables and comes apart again`() throws {
        for item in ["12441500196720244T3442199806003", "11310000MB2F30661Y231200356400001"] {
            let item = try ItemCode.parse(item)
            let number = try CaseNumber.make(for: item, on: date("2026-11-23"), serial: 68)
            #expect(number.rawValue == item.rawValue + "20261123000068")
            #expect(number.rawValue.utf8.count <= 50)
            #expect(try CaseNumber.parse(number.rawValue) == number)
            #expect(number.parts.item == item && number.parts.date == date("2026-11-23") && number.parts.serial == 68)
        }
    }

    @Test func `the reason for a refusal is told`() throws {
        let item = try ItemCode.parse("12441500196720244T3442199806003")
        #expect(throws: CodeFault.impossibleDate("20260229")) { try CaseNumber.parse(item.rawValue + "20260229000001") }
        #expect(throws: CodeFault.length(found: 43, expected: [45, 47])) { try CaseNumber.parse(item.rawValue + "202206230068") }
        #expect(throws: CodeFault.self) { try CaseNumber.parse(item.rawValue + "20260228000000") }
        #expect(throws: CodeFault.self) { try CaseNumber.make(for: item, on: date("2026-02-28"), serial: 1_000_000) }
        #expect(throws: CodeFault.self) { try CaseNumber.make(for: item.basic, on: date("2026-02-28"), serial: 1) }
    }
}

@Suite struct LicenceIdentifierTests {
    private let beijing = "1.2.156.3005.2.11100000000013338W011.11110000000021135M.20230329701.003.Y"

    @Test func `the check is that of the standard`() {
        #expect(LicenceIdentifier.checkDigit("A12425GABC1234002") == "M")
        for (text, check) in [
            ("7LCKWWQK5F1CI", "X"), ("35HDRW77ORDI1IQZ8BHASY9GMEVGNJFKPPJF2G", "B"), ("O5BE7A9Q5P6CXDSNA701", "A"),
            ("VX8SLZJ23ESA2OR8QGEPQ3O75MZ7O9PZNAYL", "X"), ("MVIVIS5B236TII334OO634H1RDHIIKUJ8K6OF47", "8"),
            ("CYNA5J8WJMA122JVOT602D2TR1OF8U2PNKXGCNX6A6MN", "P"), ("1AZFIOJ30C5F1SNAKCYAPF5T4IECPLW2GVHEOBE", "P"),
            ("LRZ23850LHBR128MBDFBBEQY6", "T"),
        ] as [(String, Character)] {
            #expect(LicenceIdentifier.checkDigit(text) == check)
        }
    }

    @Test func `a real identifier is made and read`() throws {
        let issuer = try UnifiedSocialCreditCode.parse("11110000000021135M")
        let made = try LicenceIdentifier.make(type: "11100000000013338W011", issuer: issuer, serial: "20230329701", version: 3)
        #expect(made.rawValue == beijing)
        let parts = try LicenceIdentifier.parse(beijing).parts
        #expect(parts.type == "11100000000013338W011" && parts.issuer == issuer && parts.serial == "20230329701" && parts.version == 3)
        #expect(try made.next().parts.version == 4)
        #expect(try LicenceIdentifier.parse(beijing.lowercased().replacing(".", with: "．")) == made)
    }

    @Test func `one that was checked when it was entered is read again as it stands`() throws {
        #expect(LicenceIdentifier(stored: beijing) == (try LicenceIdentifier.parse(beijing)))
        for broken in ["", "1.2.156.3005.2", "2" + beijing.dropFirst(), beijing + ".Y", beijing.replacing(".003.", with: ".")] {
            #expect(LicenceIdentifier(stored: broken) == nil, "\(broken)")
        }
    }

    @Test func `the reason for a refusal is told`() {
        #expect(throws: CodeFault.checkDigit(expected: "Y")) { try LicenceIdentifier.parse(String(beijing.dropLast()) + "M") }
        #expect(throws: CodeFault.self) { try LicenceIdentifier.parse("1.2.156.3005.1" + beijing.dropFirst(14)) }
        #expect(throws: CodeFault.self) { try LicenceIdentifier.parse(beijing.replacing(".003.", with: ".000.")) }
        #expect(throws: CodeFault.self) { try LicenceIdentifier.parse(beijing.replacing("W011", with: "A011")) }
        #expect(throws: CodeFault.self) { try LicenceIdentifier.parse(beijing.replacing("20230329701", with: "2023-0329")) }
    }

    @Test func `a printed number becomes a serial`() throws {
        #expect(try LicenceIdentifier.serial(from: "沪（2026）字-第 0012a 号") == "20260012A")
        #expect(throws: CodeFault.empty) { try LicenceIdentifier.serial(from: "——") }
    }

    @Test func `every wrong character of the serial is noticed`() throws {
        let letters = Array(beijing)
        let from = beijing.utf8.count - 17
        for index in from..<from + 11 {
            for letter in CodeAlphabet.alphanumeric.letters where letter != letters[index] {
                var wrong = letters
                wrong[index] = letter
                #expect(LicenceIdentifier(String(wrong)) == nil)
            }
        }
    }
}
