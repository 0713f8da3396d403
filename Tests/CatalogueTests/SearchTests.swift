import Catalogue
import Kernel
import Testing

struct SearchTests {
    let search: CatalogueSearch

    init() throws { search = CatalogueSearch(try Fixture.catalogue()) }

    @Test(arguments: [
        ("新生儿出生", "newborn"), ("小孩出生", "newborn"), ("怎么给宝宝上户口", "household-entry"), ("上户口", "household-entry"),
        ("落户", "household-entry"), ("医保", "child-insurance"), ("社会保障卡", "social-card"), ("出生证", "birth-certificate"),
        ("hukou", "household-entry"), ("newborn", "newborn"), ("Birth Certificate", "birth-certificate"),
        ("social security cards", "social-card"),
        ("ＨＵＫＯＵ", "household-entry"),
    ]) func `citizens’ words find the thing`(_ query: String, _ code: String) {
        let hits = search.search(query, language: .zh)
        #expect(hits.prefix(2).map(\.code).contains(code), "\(hits.map { "\($0.code) \($0.score)" })")
        #expect(hits.allSatisfy { !$0.why.zh.isEmpty && !$0.why.en.isEmpty })
    }

    @Test func `the exact name comes first`() {
        #expect(search.search("出生登记", language: .zh).first?.code == "household-entry")
        #expect(search.search("社会保障卡", language: .zh).first?.code == "social-card")
    }

    @Test func `a question is found with its answer`() {
        let hit = search.search("超过一个月", language: .zh).first
        #expect(hit?.kind == .question)
        #expect(hit?.code == "household-entry")
        #expect(hit?.summary == Text("可以。", "Yes."))
    }

    @Test(arguments: ["", "   ", "，。！", "怎么办", "xyzzy", "龘"]) func `what says nothing finds nothing, and breaks nothing`(_ query: String) {
        #expect(search.search(query, language: .en).allSatisfy { $0.score > 0 })
        #expect(query == "怎么办" || search.search(query, language: .en).isEmpty)
    }

    @Test func `one character still finds something`() {
        #expect(!search.search("卡", language: .zh).isEmpty)
    }

    @Test func `what is being typed is completed in the reader’s language`() {
        #expect(search.suggest("新生", language: .zh).first?.code == "newborn")
        #expect(search.suggest("soc", language: .en).map(\.text) == ["Social security card"])
        #expect(search.suggest("hu", language: .en).map(\.text).contains("hukou"))
        #expect(search.suggest("", language: .en).isEmpty)
    }
}
