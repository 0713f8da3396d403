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
                    \(Components.heading(PortalText.everything, language))\
                    <p>\(Components.anchor(CertificateText.title, "/certificates", language))</p><h2>\(PortalText.oneThing, language)</h2>\
                    \(cards(services.filter(\.isOneThing), language))\(departments)
                    """
                return Page(
                    PortalText.everything, layout: .portal(current: PortalText.nav), body: body,
                    cache: call.visitor.isSignedIn ? nil : "services@\(catalogue.snapshot.version)")
            },
            gives: Portal.listedShape, json: { services, _ in Portal.json(services) })
    }
}
