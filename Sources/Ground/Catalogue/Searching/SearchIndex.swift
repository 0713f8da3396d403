import Foundation

/// Which documents have a term and how much of it: two flat arrays, so that a city's index is some megabytes.
struct SearchIndex: Sendable {
    /// What is looked up: a token, two tokens side by side, a group of synonyms, a sound, two sounds side by side.
    struct Key: Hashable, Sendable {
        private let bits: UInt64

        private init(_ bits: UInt64) { self.bits = bits }

        static func single(_ token: UInt32) -> Key { Key(UInt64(token)) }
        static func pair(_ a: UInt32, _ b: UInt32) -> Key { Key(UInt64(a) << 32 | UInt64(b)) }
        static func group(_ number: UInt32) -> Key { Key(1 << 62 | UInt64(number)) }
        static func sound(_ a: UInt32) -> Key { Key(1 << 61 | 1 << 31 | UInt64(a)) }
        static func sounds(_ a: UInt32, _ b: UInt32) -> Key { Key(1 << 61 | UInt64(a) << 32 | UInt64(b)) }
    }

    let documentCount: Int
    private let terms: [Key: UInt32]
    /// Where a term's documents begin; one more than there are terms.
    private let offsets: [UInt32]
    private let documents: [UInt32]
    /// Saturated weight in hundredths: BM25 without the rarity.
    private let impacts: [UInt8]
    /// How rare each term is.
    private let rarities: [Float]

    func term(_ key: Key) -> UInt32? { terms[key] }
    func rarity(_ term: UInt32) -> Float { rarities[Int(term)] }
    /// Of a term that no document has.
    var greatestRarity: Float { Float(log(1 + (Double(documentCount) + 0.5) / 0.5)) }
    /// How much of what is said a term is when wholes are compared: what stands everywhere says less.
    func emphasis(_ term: UInt32) -> Float { 0.3 + rarity(term) / greatestRarity }

    func holders(_ term: UInt32) -> Range<Int> { Int(offsets[Int(term)])..<Int(offsets[Int(term) + 1]) }

    /// Adds what the term is worth to the score of each document that has it.
    func add(_ term: UInt32, weight: Float, to scores: inout [Float]) {
        let worth = weight * rarity(term) / 100
        for place in holders(term) { scores[Int(documents[place])] += worth * Float(impacts[place]) }
    }

    func has(_ term: UInt32, _ document: Int) -> Bool {
        var (low, high) = (holders(term).lowerBound, holders(term).upperBound)
        while low < high {
            let middle = (low + high) / 2
            let found = Int(documents[middle])
            if found == document { return true }
            if found < document { low = middle + 1 } else { high = middle }
        }
        return false
    }

    /// How many documents have it.
    func count(_ term: UInt32) -> Int { holders(term).count }

    /// Gathers documents one after the other.
    struct Builder {
        private var terms: [Key: UInt32] = [:]
        private var counts: [UInt32] = []
        private var (entryTerms, entryDocuments, entryImpacts) = ([UInt32](), [UInt32](), [UInt8]())
        private var (weights, touched) = ([Float](), [UInt32]())
        private var documentCount = 0

        init() {
            terms.reserveCapacity(1 << 15)
            entryTerms.reserveCapacity(1 << 16)
        }

        mutating func term(_ key: Key) -> UInt32 {
            if let known = terms[key] { return known }
            let term = UInt32(counts.count)
            terms[key] = term
            counts.append(0)
            weights.append(0)
            return term
        }

        mutating func add(_ key: Key, _ weight: Float) {
            let term = term(key)
            if weights[Int(term)] == 0 { touched.append(term) }
            weights[Int(term)] += weight
        }

        mutating func endDocument() {
            let saturation: Float = 1.2
            for term in touched {
                let weight = weights[Int(term)]
                weights[Int(term)] = 0
                counts[Int(term)] += 1
                entryTerms.append(term)
                entryDocuments.append(UInt32(documentCount))
                entryImpacts.append(UInt8(min(255, max(1, 100 * weight * (saturation + 1) / (weight + saturation)))))
            }
            touched.removeAll(keepingCapacity: true)
            documentCount += 1
        }

        /// Sorts the entries by term; within a term they come in the order of documents.
        func index() -> SearchIndex {
            var offsets = [UInt32](repeating: 0, count: counts.count + 1)
            for (term, count) in counts.enumerated() { offsets[term + 1] = offsets[term] + count }
            var next = offsets
            var documents = [UInt32](repeating: 0, count: entryTerms.count)
            var impacts = [UInt8](repeating: 0, count: entryTerms.count)
            for (place, term) in entryTerms.enumerated() {
                let at = Int(next[Int(term)])
                next[Int(term)] += 1
                documents[at] = entryDocuments[place]
                impacts[at] = entryImpacts[place]
            }
            let all = Double(documentCount)
            let rarities = counts.map { Float(log(1 + (all - Double($0) + 0.5) / (Double($0) + 0.5))) }
            return SearchIndex(
                documentCount: documentCount, terms: terms, offsets: offsets, documents: documents, impacts: impacts, rarities: rarities)
        }
    }
}
