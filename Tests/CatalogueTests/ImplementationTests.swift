import Foundation
import Kernel
import Testing

@testable import Catalogue

/// A city with offices: two districts and the city's own.
enum Offices {
    static let yaml = """
        - code: ybj-310101
          department: ybj
          region: "310101"
          uscc: 11310000MB2F30661Y
          name: {zh: 黄浦区医疗保障局, en: "Healthcare Security, Huangpu"}
          places:
            - {code: centre, name: {zh: 黄浦区政务服务中心, en: "Service Centre, Huangpu"}, address: {zh: 示例路 1 号, en: 1 Shili Road}}
            - {code: branch, name: {zh: 分中心, en: Branch}, phone: "021-12345678"}
          columns: [item, place, windows, promised, trips, channels, booking]
          rows:
            - [child-insurance, ~, A01, 3, ~, ~, true]
            - [social-card, branch, B02, 7, 1, online counter]
        - code: ybj-310104
          department: ybj
          region: "310104"
          places: [{code: centre, name: {zh: 徐汇区政务服务中心, en: "Service Centre, Xuhui"}}]
          columns: [item, promised, channels, local]
          rows: [[child-insurance, 5, online], [social-card, ~, ~, false]]
        """

    static func loaded(_ old: String = "", _ new: String = "") -> (catalogue: Catalogue?, findings: [CatalogueFinding]) {
        precondition(old.isEmpty || yaml.contains(old))
        let text = old.isEmpty ? yaml : yaml.replacing(old, with: new, maxReplacements: 1)
        return CatalogueLoading.load(files: Fixture.files + [.init("implementations/ybj.yaml", text)])
    }
}

struct ImplementationTests {
    @Test func `an item is carried out by the office of the place, with what the office has set`() throws {
        let loaded = Offices.loaded()
        #expect(loaded.findings.filter { $0.severity == .error }.map { $0.line(in: .en) } == [])
        let catalogue = try #require(loaded.catalogue)
        #expect(catalogue.implementations.count == 4)
        let insurance = try #require(catalogue.items["child-insurance"])
        let street = try #require(RegionCode("310101002"))
        let found = try #require(catalogue.implementation(item: "child-insurance", region: street))
        #expect(found.office.code == "ybj-310101")
        #expect(found.place?.code == "centre")
        #expect(found.windows == "A01")
        #expect(found.promise(of: insurance)?.en == "3 working days")
        #expect(found.trips == nil && found.channels == nil && found.isLocal && found.takesBookings)
        #expect(found.phone == "12345")
        let code = try #require(found.code(of: insurance).flatMap { ItemCode($0) })
        #expect(code.kind == .implementation)
        #expect(code.parts.level == 4)
        let card = try #require(catalogue.implementation(item: "social-card", region: street))
        #expect(card.place?.code == "branch" && card.phone == "021-12345678" && card.channels == [.online, .counter] && card.trips == 1)
        let other = try #require(RegionCode("310104").flatMap { catalogue.implementation(item: "social-card", region: $0) })
        #expect(!other.isLocal && other.code(of: insurance) == nil)
        #expect(RegionCode("310105").flatMap { catalogue.implementation(item: "social-card", region: $0) } == nil)
        #expect(catalogue.implementation(item: "nothing", region: street) == nil)
    }

