import Catalogue
import Kernel
import Web

extension Portal {
    /// What a person asked for, and what was found.
    struct Asked: Sendable {
        var words: String
        var filter: SearchFilter
        var found: CatalogueSearch.Found
    }

    private static let searchQuery: Schema = .object([
        .init("q", .string(maxLength: 100)), .init("audience", .oneOf(Audience.allCases.map(\.rawValue)), required: false),
        .init("theme", .string(maxLength: 60), required: false),
        .init("district", .string(pattern: "^[0-9]{6}$"), required: false, Text("区的六位代码", "Six digits of a district")),
        .init("online", .integer(min: 1, max: 4), required: false, Text("网办深度", "How far one comes online")),
    ])

    private static let foundShape: Schema = .object([
        .init(
            "hits",
            .array(
                .object([
                    .init("kind", .oneOf(CatalogueSearch.Kind.allCases.map(\.rawValue))), .init("code", .string), .init("name", .text),
                    .init("why", .text), .init("score", .number),
                ]))),
        .init("nearest", .boolean, Text("没有对得上的，只是最接近的", "Nothing matches well: these are only the nearest")),
    ])

    var search: Screen<Asked> {
        Screen(
            "portal.search", get: "/search", access: .everyone, summary: PortalText.search, query: Portal.searchQuery,
            load: { call in
                let words = String((call.query["q"] ?? "").prefix(100))
                let filter = SearchFilter(
                    audience: call.query["audience"].flatMap(Audience.init(rawValue:)), theme: Portal.given("theme", call),
                    district: Portal.given("district", call),
                    online: call.query["online"].flatMap { Int($0) }.flatMap(OnlineLevel.init(rawValue:)))
                return Asked(words: words, filter: filter, found: catalogue.search.find(words, filter: filter))
            },
            page: { asked, call in
                let (language, title) = (call.language, PortalText.search)
                let body: HTML = """
                    \(Components.heading(title, language))\
                    \(Components.searchBox(to: "/search", label: PortalText.question, value: asked.words, suggestions: "/api/v1/search/suggestions", language))\
                    \(results(asked, language))
                    """
                return Page(title, layout: .portal(current: PortalText.nav), body: body, isWide: false)
            },
            gives: Portal.foundShape,
            json: { asked, _ in
                ["hits": .array(asked.found.hits.map(Portal.json)), "nearest": .bool(asked.found.isNearest)]
            })
    }

    private static func given(_ name: String, _ call: Call) -> String? {
        call.query[name].flatMap { $0.isEmpty ? nil : String($0.prefix(60)) }
    }

    private static func json(_ hit: CatalogueSearch.Hit) -> JSON {
        [
            "kind": .string(hit.kind.rawValue), "code": .string(hit.code), "name": JSON(hit.name), "why": JSON(hit.why),
            "score": .number(String((hit.score * 1000).rounded() / 1000)),
        ]
    }

    private func results(_ asked: Asked, _ language: Language) -> HTML {
        guard !asked.words.allSatisfy(\.isWhitespace) else { return examples(language) }
        let found = asked.found
        guard !found.hits.isEmpty else { return nothing(asked, language) }
        let nearest: HTML? =
            found.isNearest
            ? Components.banner(.wait, "<p>\(FindingText.nearest, language)</p><p>\(hotline(language))</p>") : nil
        let rows = found.hits.html { row($0, found.marks, language) }
        return """
            \(filters(asked, language))\(nearest)<p class="soft" role="status">\(FindingText.count(found.hits.count), language)</p>\
            <ol class="hits plain">\(rows)</ol>
            """
    }

    private func row(_ hit: CatalogueSearch.Hit, _ marks: SearchMarks, _ language: Language) -> HTML {
        let summary: HTML? = hit.summary.map { "<p>\(marked($0[language], marks, language))</p>" }
        let tag: HTML? = hit.kind == .thing ? Components.tag(PortalText.oneThing, .beam, language) : nil
        let above: HTML? = hit.about.map {
            "<p class=\"soft\">\(Components.quoted(FindingText.questionAbout.filled(["name": $0]), language))</p>"
        }
        return """
            <li class="card">\(above)<h2><a href="\(Link("/things/\(hit.code)"))">\(marked(hit.name[language], marks, language))</a> \(tag)</h2>\(summary)\
            <p class="soft">\(Components.quoted(hit.why, language))</p></li>
            """
    }

    /// The text with what matches marked, and what is Chinese in a page of another language said to be so.
    private func marked(_ text: String, _ marks: SearchMarks, _ language: Language) -> HTML {
        marks.pieces(of: text).html { piece -> HTML in
            let words = Components.quoted(piece.text, language)
            return piece.isMatch ? "<mark>\(words)</mark>" : words
        }
    }

    private func hotline(_ language: Language) -> HTML { Components.button(FindingText.ring, to: .telephone("12345"), .plain, language) }

    private func examples(_ language: Language) -> HTML {
        let chips = PortalText.examples.map { Components.Chip($0.words, $0.link) }
        return "<h2>\(FindingText.tryThese, language)</h2>\(Components.filterChips(chips, label: FindingText.tryThese, language))"
    }

    private func nothing(_ asked: Asked, _ language: Language) -> HTML {
        let way = Portal.link(asked.words, SearchFilter())
        let empty =
            asked.filter.isEmpty
            ? Components.emptyState(
                PortalText.nothingFound, hint: PortalText.nothingFoundHint, action: (PortalText.everything, "/services"), language)
            : Components.emptyState(
                FindingText.nothingNarrowed, hint: FindingText.nothingNarrowedHint, action: (FindingText.withoutFilters, way), language)
        return "\(filters(asked, language))\(empty)<p class=\"actions\">\(hotline(language))</p>\(examples(language))"
    }
}

