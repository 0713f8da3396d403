import Kernel
import Testing

@testable import Catalogue

struct ModelTests {
    /// The household entry with everything that the implementation list knows.
    static let more = """
        words: [上户口, 报户口, hukou]
        power: {code: "310700000012", name: {zh: 户口登记, en: Household registration}, source: devolved}
        handlingItems:
          - {number: "01", name: {zh: 出生登记（新办）, en: Entry (new)}, kind: new}
          - {number: "02", name: {zh: 更正, en: Correction}, kind: change}
        topics: [生育收养, 户籍办理]
        state: active
        effectiveFrom: "2026-01-01"
        effectiveUntil: "2027-01-01"
        revised: [{date: "2026-03-01", what: {zh: 改了时限, en: Limits}}, {date: "2025-03-01", what: {zh: 新增, en: New}}]
        levels: [district, street]
        jointly: [wjw]
        quota: {zh: 不限, en: None}
        scope: [city, delta]
        commitment: certificate
        booking: true
        rights: {zh: 申请人可以查询进度。, en: Applicants may ask how far it is.}
        duties: {zh: 如实填写。, en: To tell the truth.}
        steps: [{code: accept}]
        reconsideration: {body: {zh: 区人民政府, en: District government}, phone: "12345"}
        """

    static func catalogue() throws -> Catalogue {
        let files = Fixture.files("items/household-entry.yaml", replacing: "words: [上户口, 报户口, hukou]", with: more)
        let loaded = CatalogueLoading.load(files: files)
        return try #require(loaded.catalogue, "\(loaded.findings.map { $0.line(in: .en) })")
    }

