import Catalogue
import Kernel
import Web

extension Portal {
    var finding: [Endpoint] { search.endpoints + suggestions.endpoints + station.endpoints + everything.endpoints }

    /// One service in a list.
    struct Listed: Sendable {
        var code: String
        var name: Text
        var summary: Text?
        var department: Text
        var isOneThing: Bool
    }

    private func listed(_ code: String, _ catalogue: Catalogue) -> Listed? {
        catalogue.thing(code).map {
            Listed(
                code: code, name: $0.isSingle ? $0.name : $0.called ?? $0.name, summary: $0.summary,
                department: catalogue.departmentShortName($0.lead), isOneThing: !$0.isSingle)
        }
    }

    private func cards(_ services: [Listed], _ language: Language) -> HTML {
        Components.cards(
            services.map { service in
                Components.linkCard(
                    HTML(text: service.name[language]), to: "/things/\(service.code)",
                    tag: service.isOneThing ? Components.tag(PortalText.oneThing, .beam, language) : nil,
                    service.summary.map { "<p>\($0, language)</p>" } ?? HTML(), foot: HTML(text: service.department[language]))
            })
    }

    private static let listedShape: Schema = .object([
        .init(
            "items",
            .array(
                .object([
                    .init("code", .string), .init("name", .text), .init("department", .text), .init("oneThing", .boolean),
                ])))
    ])

    private static func json(_ services: [Listed]) -> JSON {
        [
            "items": .array(
                services.map {
                    [
                        "code": .string($0.code), "name": JSON($0.name), "department": JSON($0.department),
                        "oneThing": .bool($0.isOneThing),
                    ]
                })
        ]
    }

    // MARK: Search

    private struct Found: Sendable {
        var words: String
        var hits: [CatalogueSearch.Hit]
    }

    private var search: Screen<Found> {
        Screen(
            "portal.search", get: "/search", access: .everyone, summary: PortalText.search,
            query: .object([.init("q", .string(maxLength: 100))]),
            load: { call in
                let words = String((call.query["q"] ?? "").prefix(100))
                return Found(words: words, hits: catalogue.search.search(words, language: call.language))
            },
            page: { found, call in
                let language = call.language
                let rows = found.hits.html { hit -> HTML in
                    let summary: HTML? = hit.summary.map { "<p>\($0, language)</p>" }
                    return """
                        <li class="card"><h2><a href="\(Link("/things/\(hit.code)"))">\(hit.name, language)</a></h2>\(summary)\
                        <p class="soft">\(hit.why, language)</p></li>
                        """
                }
                let results: HTML
                if found.words.allSatisfy(\.isWhitespace) {
                    results = HTML()
                } else if found.hits.isEmpty {
                    results = Components.emptyState(
                        PortalText.nothingFound, hint: PortalText.nothingFoundHint, action: (PortalText.everything, "/services"), language)
                } else {
                    results = "<ol class=\"hits\">\(rows)</ol>"
                }
                let title = PortalText.search
                let body: HTML = """
                    \(Components.heading(title, language))\
                    \(Components.searchBox(to: "/search", label: PortalText.question, value: found.words, suggestions: "/api/v1/search/suggestions", language))\(results)
                    """
                return Page(title, layout: .portal(current: PortalText.nav), body: body, isWide: false)
            },
            gives: .object([
                .init(
                    "hits",
                    .array(
                        .object([
                            .init("kind", .string), .init("code", .string), .init("name", .text), .init("why", .text),
                            .init("score", .number),
                        ])))
            ]),
            json: { found, _ in
                [
                    "hits": .array(
                        found.hits.map {
                            [
                                "kind": .string($0.kind.rawValue), "code": .string($0.code), "name": JSON($0.name), "why": JSON($0.why),
                                "score": .number(String((($0.score * 1000).rounded()) / 1000)),
                            ]
                        })
                ]
            })
    }

    /// Completions while somebody types: for the search box's script.
    private var suggestions: Screen<[CatalogueSearch.Suggestion]> {
        Screen(
            "portal.suggestions", get: "/search/suggestions", access: .everyone, summary: PortalText.suggestions, tag: "portal",
            query: .object([.init("q", .string(maxLength: 100))]),
            load: { call in catalogue.search.suggest(String((call.query["q"] ?? "").prefix(100)), language: call.language) },
            page: { suggestions, call in
                let rows = suggestions.html { "<li><a href=\"\(Link("/things/\($0.code)"))\">\($0.text)</a></li>" }
                return Page(
                    PortalText.suggestions, layout: .portal(current: PortalText.nav),
                    body: Components.heading(PortalText.suggestions, call.language) + "<ul>\(rows)</ul>")
            },
            gives: .object([.init("suggestions", .array(.object([.init("text", .string), .init("link", .string)])))]),
            json: { suggestions, _ in
                ["suggestions": .array(suggestions.map { ["text": .string($0.text), "link": .string(Link("/things/\($0.code)").text)] })]
            })
    }

    // MARK: Lists

    private struct Stop: Sendable {
        var theme: Theme
        var services: [Listed]
    }

    private var station: Screen<Stop> {
        Screen(
            "portal.station", get: "/services/{audience}/{station}", access: .everyone, summary: PortalText.station,
            refuses: ["web.not-found"],
            load: { call in
                let snapshot = catalogue.snapshot
                guard let audience = Audience(rawValue: try call.parameter("audience")),
                    let code = call.parameters["station"], let theme = snapshot.lifeLine[audience]?.first(where: { $0.code == code })
                else { throw WebProblem.notFound }
                return Stop(theme: theme, services: (theme.things + theme.items).compactMap { listed($0, snapshot) })
            },
            page: { stop, call in
                let language = call.language
                let body: HTML = """
                    \(Components.breadcrumbs([(PortalText.nav.label, "/")], language))\
                    \(Components.heading(stop.theme.name, lede: stop.theme.hint, language))\(cards(stop.services, language))
                    """
                return Page(
                    stop.theme.name, layout: .portal(current: PortalText.nav), body: body,
                    cache: call.visitor.isSignedIn ? nil : "station@\(catalogue.snapshot.version)")
            },
            gives: Portal.listedShape, json: { stop, _ in Portal.json(stop.services) })
    }

    private var everything: Screen<[Listed]> {
        Screen(
            "portal.services", get: "/services", access: .everyone, summary: PortalText.everything,
            load: { _ in
                let snapshot = catalogue.snapshot
                let codes = snapshot.oneThings.keys.sorted() + snapshot.items.keys.sorted()
                return codes.compactMap { listed($0, snapshot) }
            },
            page: { services, call in
                let language = call.language
                let groups = Dictionary(grouping: services.filter { !$0.isOneThing }) { $0.department }
                let departments = groups.keys.sorted { $0.zh < $1.zh }.html { department in
                    "<h2>\(department, language)</h2>\(cards(groups[department] ?? [], language))"
                }
                let body: HTML = """
                    \(Components.heading(PortalText.everything, language))<h2>\(PortalText.oneThing, language)</h2>\
                    \(cards(services.filter(\.isOneThing), language))\(departments)
                    """
                return Page(
                    PortalText.everything, layout: .portal(current: PortalText.nav), body: body,
                    cache: call.visitor.isSignedIn ? nil : "services@\(catalogue.snapshot.version)")
            },
            gives: Portal.listedShape, json: { services, _ in Portal.json(services) })
    }
}