    @Test(arguments: [
        (
            "columns: [item, promised, channels, local]", "columns: [item, materials, channels, local]", "substantive",
            "set by the city department"
        ),
        ("columns: [item, promised, channels, local]", "columns: [item, promisd, channels, local]", "value", "did you mean “promised”"),
        ("columns: [item, promised, channels, local]", "columns: [place, promised, channels, local]", "missing-key", "“item” is missing"),
        ("[child-insurance, 5, online]", "[child-insurance, 6, online]", "promise", "longer than the city’s"),
        ("[child-insurance, 5, online]", "[child-insurance, -1, online]", "value", "cannot stand in the column “promised”"),
        ("[child-insurance, 5, online]", "[child-insurance, 5, onlin]", "value", "cannot stand in the column “channels”"),
        ("[child-insurance, 5, online]", "[child-insuranc, 5, online]", "unknown-reference", "child-insuranc"),
        ("[child-insurance, 5, online]", "[household-entry, 1, online]", "department", "not an item of this department"),
        ("[child-insurance, 5, online]", "[social-card, 5, online]", "duplicate", "twice"),
        ("[child-insurance, 5, online]", "[child-insurance, 5, online, true, 1]", "type", "at most 4 cells"),
        ("7, 1, online counter", "7, 2, online counter", "trips", "more than the city allows"),
        ("region: \"310104\"", "region: \"31x\"", "code", ""),
        ("department: ybj\n  region: \"310104\"", "department: ybk\n  region: \"310104\"", "unknown-reference", "ybk"),
        ("uscc: 11310000MB2F30661Y", "uscc: 11310000MB2F30661X", "code", ""),
        ("  columns: [item, promised", "  fees: 1\n  columns: [item, promised", "unknown-key", "fees"),
    ]) func `what an office may not set it cannot set`(_ old: String, _ new: String, _ rule: String, _ says: String) {
        let findings = Offices.loaded(old, new).findings.filter { $0.severity == .error && $0.rule == rule }
        let told = findings.map { "\($0.message.en) \($0.suggestion?.en ?? "")" }
        #expect(says.isEmpty ? !findings.isEmpty : told.contains { $0.contains(says) }, "\(told)")
        #expect(findings.allSatisfy { $0.file == "implementations/ybj.yaml" && $0.line > 0 })
    }

    @Test func `a difference between districts is told beyond the allowance`() throws {
        let catalogue = try #require(Offices.loaded().catalogue)
        let strict = ImplementationDifferences.of(catalogue, allowance: .init(promised: 1))
        #expect(
            Set(strict.map { "\($0.item) \($0.aspect.rawValue)" }) == [
                "child-insurance promised", "child-insurance channels", "social-card receiving",
            ])
        #expect(ImplementationDifferences.of(catalogue, allowance: .init(promised: 2)).count == 2)
        let promised = try #require(strict.first { $0.aspect == .promised })
        #expect(promised.values.map(\.value.en) == ["3 working days", "5 working days"])
        #expect(promised.values.map(\.offices) == [["ybj-310101"], ["ybj-310104"]])
    }

    @Test func `the guide tells where to go in the district that was chosen`() throws {
        let catalogue = try #require(Offices.loaded().catalogue)
        let thing = try Fixture.newborn(catalogue)
        #expect(LocalGuide.districts(of: thing, catalogue).map(\.code.rawValue) == ["310101", "310104"])
        let guide = try #require(RegionCode("310101").flatMap { LocalGuide(thing, in: $0, catalogue) })
        #expect(guide.parts.map(\.item).sorted() == ["child-insurance", "social-card"])
        let rows = try #require(guide.part("child-insurance")).rows
        #expect(rows.contains { $0.value.en == "Service Centre, Huangpu" } && rows.contains { $0.value.en == "A01" })
        #expect(RegionCode("310120").flatMap { LocalGuide(thing, in: $0, catalogue) } == nil)
    }

    @Test func `every district of the city carries out what is handled there`() throws {
        let catalogue = try #require(ContentTests.loaded.catalogue)
        let districts = Set(catalogue.implementations.offices.filter { $0.level == .district }.map(\.region.rawValue))
        #expect(districts.count == 16)
        for item in catalogue.items.values where catalogue.implementations.number(of: item.code) != nil {
            #expect(catalogue.implementations.rows(of: item.code).count >= 16, "\(item.code)")
        }
        #expect(catalogue.implementations.count >= 16 * 40)
        #expect(
            catalogue.implementations.offices.allSatisfy { $0.uscc.flatMap { UnifiedSocialCreditCode($0) } != nil && $0.isIllustrative })
    }
}