    @Test func `what is written is read, and what follows is derived`() throws {
        let catalogue = try ModelTests.catalogue()
        let item = try #require(catalogue.items["household-entry"])
        #expect(item.powerCode == "310700000012")
        #expect(item.standing.power?.source == .devolved)
        #expect(item.exerciseLevel == "7")
        #expect(item.lastRevised == LocalDate("2026-03-01"))
        #expect(item.isInForce(on: LocalDate("2026-11-23")!) && !item.isInForce(on: LocalDate("2027-01-01")!))
        #expect(item.onlineLevel == .whole)
        #expect(item.agency(in: catalogue) == .statutory)
        let card = try #require(catalogue.items["social-card"])
        #expect(
            card.onlineLevel == .acceptance && card.powerCode == "312090005000" && card.exerciseLevel == "2" && card.discretionShare == 0)
        #expect(card.audienceTypes == [.person] && card.isInHall && !card.delivers)
    }

    @Test func `handling items have thirty-three characters`() throws {
        let catalogue = try ModelTests.catalogue()
        let item = try #require(catalogue.items["household-entry"])
        let codes = item.handlingItems.compactMap { item.handlingCode($0, in: catalogue) }
        #expect(codes.count == 2)
        #expect(codes.allSatisfy { ItemCode($0)?.kind == .handling })
        #expect(codes[1].hasSuffix("02"))
    }

    @Test(arguments: [
        ("number: \"02\"", "number: \"2\"", "code"), ("number: \"02\"", "number: \"01\"", "duplicate"), ("[生育收养, 户籍办理]", "[生育]", "value"),
        ("effectiveUntil: \"2027-01-01\"", "effectiveUntil: \"2025-01-01\"", "value"),
        ("effectiveFrom: \"2026-01-01\"", "effectiveFrom: \"2026-02-30\"", "type"),
        ("booking: true", "booking: true\nonline: 5", "value"), ("kind: change}", "kind: chnge}", "value"),
    ]) func `a wrong value is told`(_ old: String, _ new: String, _ rule: String) {
        let text = ModelTests.more.replacing(old, with: new)
        #expect(text != ModelTests.more)
        let files = Fixture.files("items/household-entry.yaml", replacing: "words: [上户口, 报户口, hukou]", with: text)
        #expect(CatalogueLoading.load(files: files).findings.contains { $0.rule == rule && $0.severity == .error })
    }

    @Test func `the exchange tables have the national names and codes`() throws {
        let catalogue = try ModelTests.catalogue()
        let item = try #require(catalogue.items["household-entry"])
        let json = ItemExchange(item, catalogue).json
        let basic = try #require(json["task_general_basic"])
        #expect(basic["catalog_code"]?.string == "310790003000")
        #expect(basic["local_catalog_code"]?.string == "0790003000")
        #expect(basic["task_code"]?.string?.count == 31)
        #expect(basic["power_source"]?.string == "2" && basic["use_level"]?.string == "7" && basic["project_type"]?.string == "2")
        #expect(basic["promise_day"]?.int == 3 && basic["promise_type"]?.string == "工作日" && basic["handle_type"]?.string == "2^3^1")
        let extend = try #require(json["task_general_extend"])
        #expect(extend["user_topic_type"]?.string == "生育收养^户籍办理" && extend["limit_scene_explain"]?.string == "无")
        #expect(extend["handle_area"]?.string == "全市通办^长三角通办" && extend["is_schedule"]?.string == "1")
        #expect(json["task_material"]?.array?.count == item.materials.count)
        #expect(json["task_material"]?.array?.first?["by_law"]?.string == "《母婴保健法》第二十三条")
        #expect(json["task_handle_item"]?.array?.last?["task_handle_item"]?.string?.count == 33)
        #expect(json["fee_project"]?.array?.first?["fee_name"]?.string == "工本费")
        #expect(basic["task_handle_item"]?.string?.split(separator: "^").map(\.count) == [33, 33])
        #expect(basic["cd_operation"] == "I" && basic["data_source"] == "310000" && basic["consult_phone"] == basic["link_way"])
        #expect(extend["legal_rights"]?.string == "申请人可以查询进度。" && extend["reconsideration_dept"]?.string == "区人民政府")
        #expect(extend["extend_field"]?.string?.contains("\"legal_duties\":") == true)
        #expect(json["process_link"]?.array?.first?["handle_person_name"] == "窗口")
        let paper = try #require(json["task_material"]?.array?.first)
        #expect(paper["original_num"] != nil && paper["copy_num"] != nil && paper["page_num"] != nil)
    }

    @Test func `a basis tells the day of the version that is cited`() throws {
        let basis = "basis: {law: {zh: 母婴保健法, en: Law on Maternal and Infant Health Care}, article: 第二十三条, date: \"2017-11-05\"}"
        let files = Fixture.files("items/social-card.yaml", replacing: Fixture.basis, with: basis)
        let catalogue = try #require(CatalogueLoading.load(files: files).catalogue)
        #expect(catalogue.items["social-card"]?.bases.first?.date == LocalDate("2017-11-05"))
    }

    @Test func `what was kept of a citation in Chinese is found again in English`() throws {
        let catalogue = try #require(CatalogueLoading.load(files: Fixture.files).catalogue)
        let bases = catalogue.items.values.flatMap { item in item.bases + item.materials.flatMap(\.bases) }
        #expect(!bases.isEmpty)
        for basis in bases { #expect(catalogue.citation(basis.citation.zh).zh == basis.citation.zh) }
        let item = try #require(catalogue.items["social-card"]?.bases.first?.citation)
        #expect(catalogue.citation(item.zh) == item && item.en != item.zh)
        // The same article as it is called elsewhere is another citation.
        #expect(catalogue.citation("《某某条例》第一条") == Text(same: "《某某条例》第一条"))
        #expect(catalogue.placed(in: nil, industries: nil).citation(item.zh) == item)
    }

    @Test func `a discretionary point has its grades, and the manual shows them with what to look at`() throws {
        let grade = "{grade: {zh: 一档, en: First}, when: {zh: 户籍在本市, en: Here}, outcome: {zh: 准予, en: Granted}}"
        let point = "  - code: local\n    kind: discretionary\n    how: {zh: 对照户籍, en: Compare}\n    benchmark: [\(grade)]"
        let files = Fixture.files("items/household-entry.yaml", replacing: "  - code: local", with: point)
        let loaded = CatalogueLoading.load(files: files)
        let catalogue = try #require(loaded.catalogue, "\(loaded.findings.map { $0.line(in: .en) })")
        let item = try #require(catalogue.items["household-entry"])
        #expect(item.discretionShare == 1)
        let manual = OfficerManual(item, catalogue)
        #expect(manual.points.first?.benchmark.first?.outcome.en == "Granted")
        #expect(manual.points.first?.evidence.first?.zh.contains("户籍街镇") == true)
        #expect(manual.templates.contains { $0.name.zh == "不予许可决定书" })
        #expect(manual.materials.contains { $0.code == "household-book" && $0.returnsOriginal })
    }
}
