package import Kernel

/// The data resources in the words of DCAT 3 (W3C): a dataset and the service that answers for it, with who holds it, how it is shared, how
/// often it is renewed and which elements are in it. No record of anybody is in here.
package struct DataCatalogue: Sendable {
    private let services: PublicServices

    package init(_ catalogue: Catalogue, base: String) { services = PublicServices(catalogue, base: base) }

    /// As JSON-LD.
    package var linkedJSON: JSON { triples.linkedJSON }

    private var catalogue: Catalogue { services.catalogue }
    private func place(_ name: String) -> String { "\(services.base)/data.jsonld#\(name)" }

    var triples: Triples {
        var triples = Triples()
        let resources = catalogue.resources.values.sorted { $0.code < $1.code }
        triples.about(place("catalogue")) { node in
            node.type("dcat:Catalog")
            node.add("dct:identifier", .plain(catalogue.hash))
            node.add("dct:title", ExportText.dataCatalogue)
            node.add("dct:description", ExportText.catalogueOf(catalogue.version))
            for language in PublicServices.languages { node.add("dct:language", .iri(language)) }
            for resource in resources {
                node.add("dcat:dataset", .iri(place(resource.code)))
                node.add("dcat:service", .iri(place("service-\(resource.code)")))
            }
        }
        for owner in Set(resources.map(\.owner)).sorted() {
            guard let department = catalogue.departments[owner] else { continue }
            triples.about(place("department-\(owner)")) { node in
                node.type("foaf:Agent")
                node.add("dct:identifier", .plain(department.uscc ?? owner))
                node.add("foaf:name", department.name)
            }
        }
        for resource in resources { describe(resource, &triples) }
        return triples
    }

    private func describe(_ resource: DataResource, _ triples: inout Triples) {
        triples.about(place(resource.code)) { node in
            node.type("dcat:Dataset")
            node.add("dct:identifier", .plain(resource.code))
            node.add("dct:title", resource.name)
            node.add("dct:description", resource.holds ?? resource.name)
            node.add("dct:publisher", .iri(place("department-\(resource.owner)")))
            node.add(
                "dct:accrualPeriodicity",
                .iri("http://publications.europa.eu/resource/authority/frequency/\(resource.updateCycle.frequency)"))
            node.add(
                "dct:accessRights", .iri("http://publications.europa.eu/resource/authority/access-right/\(resource.sharing.accessRight)"))
            node.add("dct:rights", resource.basis)
            for code in (resource.elements + resource.gives.values.joined()).sorted() {
                if let element = catalogue.elements[code] { node.add("dcat:keyword", element.name) }
            }
        }
        triples.about(place("service-\(resource.code)")) { node in
            node.type("dcat:DataService")
            node.add("dct:title", resource.name)
            node.add("dct:publisher", .iri(place("department-\(resource.owner)")))
            node.add("dcat:endpointURL", .iri("\(services.base)/api/v1"))
            node.add("dcat:endpointDescription", .iri("\(services.base)/openapi.json"))
            node.add("dcat:servesDataset", .iri(place(resource.code)))
        }
    }
}

extension DataResource.UpdateCycle {
    /// The name in the EU's list of frequencies, which DCAT-AP asks for.
    fileprivate var frequency: String {
        switch self {
        case .realtime: "UPDATE_CONT"
        case .day: "DAILY"
        case .week: "WEEKLY"
        case .month: "MONTHLY"
        case .quarter: "QUARTERLY"
        case .year: "ANNUAL"
        }
    }
}

extension DataResource.Sharing {
    /// Departments alone are asked: what is shared is restricted, the rest not public.
    fileprivate var accessRight: String { self == .none ? "NON_PUBLIC" : "RESTRICTED" }
}
