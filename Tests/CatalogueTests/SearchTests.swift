import Foundation
import Kernel
import Testing

@testable import Catalogue

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

/// The shipped city, by people's words: `data/search/judged.tsv`.
struct JudgedSearchTests {
    static let pinyin: Result<Pinyin, any Error> = Result { try Pinyin(tsv: text("data/pinyin.tsv")) }
    static let search: Result<CatalogueSearch, any Error> = Result {
        CatalogueSearch(try #require(ContentTests.loaded.catalogue), pinyin: try pinyin.get())
    }

    static func text(_ name: String) throws -> String {
        let tree = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return String(decoding: try Data(contentsOf: tree.appendingPathComponent(name)), as: UTF8.self)
    }

    @Test func `people’s words find what they mean`() throws {
        let queries = JudgedQuery.list(tsv: try Self.text("data/search/judged.tsv"))
        let held = queries.filter(\.isHeldOut)
        #expect(queries.count >= 150 && held.count * 5 >= queries.count, "\(held.count) of \(queries.count)")
        let search = try Self.search.get()
        let all = SearchJudgement(queries, search)
        #expect(all.meanReciprocalRank >= 0.9 && all.recallAt3 >= 0.95, "\(Self.told(all))")
        // What the search was not settled on may do a little worse, but not much.
        let unseen = SearchJudgement(held, search)
        #expect(unseen.meanReciprocalRank >= 0.8 && unseen.recallAt3 >= 0.9, "\(Self.told(unseen))")
    }

    @Test func `every judged query expects a service that is there`() throws {
        let catalogue = try #require(ContentTests.loaded.catalogue)
        for query in JudgedQuery.list(tsv: try Self.text("data/search/judged.tsv")) {
            for code in query.codes { #expect(catalogue.thing(code) != nil, "\(query.words): \(code)") }
        }
    }

    private static func told(_ judgement: SearchJudgement) -> String {
        let missed = judgement.places.filter { $0.rank != 1 }.map { place in
            "\(place.rank ?? 0) \(place.query.words) \(place.query.codes) \(place.found.prefix(5))"
        }
        return "MRR@10 \(judgement.meanReciprocalRank), recall@3 \(judgement.recallAt3)\n" + missed.joined(separator: "\n")
    }

    @Test(arguments: [
        ("shenfenzheng", "id-card-reissue"), ("shen fen zheng", "id-card-reissue"), ("sfz", "id-card-reissue"),
        ("shfzh", "id-card-reissue"),
        ("身分证", "id-card-reissue"), ("shenfengzhen", "id-card-reissue"), ("juzhuzhneg", "residence-permit"),
        ("residense permit", "residence-permit"),
        ("补办sfz", "id-card-reissue"), ("hukou迁移", "hukou-move"),
    ]) func `sounds, first letters and slips are understood`(_ query: String, _ code: String) throws {
        let hits = try Self.search.get().search(query, language: .zh, limit: 3)
        #expect(hits.map(\.code).contains(code), "\(hits.map(\.code))")
    }

    @Test(arguments: ["shenf", "sfz", "身份", "SHENFENZ"]) func `pinyin is completed while it is typed`(_ typed: String) throws {
        let suggestions = try Self.search.get().suggest(typed, language: .zh)
        #expect(suggestions.contains { $0.code == "id-card-reissue" }, "\(suggestions)")
        #expect(Set(suggestions.map(\.text)).count == suggestions.count)
    }

    @Test func `filters leave only what they say`() throws {
        let search = try Self.search.get()
        let catalogue = try #require(ContentTests.loaded.catalogue)
        let all = search.find("登记", limit: 100)
        for audience in Audience.allCases {
            let hits = search.find("登记", filter: SearchFilter(audience: audience), limit: 100).hits
            #expect(!hits.isEmpty)
            #expect(
                hits.allSatisfy {
                    catalogue.oneThings[$0.code]?.audience == audience || catalogue.items[$0.code]?.audience.contains(audience) == true
                })
        }
        #expect(all.facets.audiences.count == 2)
        #expect(search.find("登记", filter: SearchFilter(theme: "nowhere")).hits.isEmpty)
        let whole = search.find("登记", filter: SearchFilter(online: .whole), limit: 100).hits
        #expect(!whole.isEmpty && whole.filter { $0.kind != .thing }.allSatisfy { catalogue.items[$0.code]?.onlineLevel == .whole })
    }

    @Test func `what matches is marked, and the text stays whole`() throws {
        let found = try Self.search.get().find("给宝宝上户口")
        let text = "孩子的户口，上户口要什么"
        let pieces = found.marks.pieces(of: text)
        #expect(pieces.map(\.text).joined() == text)
        #expect(pieces.filter(\.isMatch).map(\.text) == ["孩子", "户口", "上户口"])
        let english = try Self.search.get().find("lost cards").marks.pieces(of: "My card is lost")
        #expect(english.filter(\.isMatch).map(\.text) == ["card", "lost"])
    }

    @Test(arguments: ["登月飞船发射许可", "qqqqq", "🙂🙂", String(repeating: "户口", count: 400), "a\u{0}b", "' or 1=1 --", "ｓｆｚ"])
    func `odd words give an answer, and the far-fetched is called so`(_ query: String) throws {
        let found = try Self.search.get().find(query)
        #expect(found.hits.count <= 20)
        if query == "登月飞船发射许可" { #expect(found.hits.isEmpty || found.isNearest) }
    }

    @Test(arguments: ["护照", "养狗证", "遗产", "噪音扰民", "出国签证", "停车", "港澳通行证"])
    func `what the city does not have is not answered with what shares a character or a sound`(_ query: String) throws {
        #expect(try Self.search.get().find(query).hits.map(\.code) == [])
    }

    @Test(arguments: [("工地上的树要移走", "green-space-occupation"), ("厨房废油剩菜收走", "food-waste-declaration")])
    func `what shares rare characters is offered as the nearest`(_ query: String, _ code: String) throws {
        let found = try Self.search.get().find(query)
        #expect(found.isNearest && found.hits.first?.code == code)
    }

    @Test func `a slip of the same sound is still understood`() throws {
        let found = try Self.search.get().find("身分证补办")
        #expect(found.hits.first?.code == "id-card-reissue" && !found.isNearest)
    }

    @Test func `each service stands once`() throws {
        for query in ["医保", "身份证", "公司", "card"] {
            let codes = try Self.search.get().search(query, language: .zh).map(\.code)
            #expect(Set(codes).count == codes.count)
        }
    }
}

struct PinyinTests {
    @Test func `letters are cut into syllables`() throws {
        let pinyin = try JudgedSearchTests.pinyin.get()
        let words = { (letters: String) in pinyin.segmentations(letters).map { $0.map { pinyin.syllables[Int($0)] }.joined(separator: " ") }
        }
        #expect(words("shuifeizhengming").first == "shui fei zheng ming")
        #expect(Set(words("xian")) == ["xian", "xi an"])
        #expect(words("sfz").isEmpty && words("").isEmpty)
        #expect(words(String(repeating: "a", count: 60)).count == 1)
    }

    @Test func `characters have their usual readings`() throws {
        let pinyin = try JudgedSearchTests.pinyin.get()
        let read = { (character: Unicode.Scalar) in pinyin.readings(of: character.value).map { pinyin.syllables[Int($0)] } }
        #expect(read("长") == ["chang", "zhang"])
        #expect(Set(read("行")) == ["xing", "hang"])
        #expect(read("证") == ["zheng"] && read("A").isEmpty)
    }

    @Test(arguments: ["证 zheng", "证\tZHENG", "ab\tba", "证"]) func `a broken line is told with its number`(_ line: String) {
        #expect { try Pinyin(tsv: "一\tyi\n" + line) } throws: { ($0 as? Pinyin.Fault)?.line == 2 }
    }

    @Test func `slips are counted in letters`() {
        let distance = { (a: String, b: String, limit: Int) in SearchSpelling.distance(Array(a.utf8), Array(b.utf8), limit: limit) }
        #expect(distance("zheng", "zhegn", 2) == 1)
        #expect(distance("permit", "permti", 1) == 1)
        #expect(distance("permit", "resident", 2) == nil)
        let approximate = SearchSpelling.Approximate(Array("zhegn".utf8))
        #expect(approximate?.distance(in: Array("shenfenzhengdiule".utf8)) == 1)
        #expect(approximate?.distance(in: Array("xxzhegnyy".utf8)) == 0)
        #expect(SearchSpelling.Approximate(Array(repeating: 0x61, count: 64)) == nil)
    }
}
