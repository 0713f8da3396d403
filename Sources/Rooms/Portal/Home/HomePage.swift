import Cases
import Catalogue
import Kernel
import Web

extension Portal {
    struct Home: Sendable {
        var catalogue: Catalogue
        /// What the city has spared people this year.
        var saving: Saving
        /// The visitor's latest application; nil for others.
        var latest: ApplicationSummary?
    }

    var home: Screen<Home> {
        Screen(
            "portal.home", get: "/", access: .everyone, summary: PortalText.home,
            load: { call in
                var home = Home(catalogue: catalogue.snapshot, saving: saving.value)
                if let party = call.visitor.party { home.latest = try await cases.applications(of: party, before: nil, limit: 1).first }
                return home
            },
            page: { home, call in
                let language = call.language
                let body: HTML = """
                    \(Components.heading(PortalText.question, lede: PortalText.ownWords, language))\
                    \(Components.searchBox(to: "/search", label: PortalText.question, placeholder: PortalText.placeholder, examples: PortalText.examples, suggestions: "/api/v1/search/suggestions", language))\
                    \(home.latest.map { latest($0, home.catalogue, call) })\
                    \(line(.person, PortalText.lifeOfPeople, home.catalogue, language))\
                    <p>\(Components.anchor(WithMyIDText.title, "/with-my-id", language)) \(Components.soft(WithMyIDText.hint, language))</p>\
                    \(line(.enterprise, PortalText.lifeOfEnterprises, home.catalogue, language))\
                    \(home.saving.isEmpty ? nil : spared(home.saving, language))
                    """
                return Page(
                    PortalText.home, layout: .portal(current: PortalText.nav), body: body,
                    cache: call.visitor.isSignedIn ? nil : "home@\(home.catalogue.version)")
            })
    }

    /// How the latest application stands, in one sentence.
    private func latest(_ summary: ApplicationSummary, _ catalogue: Catalogue, _ call: Call) -> HTML {
        let language = call.language
        let thing = catalogue.thing(summary.application.thing)
        let name = thing?.called ?? thing?.name ?? Text(same: summary.application.thing)
        let done = summary.cases.filter { $0.status.isGranted }.count
        let sentence = PortalText.progress.filled(["done": String(done), "all": String(summary.cases.count)])
        let tag: HTML? = thing?.isSingle == false ? Components.tag(PortalText.oneThing, .beam, language) : nil
        return Components.card(
            "\(name, language) \(tag)", aside: Components.code(summary.application.number),
            """
            <p>\(sentence, language)</p><p>\(Components.anchor(PortalText.seeProgress, "/applications/\(summary.application.id)", language))</p>
            """)
    }

    /// Four counters that are kept, none of them estimated.
    private func spared(_ saving: Saving, _ language: Language) -> HTML {
        let figures = [
            (saving.materials, PortalText.sparedMaterials), (saving.certificates, PortalText.sparedCertificates),
            (saving.days, PortalText.sparedDays), (saving.trips, PortalText.sparedTrips),
        ].map { count, unit in
            let number = LargeNumber(count, language)
            return Components.Figure(number.digits, unit: unit, suffix: number.suffix)
        }
        return Components.card(PortalText.spared, Components.fourNumbers(figures, language), language)
    }

    private func line(_ audience: Audience, _ title: Text, _ catalogue: Catalogue, _ language: Language) -> HTML {
        let stations = (catalogue.lifeLine[audience] ?? []).map {
            Components.Station($0.name, hint: $0.hint ?? Text(same: ""), link: "/services/\(audience.rawValue)/\($0.code)")
        }
        return Components.lifeLine(title, stations, language)
    }
}
