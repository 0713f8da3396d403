import Kernel

/// A query in people's words, with the service that they mean.
package struct JudgedQuery: Sendable, Hashable {
    package let words: String
    /// Any of these is right; the first is the one meant most.
    package let codes: [String]
    /// Written after the search was settled, and not used to settle it.
    package let isHeldOut: Bool

    /// Lines of words, codes with `|` between, and `tuned` or `held`, with tabs between them; lines that begin with # are notes.
    package static func list(tsv: String) -> [JudgedQuery] {
        tsv.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "\t").map(String.init)
            guard cells.count >= 3, !line.hasPrefix("#") else { return nil }
            return JudgedQuery(words: cells[0], codes: cells[1].split(separator: "|").map(String.init), isHeldOut: cells[2] == "held")
        }
    }
}

/// How well a search does on judged queries.
package struct SearchJudgement: Sendable, Hashable {
    /// Where the right one stood, from 1; nil where it was not among the first ten.
    package struct Place: Sendable, Hashable {
        package let query: JudgedQuery
        package let rank: Int?
        package let found: [String]
    }

    package let places: [Place]

    package init(_ queries: [JudgedQuery], _ search: CatalogueSearch) {
        places = queries.map { query in
            let found = search.search(query.words, language: .zh, limit: 10).map(\.code)
            return Place(query: query, rank: found.firstIndex(where: query.codes.contains).map { $0 + 1 }, found: found)
        }
    }

    /// The mean of 1 / rank, nought beyond the tenth (MRR@10).
    package var meanReciprocalRank: Double { mean { $0.rank.map { 1 / Double($0) } ?? 0 } }
    /// The share of queries whose service is among the first three.
    package var recallAt3: Double { mean { ($0.rank ?? .max) <= 3 ? 1 : 0 } }

    private func mean(_ value: (Place) -> Double) -> Double {
        places.isEmpty ? 0 : places.reduce(0) { $0 + value($1) } / Double(places.count)
    }
}
