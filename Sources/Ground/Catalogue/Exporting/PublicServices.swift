import Cryptography
package import Kernel

/// The catalogue in the words of CPSV-AP 3.2, the European profile for public services: services with their body, rules, laws, inputs,
/// outputs, channels, costs and requirements, grouped by the events of a life or of an enterprise.
package struct PublicServices: Sendable {
    let catalogue: Catalogue
    /// `https://city.example`, without a closing slash.
    let base: String

    package init(_ catalogue: Catalogue, base: String) {
        self.catalogue = catalogue
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    }

    /// As Turtle.
    package var turtle: [UInt8] { triples.turtle }
    /// As JSON-LD; the same statements.
    package var linkedJSON: JSON { triples.linkedJSON }

    var triples: Triples {
        var triples = Triples()
        describeCatalogue(&triples)
        for code in catalogue.departments.keys.sorted() { if let body = catalogue.departments[code] { describe(body, &triples) } }
        for audience in Audience.allCases { for theme in catalogue.lifeLine[audience] ?? [] { describe(theme, audience, &triples) } }
        for code in catalogue.licenceTypes.keys.sorted() { if let type = catalogue.licenceTypes[code] { describe(type, &triples) } }
        for thing in catalogue.allThings { describe(thing, &triples) }
        for code in catalogue.items.keys.sorted() {
            if let item = catalogue.items[code] { ServiceDescription(services: self, item: item).write(&triples) }
        }
        return triples
    }

    // MARK: Addresses

    /// A service is told at the address of its guide.
    func service(_ code: String) -> String { "\(base)/things/\(code)#service" }
    /// A part of a service.
    func part(_ item: String, _ name: String) -> String { "\(base)/things/\(item)#\(name)" }
    /// What stands in no guide is told by the catalogue itself.
    func shared(_ name: String) -> String { "\(base)/catalogue.ttl#\(name)" }
    func body(_ code: String) -> String { shared("department-\(code)") }
    func event(_ theme: String, _ audience: Audience) -> String { shared("event-\(audience.rawValue)-\(theme)") }
    func evidenceType(_ licence: String) -> String { shared("evidence-type-\(licence)") }
    /// A law has no address of ours but the digest of its Chinese title.
    func law(_ title: String) -> String { shared("law-\(Hex.encode(Digest.sha256.hash(text: title)).prefix(16))") }

    private static let authority = "http://publications.europa.eu/resource/authority"
    static let languages = ["\(authority)/language/ZHO", "\(authority)/language/ENG"]
    static let renminbi = "\(authority)/currency/CNY"

    /// A concept of ours, described where it is first used.
    func concept(_ name: String, _ label: Text, _ triples: inout Triples) -> Term {
        let address = shared(name)
        if !triples.says(anythingOf: address) {
            triples.about(address) { node in
                node.type("skos:Concept")
                node.add("skos:prefLabel", label)
                node.add("skos:notation", .plain(String(name.drop { $0 != "-" }.dropFirst())))
            }
        }
        return .iri(address)
    }

    // MARK: What services share

    private func describeCatalogue(_ triples: inout Triples) {
        triples.about(shared("catalogue")) { node in
            node.type("dcat:Dataset")
            node.add("dct:identifier", .plain(catalogue.hash))
            node.add("dct:title", ExportText.catalogue)
            node.add("dct:description", ExportText.catalogueOf(catalogue.version))
            node.add("dcat:landingPage", .iri("\(base)/"))
        }
        triples.about(shared("city")) { node in
            node.type("dct:Location", "euatu:atu-type")
            node.add("dct:identifier", .plain("310000"))
            node.add("rdfs:label", ExportText.city)
        }
        for (address, label) in zip(PublicServices.languages, ExportText.languages) {
            triples.about(address) { node in
                node.type("dct:LinguisticSystem")
                node.add("rdfs:label", label)
            }
        }
        triples.about(PublicServices.renminbi) { node in
            node.type("skos:Concept")
            node.add("skos:prefLabel", ExportText.renminbi)
        }
    }

    private func describe(_ department: Department, _ triples: inout Triples) {
        triples.about(body(department.code)) { node in
            node.type("cv:PublicOrganisation")
            node.add("dct:identifier", .plain(department.uscc ?? department.code))
            node.add("skos:prefLabel", department.name)
            node.add("skos:altLabel", department.short)
            node.add("dct:spatial", .iri(shared("city")))
        }
    }

    private func describe(_ theme: Theme, _ audience: Audience, _ triples: inout Triples) {
        triples.about(event(theme.code, audience)) { node in
            node.type("cv:Event", audience == .person ? "cv:LifeEvent" : "cv:BusinessEvent")
            node.add("dct:identifier", .plain("\(audience.rawValue)-\(theme.code)"))
            node.add("dct:title", theme.name)
            node.add("dct:description", theme.hint)
            for code in theme.things + theme.items { node.add("cv:hasRelatedService", .iri(service(code))) }
        }
    }

    private func describe(_ type: LicenceType, _ triples: inout Triples) {
        let kind = concept("evidence-licence", ExportText.licence, &triples)
        triples.about(evidenceType(type.code)) { node in
            node.type("cv:EvidenceType")
            node.add("dct:identifier", .plain(type.typeCode))
            node.add("dct:title", type.name)
            node.add("cv:evidenceTypeClassification", kind)
        }
    }

    /// The events on whose stations a thing or an item stands.
    func events(of code: String) -> [String] {
        Audience.allCases.flatMap { audience in
            (catalogue.lifeLine[audience] ?? []).filter { $0.things.contains(code) || $0.items.contains(code) }.map {
                event($0.code, audience)
            }
        }
    }

    /// A one-thing is a service that makes use of the services of its items.
    private func describe(_ thing: Thing, _ triples: inout Triples) {
        let audience = concept("audience-\(thing.audience.rawValue)", thing.audience.name, &triples)
        triples.about(service(thing.code)) { node in
            node.type("cpsv:PublicService")
            node.add("dct:identifier", .plain(thing.code))
            node.add("dct:title", thing.name)
            node.add("dct:description", thing.summary ?? thing.name)
            node.add("cv:hasCompetentAuthority", .iri(body(thing.lead)))
            node.add("dct:audience", audience)
            node.add("dct:isPartOf", .iri(shared("catalogue")))
            node.add("dcat:landingPage", .iri("\(base)/things/\(thing.code)"))
            for language in PublicServices.languages { node.add("dct:language", .iri(language)) }
            for event in events(of: thing.code) { node.add("cv:isGroupedBy", .iri(event)) }
            for part in thing.parts { node.add("dct:requires", .iri(service(part.item.code))) }
            for word in thing.words { node.add("dcat:keyword", PublicServices.keyword(word)) }
        }
    }

    /// Words for searching are in one language or the other.
    static func keyword(_ word: String) -> Term { .said(word, word.unicodeScalars.contains { $0.value > 0x2E7F } ? .zh : .en) }
}
