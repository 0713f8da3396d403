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
        /// What the item of a question is called.
        package let about: Text?
        /// A line about it: its summary, or the answer to the question.
        package let summary: Text?
        package let why: Text
        /// The best has about two; for comparing within one answer only.
        package let score: Double
    }

    /// What was found, the best first.
    package struct Found: Sendable {
        package var hits: [Hit] = []
        /// Nothing matches well: these are only the nearest.
        package var isNearest = false
        /// How many finds each narrowing would leave.
        package var facets = SearchFacets()
        /// What in a text to mark as matching.
        package var marks = SearchMarks()
    }

    let catalogue: Catalogue
    let language: SearchLanguage
    let documents: [SearchDocument]
    let index: SearchIndex
    let phrases: SearchPhrases
    let scopes: SearchScopes

    /// Builds the index: some milliseconds for what is shipped, less than a second for a large city.
    package init(_ catalogue: Catalogue, pinyin: Pinyin = .none) {
        self.catalogue = catalogue
        documents = SearchDocument.all(of: catalogue)
        scopes = SearchScopes(documents, catalogue)
        var language = SearchLanguage(synonyms: catalogue.synonyms, pinyin: pinyin)
        var (builder, phrases) = (SearchIndex.Builder(), SearchPhrases())
        for (number, document) in documents.enumerated() {
            for part in document.parts(in: catalogue) {
                let tokens = language.learn(part.text)
                CatalogueSearch.add(tokens, of: part, language, &builder)
                if part.place.isPhrase { phrases.append(part, tokens: tokens, document: number, language: language, &builder) }
            }
            builder.endDocument()
            phrases.endDocument()
        }
        (self.language, self.phrases, index) = (language, phrases, builder.index())
    }

    /// Whether it is known which services each district offers.
    package var knowsDistricts: Bool { scopes.knowsDistricts }

    private static func add(
        _ tokens: [UInt32], of part: SearchDocument.Part, _ language: SearchLanguage, _ builder: inout SearchIndex.Builder
    ) {
        let weight = part.place.weight / (0.4 + 0.6 * Float(tokens.count) / part.place.usualLength)
        let isSpoken = part.place.isSpoken && part.language != .en && !language.pinyin.isEmpty
        for (at, token) in tokens.enumerated() where token != SearchTokens.gap {
            builder.add(.single(token), weight)
            if isSpoken { for sound in language.pinyin.sounds(of: token) { builder.add(.sound(sound), weight) } }
            guard at + 1 < tokens.count, tokens[at + 1] != SearchTokens.gap else { continue }
            let next = tokens[at + 1]
            guard SearchTokens.isHan(token) == SearchTokens.isHan(next) else { continue }
            builder.add(.pair(token, next), weight)
            if isSpoken, SearchTokens.isHan(token) { for key in language.soundPairs(token, next) { builder.add(key, weight) } }
        }
        for span in language.synonyms.spans(in: tokens) { for group in span.groups { builder.add(.group(group), weight) } }
    }

    /// The best first. Words of a query that nothing has are passed over.
    package func search(_ query: String, language: Language, filter: SearchFilter = .everything, limit: Int = 20) -> [Hit] {
        find(query, filter: filter, limit: limit).hits
    }

    /// The best first, with what the page needs around them.
    package func find(_ text: String, filter: SearchFilter = .everything, limit: Int = 20) -> Found {
        let query = SearchQuery(String(text.prefix(100)), language: language, index: index)
        guard !query.isEmpty else { return Found() }
        var scores = [Float](repeating: 0, count: documents.count)
        for (term, weight) in query.terms.sorted(by: { $0.key < $1.key }) { index.add(term, weight: weight, to: &scores) }
        var manners: [Int: SearchCandidate.Likeness] = [:]
        scan(query, into: &scores, &manners)
        if !query.homophones.isEmpty, coverage(of: query, in: best(scores)) < 0.5 {
            for term in Set(query.homophones).sorted() { index.add(term, weight: 0.4, to: &scores) }
        }
        let allowed = scopes.documents(of: filter)
        let all = ranked(candidates(scores, allowed), for: query, manners)
        let meant = all.filter { isMeant($0, by: query) }
        let candidates = meant.isEmpty ? all.filter { hasRareCharacters($0, of: query) } : meant
        guard let first = candidates.first else { return Found(facets: scopes.facets(scores)) }
        let isNear = meant.isEmpty || coverage(of: query, in: first.document, onlyFirm: true) < 0.4 && first.likeness.share < 0.5
        return Found(
            hits: candidates.prefix(limit).map { hit(for: $0, query) }, isNearest: isNear, facets: scopes.facets(scores),
            marks: SearchMarks(query, language))
    }

    /// Whether anything but chance speaks for it: nobody is helped by what has one character of their words, or only sounds like them.
    private func isMeant(_ candidate: SearchCandidate, by query: SearchQuery) -> Bool {
        if candidate.likeness.manner != .words || query.firm.contains(where: { index.has($0, candidate.document) }) { return true }
        guard candidate.likeness.share >= 0.3, let phrase = candidate.likeness.phrase else { return false }
        // A slip leaves most characters as they are.
        return phrases.sharedCharacters(phrase, with: query.plain) >= 0.5
    }

    /// Where nothing is meant by its words: two characters that few have are more than chance.
    private func hasRareCharacters(_ candidate: SearchCandidate, of query: SearchQuery) -> Bool {
        query.characters.count { index.rarity($0) >= 0.42 * index.greatestRarity && index.has($0, candidate.document) } > 1
    }

    private func best(_ scores: [Float]) -> Int { scores.indices.max { scores[$0] < scores[$1] } ?? 0 }

    /// The share of what was asked for that a document has.
    ///
    /// - Parameter onlyFirm: what only sounds like it is not had.
    private func coverage(of query: SearchQuery, in document: Int, onlyFirm: Bool = false) -> Float {
        var (held, all) = (Float(0), query.unknown * index.greatestRarity)
        for (term, weight) in query.terms {
            let worth = weight * index.rarity(term)
            all += worth
            if index.has(term, document), !onlyFirm || query.firm.contains(term) { held += worth }
        }
        return all > 0 ? held / all : query.initials.isEmpty && query.slips.isEmpty ? 0 : 1
    }

    /// First letters and slips are compared with every phrase: they are short and lie side by side.
    private func scan(_ query: SearchQuery, into scores: inout [Float], _ manners: inout [Int: SearchCandidate.Likeness]) {
        guard !query.initials.isEmpty || !query.slips.isEmpty else { return }
        let slips = query.slips.compactMap { letters in SearchSpelling.Approximate(letters).map { ($0, letters.count) } }
        for phrase in 0..<phrases.count where phrases.places[phrase] != .question {
            var (best, manner) = (Float(0), SearchCandidate.Manner.initials)
            for pattern in query.initials { best = max(best, phrases.share(phrase, ofInitials: pattern)) }
            let range = phrases.letters.range(phrase)
            for (approximate, count) in slips where range.count + 2 >= count {
                let distance = approximate.distance(in: phrases.letters.elements[range])
                guard distance <= (count >= 9 ? 2 : 1) else { continue }
                let share = Float(count - 2 * distance) / Float(max(count, range.count))
                if share > best { (best, manner) = (share, .slip) }
            }
            guard best > 0 else { continue }
            let document = Int(phrases.documents[phrase])
            if best > manners[document]?.share ?? 0 {
                scores[document] += 12 * (best - (manners[document]?.share ?? 0))
                manners[document] = .init(share: best, phrase: phrase, manner: manner)
            }
        }
    }
}

