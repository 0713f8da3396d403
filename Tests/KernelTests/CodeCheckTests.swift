import Testing

@testable import Kernel

private let today = date("2026-11-23")

@Suite struct CodeCheckTests {
    private static let samples: [(String, String, Bool)] = [
        ("91350100M000100Y43", "uscc", true), ("91350100m000100y4 3", "uscc", true), ("91350100M000100Y44", "uscc", false),
        ("91350100M000100Y4", "uscc", false), ("D2143569-X", "organisation", true), ("600037341", "organisation", true),
        ("60003734-2", "organisation", false), ("11010519491231002X", "resident-identity", true),
        ("110105194912310021", "resident-identity", false), ("110105491231002", "resident-identity", false),
        ("312003564000", "item-basic", true), ("00013112700Y", "item-basic", true), ("370199asf000", "item-basic", true),
        ("12441500196720244T3442199806003", "item-implementation", true), ("12441500196720244T344219980600", "item-implementation", false),
        ("11310000MB2F30661Y231200356400001", "item-handling", true), ("11310000MB2F30661Y2312003564000012", "item-handling", false),
        ("12441500196720244T344219980600320261123000068", "case-number", true),
        ("12441500196720244T3442199806003202206230068", "case-number", false),
        ("1.2.156.3005.2.11100000000013338W011.11110000000021135M.20230329701.003.Y", "licence-identifier", true),
        ("1.2.156.3005.2.11100000000013338W011.11110000000021135M.20230329701.003.M", "licence-identifier", false),
        ("310104", "region", true), ("31", "region", true), ("310104003", "region", true), ("310104000000", "region", true),
        ("13812345678", "mobile", true), ("+86 138 1234 5678", "mobile", true), ("12812345678", "mobile", false),
    ]

    @Test(arguments: samples)
    func `a code is known by its shape`(_ line: String, _ kind: String, _ valid: Bool) {
        let answer = CodeCheck.check(line, today: today)
        #expect(answer["input"] == .string(line))
        #expect(answer["kind"]?.string == kind)
        #expect(answer["valid"] == .bool(valid))
        #expect((answer["why"]?.isNull == true) == valid)
        #expect((answer["parts"]?.members?.isEmpty == false) == valid)
        if !valid { #expect(answer["why"]?["zh"]?.string?.isEmpty == false && answer["why"]?["en"]?.string?.isEmpty == false) }
    }

    @Test func `what is no code at all has no kind but a reason`() {
        for line in ["", "   ", "hello", "三一〇一〇四", "1234567"] {
            let answer = CodeCheck.check(line, today: today)
            #expect(answer["kind"] == .null && answer["valid"] == false && answer["why"]?["en"]?.string?.isEmpty == false)
        }
    }

    @Test func `with the regions at hand a street is told from an organisation and an item`() throws {
        let regions = try Regions(csv: DataFiles.text("regions.csv"))
        for street in regions.all where street.level == .street {
            #expect(CodeCheck.check(street.code.rawValue, today: today, regions: regions)["kind"] == "region")
            let answer = CodeCheck.check(street.code.rawValue + "001", today: today, regions: regions)
            #expect(answer["kind"] == "region")
        }
        #expect(CodeCheck.check("312003564000", today: today, regions: regions)["kind"] == "item-basic")
        let resident = CodeCheck.check("310103196508259967", today: today, regions: regions)
        #expect(resident["parts"]?["addressName"]?["zh"] == "卢湾区")
        #expect(resident["parts"]?["masked"] == "3101**********9967")
    }

    @Test func `any line whatever has an answer`() {
        var random = SeededRandom.printed("code check")
        let letters = Array("0123456789ABCDXYZ.-+ 八９é\u{200B}")
        for _ in 0..<5000 {
            let line = String((0..<Int.random(in: 0...50, using: &random)).map { _ in letters.randomElement(using: &random)! })
            let answer = CodeCheck.check(line, today: today)
            #expect(answer.members?.map(\.name) == ["input", "kind", "valid", "parts", "why"])
        }
    }
}
