import Catalogue
import Kernel
import Web

extension Workshop {
    /// 无差别受理: what the districts' own parts come to, and where they lie further apart than they may.
    struct Districts: Sendable {
        let catalogue: Catalogue
        let differences: [ImplementationDifferences.Difference]
    }

    var districts: Screen<Districts> {
        Screen(
            "workshop.districts", get: "/console/catalogue/districts", access: Workshop.officials, summary: DistrictText.title,
            load: { _ in
                let catalogue = try await current()
                return Districts(catalogue: catalogue, differences: ImplementationDifferences.of(catalogue))
            },
            page: { model, call in DistrictsPage(model: model, language: call.language).page() },
            gives: .object([
                .init("version", .integer), .init("districts", .array(.any)),
                .init(
                    "differences",
                    .array(.object([.init("item", .string), .init("aspect", .string), .init("values", .array(.any))]))),
            ]),
            json: { model, _ in
                [
                    "version": .int(model.catalogue.version),
                    "districts": .array(
                        model.rows.map { row in
                            [
                                "region": .string(row.region.rawValue), "offices": .int(row.offices),
                                "implementations": .int(row.implementations),
                            ]
                        }),
                    "differences": .array(
                        model.differences.map { difference in
                            [
                                "item": .string(difference.item), "aspect": .string(difference.aspect.rawValue),
                                "values": .array(
                                    difference.values.map { group in
                                        ["value": JSON(group.value), "offices": .array(group.offices.map(JSON.string))]
                                    }),
                            ]
                        }),
                ]
            })
    }
}

extension Workshop.Districts {
    /// What one district has filled in.
    struct Row: Sendable, Hashable {
        let region: RegionCode
        let offices: Int
        let implementations: Int
    }

    /// In the order of their codes.
    var rows: [Row] {
        let offices = catalogue.implementations.offices.filter { $0.level == .district }
        return Dictionary(grouping: offices, by: \.region).map { region, offices in
            Row(region: region, offices: offices.count, implementations: offices.reduce(0) { $0 + $1.rows.count })
        }.sorted { $0.region < $1.region }
    }
}

struct DistrictsPage {
    let model: Workshop.Districts
    let language: Language

    func page() -> Page {
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue")], language))\
            \(Components.heading(DistrictText.title, lede: DistrictText.lede, language))\(differences)\
            \(Components.card(DistrictText.filledIn, filledIn, language))
            """
        return Page(DistrictText.title, layout: .console(current: Workshop.nav), body: body)
    }

    private func name(_ region: RegionCode) -> Text { model.catalogue.places?.name(of: region) ?? Text(same: region.rawValue) }

    private var filledIn: HTML {
        let rows = model.rows.map { row in
            Components.Row([HTML(text: name(row.region)[language]), "\(row.offices)", "\(row.implementations)"])
        }
        let columns = [
            Components.Column(DistrictText.district), Components.Column(DistrictText.offices, .number),
            Components.Column(DistrictText.items, .number),
        ]
        return Components.table(columns, rows: rows, caption: DistrictText.filledIn, language)
    }

    private var differences: HTML {
        guard !model.differences.isEmpty else {
            return Components.banner(.done, "<p>\(DistrictText.noDifferences, language)</p>")
        }
        let rows = model.differences.map { difference in
            let item = model.catalogue.items[difference.item]?.name ?? Text(same: difference.item)
            let link = Workshop.definition(DefinitionKey(.item, difference.item))
            let values = difference.values.enumerated().map { index, group -> HTML in
                // The most common value is the rule; who differs from it is named.
                let who: HTML =
                    index == 0
                    ? "\(DistrictText.count(group.offices.count), language)" : "\(list(group.offices), language)"
                return "<li>\(group.value, language) <span class=\"soft\">\(who)</span></li>"
            }
            return Components.Row([
                Components.anchor(item, link, language), HTML(text: difference.aspect.name[language]),
                "<ul class=\"plain\">\(values)</ul>",
            ])
        }
        let columns = [DistrictText.item, DistrictText.aspect, DistrictText.values].map { Components.Column($0) }
        return Components.card(
            DistrictText.differences, Components.table(columns, rows: rows, caption: DistrictText.differences, language), language)
    }

    private func list(_ offices: [String]) -> Text {
        Text(listing: offices.compactMap { code in code.split(separator: "-").last.flatMap { RegionCode(String($0)) } }.map(name))
    }
}