// MARK: Filters

extension Portal {
    private static func link(_ words: String, _ filter: SearchFilter) -> Link {
        ("/search" as Link).with("q", words).with("audience", filter.audience?.rawValue).with("theme", filter.theme)
            .with("district", filter.district).with("online", filter.online.map { String($0.rawValue) })
    }

    /// Each filter as a row of links with how many it would leave; the district folded away, because there are many.
    private func filters(_ asked: Asked, _ language: Language) -> HTML {
        let facets = asked.found.facets
        func link(_ change: (inout SearchFilter) -> Void) -> Link {
            var filter = asked.filter
            change(&filter)
            return Portal.link(asked.words, filter)
        }
        let audiences = Audience.allCases.filter { facets.audiences[$0] != nil || asked.filter.audience == $0 }.map { audience in
            Components.Chip(
                FindingText.narrowed(audience == .person ? FindingText.person : FindingText.enterprise, facets.audiences[audience] ?? 0),
                link { $0.audience = audience }, isCurrent: asked.filter.audience == audience)
        }
        let depths = OnlineLevel.allCases.filter { facets.online[$0] != nil || asked.filter.online == $0 }.map { depth in
            Components.Chip(
                FindingText.narrowed(depth.name, facets.online[depth] ?? 0), link { $0.online = depth },
                isCurrent: asked.filter.online == depth)
        }
        let stations = Audience.allCases.flatMap { catalogue.snapshot.lifeLine[$0] ?? [] }
        let themes = stations.filter { facets.themes[$0.code] != nil || asked.filter.theme == $0.code }.map { theme in
            Components.Chip(
                FindingText.narrowed(theme.name, facets.themes[theme.code] ?? 0), link { $0.theme = theme.code },
                isCurrent: asked.filter.theme == theme.code)
        }
        let groups: [HTML] = [
            group(FindingText.forWhom, audiences, all: link { $0.audience = nil }, isOpen: asked.filter.audience != nil, language),
            group(FindingText.how, depths, all: link { $0.online = nil }, isOpen: asked.filter.online != nil, language),
            group(FindingText.theme, themes, all: link { $0.theme = nil }, isOpen: asked.filter.theme != nil, language),
            districts(asked, language),
        ]
        return groups.allSatisfy(\.isEmpty)
            ? HTML() : Components.details(FindingText.narrow, groups.joined(), isOpen: !asked.filter.isEmpty, language)
    }

    /// A filter that leaves no choice is not shown.
    private func group(_ title: Text, _ chips: [Components.Chip], all: Link, isOpen: Bool, _ language: Language) -> HTML {
        guard chips.count > 1 || isOpen else { return HTML() }
        let everything = Components.Chip(FindingText.all, all, isCurrent: !isOpen)
        return "<h3>\(title, language)</h3>\(Components.filterChips([everything] + chips, label: title, language))"
    }

    private func districts(_ asked: Asked, _ language: Language) -> HTML {
        guard let places = catalogue.snapshot.places, catalogue.search.knowsDistricts || asked.filter.district != nil else { return HTML() }
        let chips = places.districts.map { district -> Components.Chip in
            var filter = asked.filter
            filter.district = district.code.sixDigits
            return Components.Chip(
                district.name, Portal.link(asked.words, filter), isCurrent: asked.filter.district == district.code.sixDigits)
        }
        var filter = asked.filter
        filter.district = nil
        let city = Components.Chip(FindingText.wholeCity, Portal.link(asked.words, filter), isCurrent: asked.filter.district == nil)
        return "<h3>\(FindingText.district, language)</h3>\(Components.filterChips([city] + chips, label: FindingText.district, language))"
    }
}

// MARK: Suggestions

extension Portal {
    /// A completion with the line beside it.
    struct Completion: Sendable {
        var text: String
        var hint: Text
        var link: Link
    }

    /// Completions while somebody types: for the search box's script, and as a page.
    var suggestions: Screen<[Completion]> {
        Screen(
            "portal.suggestions", get: "/search/suggestions", access: .everyone, summary: PortalText.suggestions, tag: "portal",
            query: .object([.init("q", .string(maxLength: 100))]),
            load: { call in
                catalogue.search.suggest(String((call.query["q"] ?? "").prefix(100)), language: call.language).map(completion)
            },
            page: { completions, call in
                let rows = completions.html { completion -> HTML in
                    "<li><a href=\"\(completion.link)\">\(Components.quoted(completion.text, call.language))</a> \(Components.soft(completion.hint, call.language))</li>"
                }
                return Page(
                    PortalText.suggestions, layout: .portal(current: PortalText.nav),
                    body: Components.heading(PortalText.suggestions, call.language) + "<ul>\(rows)</ul>")
            },
            gives: .object([
                .init("suggestions", .array(.object([.init("text", .string), .init("hint", .string), .init("link", .string)])))
            ]),
            json: { completions, call in
                [
                    "suggestions": .array(
                        completions.map {
                            ["text": .string($0.text), "hint": .string($0.hint[call.language]), "link": .string($0.link.text)]
                        })
                ]
            })
    }

    private func completion(_ suggestion: CatalogueSearch.Suggestion) -> Completion {
        let snapshot = catalogue.snapshot
        let hint =
            suggestion.kind == .thing
            ? PortalText.oneThing : snapshot.items[suggestion.code].map { snapshot.departmentShortName($0.department) } ?? Text(same: "")
        return Completion(text: suggestion.text, hint: hint, link: "/things/\(suggestion.code)")
    }
}
