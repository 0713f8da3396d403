import Catalogue
import Foundation
import Kernel
import Platform

/// How well the search understands people, and how fast it answers in a large city.
struct SearchMeasure {
    let bench: Bench

    private static let items = 3_700
    private static let implementations = 100_000

    func run() async throws {
        let loaded = CatalogueLoading.load(folder: bench.home.catalogue)
        guard let catalogue = loaded.catalogue else { throw BenchFault.other("the catalogue has errors: `yiwang catalogue lint`") }
        let pinyin = try bench.home.pinyin()
        guard let text = try? String(contentsOfFile: bench.home.path("data/search/judged.tsv"), encoding: .utf8) else {
            throw BenchFault.other("no data/search/judged.tsv")
        }
        let queries = JudgedQuery.list(tsv: text)
        judge(queries, CatalogueSearch(catalogue, pinyin: pinyin))
        try large(catalogue, pinyin, queries)
    }

    private func judge(_ queries: [JudgedQuery], _ search: CatalogueSearch) {
        let all = SearchJudgement(queries, search)
        let held = SearchJudgement(queries.filter(\.isHeldOut), search)
        for (code, name, value, goal) in [
            ("search.mrr10", SearchBenchText.meanRank, all.meanReciprocalRank, Figure.Goal.atLeast(0.9)),
            ("search.recall3", SearchBenchText.recall, all.recallAt3, .atLeast(0.95)),
            ("search.held.mrr10", SearchBenchText.heldMeanRank, held.meanReciprocalRank, .none),
            ("search.held.recall3", SearchBenchText.heldRecall, held.recallAt3, .none),
        ] {
            bench.report.add(
                Figure(
                    code: code, name: name, value: value, unit: Text(same: ""), goal: goal,
                    note: SearchBenchText.queries(all.places.count, held: held.places.count)))
        }
    }

    /// Every query of the judged set, typed by one person after the other.
    private func large(_ catalogue: Catalogue, _ pinyin: Pinyin, _ queries: [JudgedQuery]) throws {
        guard let regions = try bench.home.regions() else { throw BenchFault.other("no data/regions.csv") }
        let definitions = CityGenerating.definitions(
            from: catalogue, regions: regions, items: SearchMeasure.items, implementations: SearchMeasure.implementations, seed: 1)
        let city = try CatalogueLoading.load(definitions: definitions, version: 0)
        let began = ContinuousClock.now
        let search = CatalogueSearch(city, pinyin: pinyin)
        let built = began.duration(to: .now).inSeconds
        var (searches, suggestions) = (Samples(), Samples())
        let filters = [SearchFilter.everything, SearchFilter(audience: .person), SearchFilter(district: "310104")]
        for _ in 0..<3 {
            for query in queries {
                for filter in filters { _ = searches.time { search.find(query.words, filter: filter) } }
                _ = suggestions.time { search.suggest(String(query.words.prefix(4)), language: .zh) }
            }
        }
        let note = SearchBenchText.large(items: city.items.count, implementations: city.implementations.count)
        for (code, name, value, unit, goal) in [
            ("search.p50", SearchBenchText.median, searches.percentile(50) * 1e3, BenchText.milliseconds, Figure.Goal.none),
            ("search.p99", SearchBenchText.slowest, searches.percentile(99) * 1e3, BenchText.milliseconds, .below(5)),
            ("search.suggest.p99", SearchBenchText.suggestion, suggestions.percentile(99) * 1e3, BenchText.milliseconds, .below(5)),
            ("search.build", SearchBenchText.building, built, BenchText.seconds, .below(1)),
        ] {
            bench.report.add(Figure(code: code, name: name, value: value, unit: unit, goal: goal, note: note))
        }
    }
}
