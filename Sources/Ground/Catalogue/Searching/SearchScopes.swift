import Kernel

/// Which documents are for whom, where and how: bits for each narrowing. Offices are no documents, so a city of a hundred thousand
/// implementations costs a bit an item and district.
struct SearchScopes: Sendable {
    private var audiences: [Audience: DocumentSet] = [:]
    private var themes: [String: DocumentSet] = [:]
    private var online: [OnlineLevel: DocumentSet] = [:]
    private var districts: [String: DocumentSet] = [:]
    /// What is no question: these are counted.
    private var services: DocumentSet

    init(_ documents: [SearchDocument], _ catalogue: Catalogue) {
        services = DocumentSet(count: documents.count)
        let none = DocumentSet(count: documents.count)
        var themesOf: [String: Set<String>] = [:]
        for theme in catalogue.lifeLine.values.joined() {
            for code in theme.things + theme.items { themesOf[code, default: []].insert(theme.code) }
        }
        for (number, document) in documents.enumerated() {
            if document.kind != .question { services.insert(number) }
            let items = document.items(in: catalogue)
            let served: Set<Audience> =
                document.kind == .thing
                ? Set([catalogue.oneThings[document.code]?.audience].compactMap(\.self)) : Set(items.flatMap(\.audience))
            for audience in served { audiences[audience, default: none].insert(number) }
            for theme in themesOf[document.code] ?? [] { themes[theme, default: none].insert(number) }
            // A thing is online only as far as each of its items is.
            if let level = items.map(\.onlineLevel).min() { online[level, default: none].insert(number) }
        }
        let elsewhere = SearchScopes.elsewhere(catalogue.implementations)
        for (district, missing) in elsewhere {
            var offered = none
            for (number, document) in documents.enumerated()
            where document.items(in: catalogue).allSatisfy({ !missing.contains($0.code) }) { offered.insert(number) }
            districts[district] = offered
        }
    }

    /// By district, the items that other districts offer and it does not. What the city offers, or of which no office tells, is offered
    /// everywhere.
    private static func elsewhere(_ table: ImplementationTable) -> [String: Set<String>] {
        let places = table.offices.map { $0.region.level >= .district ? $0.region.sixDigits : nil }
        var offered: [String: DocumentSet] = [:]
        var (everywhere, told) = (DocumentSet(count: table.itemCodes.count), DocumentSet(count: table.itemCodes.count))
        let none = everywhere
        for row in 0..<table.count where table.isLocal(row) {
            let item = table.itemNumber(of: row)
            told.insert(item)
            if let place = places[table.officeNumber(of: row)] {
                offered[place, default: none].insert(item)
            } else {
                everywhere.insert(item)
            }
        }
        return offered.mapValues { here in
            Set(
                table.itemCodes.indices.filter { told.contains($0) && !everywhere.contains($0) && !here.contains($0) }
                    .map { table.itemCodes[$0] })
        }
    }

    /// Whether offices are told of any district.
    var knowsDistricts: Bool { !districts.isEmpty }

    /// Nil where nothing is narrowed.
    func documents(of filter: SearchFilter) -> DocumentSet? {
        var sets: [DocumentSet?] = []
        if let audience = filter.audience { sets.append(audiences[audience]) }
        if let theme = filter.theme { sets.append(themes[theme]) }
        if let depth = filter.online { sets.append(online[depth]) }
        // A district of which nothing is told has all that the city has.
        if let district = filter.district, let set = districts[district] { sets.append(set) }
        guard let first = sets.first else { return nil }
        let empty = DocumentSet(count: services.capacity)
        return sets.dropFirst().reduce(into: first ?? empty) { $0.formIntersection($1 ?? empty) }
    }

    /// How many services that match well each narrowing would leave.
    func facets(_ scores: [Float]) -> SearchFacets {
        let floor = (scores.max() ?? 0) * 0.2
        guard floor > 0 else { return SearchFacets() }
        var facets = SearchFacets()
        for (document, score) in scores.enumerated() where score >= floor && services.contains(document) {
            for (audience, set) in audiences where set.contains(document) { facets.audiences[audience, default: 0] += 1 }
            for (theme, set) in themes where set.contains(document) { facets.themes[theme, default: 0] += 1 }
            for (depth, set) in online where set.contains(document) { facets.online[depth, default: 0] += 1 }
        }
        return facets
    }
}
