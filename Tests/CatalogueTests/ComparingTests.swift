import Kernel
import Testing

@testable import Catalogue

@Suite struct ComparingTests {
    private static let base = """
        code: permit
        basicCode: "310112345000"
        type: "01"
        name: {zh: 食品经营许可, en: Food permit}
        department: scjg
        audience: [person]
        handling: promised
        limits: {promised: {count: 5}}
        materials:
          - {code: plan, name: {zh: 平面图, en: Floor plan}, copies: 1}
          - {code: list, name: {zh: 设备清单, en: List of equipment}}
        """

    private static func changes(_ replacing: [(String, String)]) throws -> [Change] {
        var text = base
        for (old, new) in replacing { text = text.replacing(old, with: new) }
        func content(_ text: String) throws -> JSON {
            try #require(CatalogueLoading.definitions(files: [.init("items/permit.yaml", text)]).definitions.first).content
        }
        let empty = Catalogue(CatalogueParts(), definitions: [], version: 1)
        let change = CatalogueComparing.change(
            of: DefinitionKey(.item, "permit"), from: try content(base), to: try content(text), in: empty, empty)
        return change.map { [$0] } ?? []
    }

    @Test func `nothing differs from itself`() throws {
        #expect(try Self.changes([]).isEmpty)
    }

    @Test(arguments: [
        ("count: 5", "count: 3", "时限 › 承诺办结时限：由“5 个工作日”改为“3 个工作日”", "Time limits › Promised: “5 working days” becomes “3 working days”"),
        ("zh: 平面图", "zh: 场所平面图", "申请材料 › 场所平面图 › 材料名称", "Materials › 场所平面图"),
        ("handling: promised", "handling: instant", "办件类型：由“承诺件”改为“即办件”", "“Within a promised time” becomes “Done on the spot”"),
        ("  - {code: list, name: {zh: 设备清单, en: List of equipment}}\n", "", "删去 申请材料 › 设备清单", "Gone: Materials › List of equipment"),
    ])
    func `a change is told in words that an official reads`(_ old: String, _ new: String, _ zh: String, _ en: String) throws {
        let text = old.hasPrefix("  - {code: list") ? String(old.dropLast()) : old
        let details = try Self.changes([(text, new)]).flatMap(\.details)
        #expect(details.count == 1)
        if zh.contains("材料名称") {
            #expect(details.first?.place.zh.hasPrefix("申请材料 › 场所平面图") == true)
        } else {
            #expect(details.first?.sentence.zh == zh)
            #expect(details.first?.sentence.en.contains(en) == true)
        }
    }

    @Test func `rows are known by their codes: what moved is an order, not a rewriting`() throws {
        let plan = "  - {code: plan, name: {zh: 平面图, en: Floor plan}, copies: 1}"
        let list = "  - {code: list, name: {zh: 设备清单, en: List of equipment}}"
        let details = try Self.changes([("\(plan)\n\(list)", "\(list)\n\(plan)")]).flatMap(\.details)
        #expect(details.map(\.path) == ["/materials"])
        #expect(details.first?.after?.zh == "设备清单、平面图")
    }

    @Test func `what each of two changed alone is merged, what both changed is told`() {
        let base: JSON = ["name": "a", "trips": 1, "limits": ["count": 5]]
        let mine: JSON = ["name": "b", "trips": 1, "limits": ["count": 3]]
        let theirs: JSON = ["name": "c", "limits": ["count": 5, "unit": "day"]]
        let merged = ThreeWay.merged(base: base, mine: mine, theirs: theirs)
        #expect(merged.conflicts == ["/name"])
        #expect(merged.content == (["limits": ["count": 3, "unit": "day"], "name": "b"] as JSON))
        #expect(ThreeWay.merged(base: base, mine: base, theirs: theirs).content == theirs.canonical)
        #expect(ThreeWay.merged(base: base, mine: mine, theirs: base).conflicts.isEmpty)
    }

    @Test func `random changes merge as if they had been made one after the other`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let keys = (0..<8).map { "k\($0)" }
            let base = JSON.object(keys.map { JSON.Member($0, .int(Int.random(in: 0..<3, using: &random))) })
            let (left, right) = (Set(keys.prefix(4)), Set(keys.suffix(4)))
            func changed(_ keys: Set<String>, _ value: Int) -> JSON {
                var content = base
                for key in keys where Bool.random(using: &random) { content[key] = Bool.random(using: &random) ? .int(value) : nil }
                return content
            }
            let (mine, theirs) = (changed(left, 7), changed(right, 9))
            let merged = ThreeWay.merged(base: base, mine: mine, theirs: theirs)
            #expect(merged.conflicts.isEmpty)
            for key in left { #expect(merged.content[key] == mine[key]) }
            for key in right { #expect(merged.content[key] == theirs[key]) }
        }
    }
}
