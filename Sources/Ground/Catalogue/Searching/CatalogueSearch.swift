import Foundation
package import Kernel

/// Finds things, items and questions by the words that citizens use. In memory, built from one snapshot.
package struct CatalogueSearch: Sendable {
    /// What was found.
    package enum Kind: String, Sendable, Hashable, CaseIterable { case thing, item, question }

    /// One thing that was found, and what in it matched.
    package struct Hit: Sendable, Hashable {
        package let kind: Kind
        /// Of the thing or item; of the item that a question belongs to.
        package let code: String
        package let name: Text
        /// A line about it: its summary, or the answer to the question.
        package let summary: Text?
        package let why: Text
        package let score: Double
    }

    /// A completion of what is being typed.
    package struct Suggestion: Sendable, Hashable {
        package let text: String
        package let kind: Kind
        package let code: String
    }

    private let documents: [SearchDocument]
    /// Token → document → weighted count.
    private let postings: [String: [Int: Double]]
    private let singles: [String: [Int: Double]]
    private let averageLength: Double
    private let synonyms: [[String]]

    /// Builds the index; some milliseconds for a city.
    package init(_ catalogue: Catalogue) {
        documents = SearchDocument.all(of: catalogue)
        synonyms = catalogue.synonyms.map { $0.map(SearchWords.normal) }
        var (postings, singles) = ([String: [Int: Double]](), [String: [Int: Double]]())
        for (index, document) in documents.enumerated() {
            for part in document.parts {
                for token in part.tokens { postings[token, default: [:]][index, default: 0] += part.weight }
                for token in part.singles { singles[token, default: [:]][index, default: 0] += part.weight }
            }
        }
        (self.postings, self.singles) = (postings, singles)
        averageLength = max(1, documents.reduce(0) { $0 + $1.length } / Double(max(1, documents.count)))
    }

    /// The best first. Words of a query that nothing has are passed over.
    package func search(_ query: String, language: Language, limit: Int = 20) -> [Hit] {
        let essence = SearchWords.essence(query)
        guard !essence.isEmpty else { return [] }
        var scores: [Int: Double] = [:]
        add(Set(SearchWords.pairs(essence)), weight: 1, in: postings, to: &scores)
        for word in related(to: essence) { add(Set(SearchWords.pairs(word)), weight: 0.6, in: postings, to: &scores) }
        // Single characters match much that is not meant: only when pairs find nothing.
        if scores.isEmpty { addSingles(Set(SearchWords.singles(essence)), to: &scores) }
        for index in documents.indices {
            let boost = documents[index].boost(for: essence)
            if boost > 0 { scores[index, default: 0] += boost }
        }
        // What matches only by the way is noise beside what matches well.
        let floor = (scores.values.max() ?? 0) * 0.1
        scores = scores.filter { $0.value >= floor }
        let best = scores.sorted { ($1.value, documents[$0.key].code) < ($0.value, documents[$1.key].code) }.prefix(limit)
        return best.map { index, score in documents[index].hit(for: essence, related: related(to: essence), score: score, language) }
    }

    /// Names and words that begin with, or hold, what has been typed.
    package func suggest(_ prefix: String, language: Language, limit: Int = 8) -> [Suggestion] {
        let typed = SearchWords.normal(prefix)
        guard !typed.isEmpty else { return [] }
        var found: [(rank: Int, suggestion: Suggestion)] = []
        var seen: Set<String> = []
        for document in documents where document.kind != .question {
            for name in document.names {
                let normal = SearchWords.normal(name.text)
                guard normal.contains(typed), name.language == language || name.language == nil else { continue }
                let rank = (normal.hasPrefix(typed) ? 0 : 2) + (document.kind == .thing ? 0 : 1)
                if seen.insert(normal).inserted {
                    found.append((rank, Suggestion(text: name.text, kind: document.kind, code: document.code)))
                }
            }
        }
        return found.sorted {
            ($0.rank, $0.suggestion.text.count, $0.suggestion.text) < ($1.rank, $1.suggestion.text.count, $1.suggestion.text)
        }
        .prefix(limit).map(\.suggestion)
    }

    /// Documents that have more than half of the characters.
    private func addSingles(_ characters: Set<String>, to scores: inout [Int: Double]) {
        var held: [Int: Int] = [:]
        for character in characters { for document in (singles[character] ?? [:]).keys { held[document, default: 0] += 1 } }
        var found: [Int: Double] = [:]
        add(characters, weight: 0.3, in: singles, to: &found)
        scores.merge(found.filter { (held[$0.key] ?? 0) * 2 > characters.count }) { $0 + $1 }
    }

    /// BM25 over weighted counts.
    private func add(_ tokens: Set<String>, weight: Double, in index: [String: [Int: Double]], to scores: inout [Int: Double]) {
        let (saturation, lengthEffect) = (1.2, 0.6)
        for token in tokens.sorted() {
            guard let found = index[token] else { continue }
            let (all, holders) = (Double(documents.count), Double(found.count))
            let rarity: Double = log(1 + (all - holders + 0.5) / (holders + 0.5))
            for (document, count) in found {
                let length: Double = 1 - lengthEffect + lengthEffect * documents[document].length / averageLength
                let share: Double = count * (saturation + 1) / (count + saturation * length)
                scores[document, default: 0] += weight * rarity * share
            }
        }
    }

    /// Words that mean the same as some of the query's.
    private func related(to essence: String) -> [String] {
        synonyms.flatMap { group -> [String] in
            guard let hit = group.first(where: { !$0.isEmpty && holds(essence, $0) }) else { return [] }
            return group.filter { $0 != hit && !$0.isEmpty }
        }
    }

    /// Chinese anywhere; Latin as whole words.
    private func holds(_ text: String, _ word: String) -> Bool {
        word.unicodeScalars.contains(where: SearchWords.isHan) ? text.contains(word) : " \(text) ".contains(" \(word) ")
    }
}
