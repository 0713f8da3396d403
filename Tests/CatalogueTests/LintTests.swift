import Kernel
import Rules
import TestSupport
import Testing

@testable import Catalogue

struct LintTests {
    static let catalogue = ContentTests.loaded.catalogue

    /// What the untouched catalogue is still told, by definition and rule.
    static let before: Set<String> = {
        guard let catalogue else { return [] }
        return Set(DefinitionChecking.check([:], over: catalogue).findings.map { "\($0.file) \($0.rule)" })
    }()

    @Test(arguments: LintSeeding.faults) func `a fault seeded anywhere in the good catalogue is found`(_ fault: LintFault) throws {
        let catalogue = try #require(Self.catalogue)
        var dice = SeededRandom(seed: UInt64(truncatingIfNeeded: fault.rule.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
        var definitions = catalogue.definitions.filter { $0.kind == fault.kind && !Self.before.contains("\($0.key.text) \(fault.rule)") }
        definitions.shuffle(using: &dice)
        var seeded = 0
        for definition in definitions where seeded < (fault.kind == .item || fault.kind == .thing ? 3 : 1) {
            guard let content = fault.seed(definition.content, &dice, catalogue) else { continue }
            seeded += 1
            // Of an item and a thing what an official is told while typing; of the rest the whole lint.
            let isWhole = fault.kind != .item && fault.kind != .thing
            let findings =
                isWhole
                ? DefinitionChecking.check([definition.key: content], over: catalogue).findings
                : DefinitionChecking.check(definition.key, in: [definition.key: content], over: catalogue)
            let found = findings.filter { $0.rule == fault.rule && (isWhole || $0.file == definition.key.text) }
            #expect(!found.isEmpty, "\(fault.rule) in \(definition.key.text): \(findings.map { "\($0.rule) \($0.path)" })")
            #expect(found.allSatisfy { !$0.message.zh.isEmpty && $0.suggestion != nil }, "\(fault.rule)")
        }
        #expect(seeded > 0, "no definition has a place for \(fault.rule)")
    }

    @Test func `every rule has a fault that it finds`() {
        let files: Set<String> = ["yaml", "file", "file-name"]
        #expect(Set(LintRule.all.map(\.code)).subtracting(LintSeeding.faults.map(\.rule)) == files)
        #expect(Set(LintSeeding.faults.map(\.rule)).isSubset(of: LintRule.all.map(\.code)))
        #expect(Set(LintRule.all.map(\.code)).count == LintRule.all.count)
    }

    @Test func `a preview is there where the changed definitions hold no error, and says what the whole lint would have let through`()
        throws
    {
        let catalogue = try #require(Self.catalogue)
        let (item, thing) = (DefinitionKey(.item, "food-licence"), DefinitionKey(.thing, "newborn"))
        var content = try #require(catalogue.definition(.item, "food-licence")?.content)
        content["name"] = ["zh": "食品经营许可（试）", "en": "Food licence, tried"]
        let shown = try #require(DefinitionChecking.preview([item: content], over: catalogue))
        let whole = try #require(DefinitionChecking.check([item: content], over: catalogue).catalogue)
        #expect(
            shown.items["food-licence"]?.name.en == "Food licence, tried" && shown.definitions.map(\.hash) == whole.definitions.map(\.hash))
        #expect(shown.thing("restaurant")?.parts.map(\.item.name) == whole.thing("restaurant")?.parts.map(\.item.name))
        var broken = content
        broken["department"] = "nobody"
        #expect(DefinitionChecking.preview([item: broken], over: catalogue) == nil)
        var other = try #require(catalogue.definition(.thing, "newborn")?.content)
        other["lead"] = "nobody"
        #expect(DefinitionChecking.preview([item: content, thing: other], over: catalogue) == nil)
        // Taken away, it is missed where it is used.
        let taken: [DefinitionKey: JSON?] = [item: nil]
        #expect(taken.count == 1 && DefinitionChecking.preview(taken, over: catalogue) == nil)
    }

    @Test func `the city’s catalogue breaks no rule`() {
        #expect(ContentTests.loaded.findings.map { "\($0.rule) \($0.file)" } == [])
    }

    @Test func `the database is told the same as the files`() throws {
        let catalogue = try #require(Self.catalogue)
        let published = try CatalogueLoading.load(definitions: catalogue.definitions, version: 3)
        func told(_ findings: [CatalogueFinding]) -> [String] { findings.map { "\($0.rule) \($0.message.zh)" }.sorted() }
        #expect(told(DefinitionChecking.check([:], over: published).findings) == told(ContentTests.loaded.findings))
    }

    @Test func `several faults at once are all found`() throws {
        let catalogue = try #require(Self.catalogue)
        var dice = SeededRandom(seed: 20)
        for _ in 0..<4 {
            var (edits, expected): ([DefinitionKey: JSON?], [(DefinitionKey, String)]) = ([:], [])
            for fault in (LintSeeding.asking + LintSeeding.telling + LintSeeding.conditions).shuffled(using: &dice).prefix(12)
            where fault.kind == .item {
                let free = catalogue.definitions.filter { $0.kind == .item && edits[$0.key] == nil }.shuffled(using: &dice)
                for definition in free {
                    guard let content = fault.seed(definition.content, &dice, catalogue) else { continue }
                    edits[definition.key] = content
                    expected.append((definition.key, fault.rule))
                    break
                }
            }
            let findings = DefinitionChecking.check(edits, over: catalogue).findings
            for (key, rule) in expected { #expect(findings.contains { $0.file == key.text && $0.rule == rule }, "\(rule) in \(key.text)") }
        }
    }

    // MARK: Words

    @Test(
        arguments: [
            ("其他材料", "其他材料"), ("身份证、户口簿等材料", "等材料"), ("户口簿、居住证等", "等"), ("提交有关证明", "有关证明"), ("法律、行政法规规定的其他情形", "法律、行政法规规定的其他情形"),
            ("法律法规规定的其他材料。", "法律法规规定的其他材料"), ("必要时可以核查", "必要时"), ("审批机关要求的其他有关证明材料", "审批机关要求的其他有关证明材料"), ("视情况补充", "视情况"),
            ("相关资料齐全", "相关资料"),
            ("房产证等三份材料", nil), ("残疾等级为一级、二级", nil), ("待遇平等", nil), ("高等学校录取通知书", nil), ("其他直系长辈的姓", nil), ("相关系数", nil), ("营业执照", nil),
            ("等待期满", nil), ("二等功证书", nil),
        ] as [(String, String?)]) func `vague words are marked, and words like them are not`(_ text: String, _ words: String?)
    {
        let found = VagueWords.inChinese(text)
        #expect(found.map(\.words) == (words.map { [$0] } ?? []))
        for match in found {
            let scalars = Array(text.unicodeScalars)[match.offset..<(match.offset + match.length)]
            #expect(String(String.UnicodeScalarView(scalars)) == match.words)
        }
    }

    @Test(
        arguments: [
            ("Identity card and other documents", "other documents"), ("Relevant materials", "Relevant materials"),
            ("The original, if necessary", "if necessary"), ("Books, cards, etc.", "etc."), ("An etching", nil), ("Another document", nil),
        ] as [(String, String?)]) func `vague English is marked too`(_ text: String, _ words: String?)
    {
        #expect(VagueWords.inEnglish(text).map(\.words) == (words.map { [$0] } ?? []))
    }

    @Test func `a finding tells the exact words and where they stand`() throws {
        let files = Fixture.files("items/household-entry.yaml", replacing: "非婚生育说明, en", with: "非婚生育说明及其他有关材料, en")
        let finding = try #require(CatalogueLoading.load(files: files).findings.first { $0.rule == "vague" })
        #expect(finding.severity == .error && finding.line > 0)
        #expect(finding.path == "/materials/3/name")
        let mark = try #require(finding.mark)
        #expect(mark.language == .zh && mark.offset == 7 && mark.length == 6 && mark.words == "其他有关材料")
        #expect(finding.suggestion != nil)
    }

    @Test(arguments: [
        ("12345", true), ("962200", true), ("95598", true), ("021-12345678", true), ("021-12345678-801", true), ("400-820-1234", true),
        ("4008201234", true),
        ("0512-1234567", true), ("13800138000", true), ("12345678", false), ("021 12345678", false), ("", false), ("021-1234", false),
        ("24h", false),
    ]) func `telephones can be dialled from elsewhere`(_ number: String, _ isRight: Bool) { #expect(Phone.canBeDialled(number) == isRight) }
}
