package import Kernel

/// The data resources in the words of DCAT 3 (W3C): a dataset and the service that answers for it, with who holds it, how it is shared, how
/// often it is renewed and which elements are in it; and what the departments' ledger has besides: databases, systems and applications. No
/// record of anybody is in here.
package struct DataCatalogue: Sendable {
    /// One entry of the ledger.
    package struct Listed: Sendable, Hashable {
        /// A database or a resource; else a system or an application, which answers.
        package var isDataset: Bool
        package var code: String
        package var name: Text
        package var department: String
        /// Who answers for it: a post or a unit.
        package var unit: String?
        package var elements: [String]
        package var cycle: DataResource.UpdateCycle?
        package var sharing: DataResource.Sharing?
        package var basis: String?

        package init(
            isDataset: Bool, code: String, name: Text, department: String, unit: String?, elements: [String],
            cycle: DataResource.UpdateCycle?, sharing: DataResource.Sharing?, basis: String?
        ) {
            (self.isDataset, self.code, self.name, self.department) = (isDataset, code, name, department)
            (self.unit, self.elements, self.cycle, self.sharing, self.basis) = (unit, elements, cycle, sharing, basis)
        }
    }

    private let services: PublicServices
    private let listed: [Listed]

    package init(_ catalogue: Catalogue, ledger: [Listed], base: String) {
        services = PublicServices(catalogue, base: base)
        listed = ledger.sorted { ($0.isDataset ? 0 : 1, $0.code) < ($1.isDataset ? 0 : 1, $1.code) }
    }

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
            for entry in listed where !isOfTheCatalogue(entry) {
                node.add(entry.isDataset ? "dcat:dataset" : "dcat:service", .iri(place(name(of: entry))))
            }
        }
        for owner in Set(resources.map(\.owner) + listed.map(\.department)).sorted() {
            guard let department = catalogue.departments[owner] else { continue }
            triples.about(place("department-\(owner)")) { node in
                node.type("foaf:Agent")
                node.add("dct:identifier", .plain(department.uscc ?? owner))
                node.add("foaf:name", department.name)
            }
        }
        for resource in resources { describe(resource, &triples) }
        for entry in listed { describe(entry, &triples) }
        return triples
    }

    private func isOfTheCatalogue(_ entry: Listed) -> Bool { entry.isDataset && catalogue.resources[entry.code] != nil }

    /// Systems have a name space of their own: a database may bear the code of the system that keeps it.
    private func name(of entry: Listed) -> String { entry.isDataset ? entry.code : "system-\(entry.code)" }

    /// What the ledger adds: to a resource of the catalogue who answers for it, of the rest everything.
    private func describe(_ entry: Listed, _ triples: inout Triples) {
        let isKnown = isOfTheCatalogue(entry)
        triples.about(place(name(of: entry))) { node in
            if !isKnown {
                node.type(entry.isDataset ? "dcat:Dataset" : "dcat:DataService")
                node.add("dct:identifier", .plain(entry.code))
                node.add("dct:title", entry.name)
                node.add("dct:description", entry.name)
                node.add("dct:publisher", .iri(place("department-\(entry.department)")))
                if let cycle = entry.cycle { node.add("dct:accrualPeriodicity", .iri(cycle.address)) }
                if let sharing = entry.sharing { node.add("dct:accessRights", .iri(sharing.address)) }
                if let basis = entry.basis { node.add("dct:rights", .said(basis, .zh)) }
                for element in entry.elements.sorted().compactMap({ catalogue.elements[$0] }) { node.add("dcat:keyword", element.name) }
                if !entry.isDataset { node.add("dcat:endpointDescription", .iri("\(services.base)/openapi.json")) }
            }
            if entry.unit != nil { node.add("dcat:contactPoint", .iri(place("contact-\(name(of: entry))"))) }
        }
        guard let unit = entry.unit else { return }
        triples.about(place("contact-\(name(of: entry))")) { node in
            node.type("vcard:Organization")
            node.add("vcard:organization-unit", .said(unit, .zh))
            node.add("vcard:organization-name", catalogue.departmentName(entry.department))
        }
    }

    private func describe(_ resource: DataResource, _ triples: inout Triples) {
        triples.about(place(resource.code)) { node in
            node.type("dcat:Dataset")
            node.add("dct:identifier", .plain(resource.code))
            node.add("dct:title", resource.name)
            node.add("dct:description", resource.holds ?? resource.name)
            node.add("dct:publisher", .iri(place("department-\(resource.owner)")))
            node.add("dct:accrualPeriodicity", .iri(resource.updateCycle.address))
            node.add("dct:accessRights", .iri(resource.sharing.address))
            node.add("dct:rights", resource.basis)
            for code in resource.told.sorted() {
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
    fileprivate var address: String { "http://publications.europa.eu/resource/authority/frequency/\(frequency)" }

    private var frequency: String {
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
    fileprivate var address: String {
        "http://publications.europa.eu/resource/authority/access-right/\(self == .none ? "NON_PUBLIC" : "RESTRICTED")"
    }
}