/// A document that may be meant.
struct SearchCandidate: Sendable {
    /// By what a phrase was found to be like the query.
    enum Manner: Sendable { case words, initials, slip }

    struct Likeness: Sendable {
        var share: Float = 0
        var phrase: Int?
        var manner = Manner.words
    }

    let document: Int
    var score: Float
    var likeness = Likeness()
}

extension CatalogueSearch {
    /// The hundred that score most.
    private func candidates(_ scores: [Float], _ allowed: DocumentSet?) -> [SearchCandidate] {
        var found: [SearchCandidate] = []
        for (document, score) in scores.enumerated() where score > 0 && allowed?.contains(document) != false {
            found.append(SearchCandidate(document: document, score: score))
        }
        guard let most = found.map(\.score).max() else { return [] }
        let floor = most * 0.08
        return Array(found.filter { $0.score >= floor }.sorted { ($1.score, $0.document) < ($0.score, $1.document) }.prefix(100))
    }

    /// What is like the query as a whole goes before what has many of its words; each code once.
    private func ranked(
        _ candidates: [SearchCandidate], for query: SearchQuery, _ manners: [Int: SearchCandidate.Likeness]
    ) -> [SearchCandidate] {
        let most = max(candidates.first?.score ?? 1, 0.001)
        var ranked = candidates.map { candidate in
            var candidate = candidate
            candidate.likeness = likeness(of: candidate.document, query, scanned: manners[candidate.document])
            let kind: Float =
                switch documents[candidate.document].kind {
                case .thing: 1.05
                case .item: 1
                case .question: 0.8
                }
            candidate.score = (candidate.score / most + 1.2 * candidate.likeness.share) * kind
            return candidate
        }
        ranked.sort { ($1.score, $0.document) < ($0.score, $1.document) }
        let floor = (ranked.first?.score ?? 0) * 0.12
        var seen: Set<String> = []
        return ranked.filter { $0.score >= floor && seen.insert(documents[$0.document].code).inserted }
    }

    private func likeness(of document: Int, _ query: SearchQuery, scanned: SearchCandidate.Likeness?) -> SearchCandidate.Likeness {
        var best = SearchCandidate.Likeness()
        for phrase in phrases.phrases(of: document) {
            var share = phrases.likeness(phrase, to: query, index)
            // Of two languages that say the same, the one that was typed is shown.
            if query.isChinese, phrases.languages[phrase] == .en { share *= 0.9 }
            if phrases.plain[phrase].elementsEqual(query.plain) { share += 0.25 }
            if share > best.share { best = .init(share: share, phrase: phrase) }
        }
        guard var scanned else { return best }
        // Both ways of being like it speak for it.
        let share = max(scanned.share, best.share) + 0.5 * min(scanned.share, best.share)
        if scanned.share < best.share { scanned = best }
        scanned.share = share
        return scanned
    }
}
