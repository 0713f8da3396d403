import Catalogue
import Graph
import Kernel

/// A large city for the graph: the generated one, whose items ask for as many papers as those of real cities do, with things, elements and a
/// year of cases to match.
struct GraphingCity {
    let catalogue: Catalogue
    let statistics: CaseStatistics

    private static let papersEach = 8
    private static let things = 600
    private static let elements = 3_000

    init(from shipped: Catalogue, regions: Regions, items: Int, implementations: Int, seed: UInt64 = 1) throws {
        var making = Making(shipped, seed: seed)
        var definitions = CityGenerating.definitions(
            from: shipped, regions: regions, items: items, implementations: implementations, seed: seed)
        for index in definitions.indices where definitions[index].kind == .item {
            definitions[index] = making.fuller(definitions[index], papers: GraphingCity.papersEach)
        }
        // The shipped things have an order of their own: an item that one of them joins would make circles with others.
        let joined = Set(shipped.oneThings.values.flatMap { $0.parts.map(\.item) })
        let codes = definitions.filter { $0.kind == .item && !joined.contains($0.code) }.map(\.code)
        definitions += making.things(min(GraphingCity.things, codes.count / 6), of: codes)
        definitions += making.elements(min(GraphingCity.elements, items))
        catalogue = try CatalogueLoading.load(definitions: definitions, version: 1)
        statistics = making.statistics(of: catalogue)
    }
}

/// Dice that fall the same every time, and what they decide.
private struct Making {
    private let shipped: Catalogue
    private var state: UInt64
    private let bodies: [String]
    private let resources: [String]

    init(_ shipped: Catalogue, seed: UInt64) {
        self.shipped = shipped
        state = seed
        bodies = shipped.departments.keys.sorted()
        resources = shipped.resources.keys.sorted()
    }

    /// 0 ..< count (SplitMix64).
    private mutating func below(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(count, 1)))
    }

    private static let kinds = ["证明", "合同", "报告", "清单", "批复", "意见", "说明", "承诺书"]
    private static let objects = [
        "场地", "设备", "人员", "资金", "工程", "环境", "卫生", "安全", "纳税", "社保", "学历", "培训", "信用", "产权", "租赁", "检测", "设计", "施工", "验收", "运输",
    ]

    mutating func fuller(_ definition: Definition, papers: Int) -> Definition {
        var content = definition.content
        var list = content["materials"]?.array ?? []
        var codes = Set(list.compactMap { $0["code"]?.string })
        while list.count < papers {
            let number = below(900)
            guard codes.insert("paper-\(number)").inserted else { continue }
            list.append(paper(number))
        }
        content["materials"] = .array(list)
        return Definition(kind: .item, code: definition.code, content: content)
    }

    private mutating func paper(_ number: Int) -> JSON {
        let name = Making.objects[number % 20] + Making.objects[number / 20 % 20] + Making.kinds[number % 8]
        var paper: JSON = [
            "code": .string("paper-\(number)"), "name": ["zh": .string(name), "en": .string("Paper \(number)")], "form": "copy",
            "from": number % 3 == 0 ? "applicant" : "government",
        ]
        if number % 3 != 0 { paper["issuer"] = .string(bodies[number % bodies.count]) }
        if below(20) > 0 { paper["basis"] = ["law": ["zh": "示例法", "en": "Example Act"], "article": "第二条"] }
        if below(3) == 0 { paper["satisfiedBy"] = [["resource": .string(resources[number % resources.count])]] }
        return paper
    }

    mutating func things(_ count: Int, of items: [String]) -> [Definition] {
        (0..<count).map { index in
            var parts: [String] = []
            while parts.count < 6 {
                let item = items[below(items.count)]
                if !parts.contains(item) { parts.append(item) }
            }
            let lead = bodies[index % bodies.count]
            // Items stand in the order of their codes, so that none waits for one that waits for it.
            let list = parts.sorted().enumerated().map { place, item -> JSON in
                place == 0 ? ["item": .string(item)] : ["item": .string(item), "after": [.string(parts.sorted()[below(place)])]]
            }
            return Definition(
                kind: .thing, code: "bench-\(index)",
                content: [
                    "code": .string("bench-\(index)"), "name": ["zh": .string("测一件事\(index)"), "en": .string("Thing \(index)")],
                    "audience": "person", "lead": .string(lead), "items": .array(list),
                ])
        }
    }

    mutating func elements(_ count: Int) -> [Definition] {
        (0..<count).map { index in
            let name = Making.objects[below(20)] + Making.objects[below(20)] + Making.objects[below(20)]
            return Definition(
                kind: .element, code: "person.bench\(index)",
                content: [
                    "code": .string("person.bench\(index)"), "name": ["zh": .string(name), "en": .string("Fact \(index)")], "type": "text",
                ])
        }
    }

    mutating func statistics(of catalogue: Catalogue) -> CaseStatistics {
        var statistics = CaseStatistics(isMeasured: true)
        let codes = catalogue.items.keys.sorted()
        for code in codes {
            var item = CaseStatistics.Item(cases: 100 + below(20_000))
            item.supplements = below(item.cases / 4 + 1)
            item.stepDays = ["accept": Double(below(5)), "decide": Double(below(20))]
            for material in catalogue.items[code]?.materials ?? [] {
                let asked = below(item.cases)
                item.materials[material.code] = .init(asked: asked, waived: item.cases - asked)
            }
            statistics.items[code] = item
            for district in 1...16 {
                let region = "3101" + (district < 10 ? "0\(district)" : "\(district)")
                statistics.districts.append(
                    .init(item: code, region: region, cases: 30 + below(1_000), meanDays: Double(1 + below(30)), supplements: 0))
            }
        }
        statistics.pairs = (0..<20_000).map { _ in
            CaseStatistics.Pair(codes[below(codes.count)], codes[below(codes.count)], applicants: below(5_000))
        }
        for thing in catalogue.oneThings.keys.sorted() {
            let begun = 100 + below(10_000)
            statistics.things[thing] = begun
            statistics.drafts[thing] = .init(begun: begun, abandoned: ["form": below(begun)])
        }
        return statistics
    }
}
