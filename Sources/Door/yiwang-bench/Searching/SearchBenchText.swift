import Kernel

/// What the measure of search says.
enum SearchBenchText {
    static let search = Text("搜索", "Searching")
    static let meanRank = Text("评判查询的平均倒数排名 MRR@10", "Judged queries, MRR@10")
    static let recall = Text("评判查询前三命中率", "Judged queries, recall@3")
    static let heldMeanRank = Text("其中保留查询的 MRR@10", "of them held out, MRR@10")
    static let heldRecall = Text("其中保留查询的前三命中率", "of them held out, recall@3")
    static let median = Text("大城市搜索一次，中位数", "One search of a large city, median")
    static let slowest = Text("大城市搜索一次，p99", "One search of a large city, p99")
    static let suggestion = Text("大城市输入建议一次，p99", "Suggestions in a large city, p99")
    static let building = Text("建立大城市的索引", "Building a large city's index")

    static func queries(_ count: Int, held: Int) -> Text {
        Text("{n} 条查询，其中保留 {held} 条", "{n} queries, {held} of them held out").filled(["n": String(count), "held": String(held)])
    }

    static func large(items: Int, implementations: Int) -> Text {
        Text("{items} 个事项，{rows} 条实施清单", "{items} items, {rows} implementations").filled([
            "items": Figure.written(Double(items)), "rows": Figure.written(Double(implementations)),
        ])
    }
}
