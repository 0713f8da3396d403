import Kernel

/// One item as a public service of CPSV-AP 3.2, with all that belongs to it.
struct ServiceDescription {
    let services: PublicServices
    let item: ServiceItem

    func write(_ triples: inout Triples) {
        service(&triples)
        contact(&triples)
        rules(&triples)
        inputs(&triples)
        outputs(&triples)
        channels(&triples)
        costs(&triples)
        requirements(&triples)
    }

    private func part(_ name: String) -> String { services.part(item.code, name) }
    private var address: String { services.service(item.code) }
    private var competentBody: Term { .iri(services.body(item.department)) }

    private func service(_ triples: inout Triples) {
        let kind = services.concept("type-\(item.type.code)", item.type.name, &triples)
        let state = services.concept("state-\(item.standing.state.rawValue)", item.standing.state.name, &triples)
        let audiences = item.audienceTypes.map { services.concept("audience-\($0.rawValue)", $0.name, &triples) }
        let topics = item.standing.topics.compactMap(Topic.named).map {
            services.concept("topic-\($0.name.en.topicCode)", $0.name, &triples)
        }
        triples.about(address) { node in
            node.type("cpsv:PublicService")
            node.add("dct:identifier", .plain(item.basicCode))
            node.add("dct:title", item.name)
            node.add("dct:description", item.summary ?? item.name)
            node.add("cv:hasCompetentAuthority", competentBody)
            node.add("cv:contactPoint", .iri(part("contact")))
            node.add("cv:isClassifiedBy", kind)
            node.add("adms:status", state)
            for audience in audiences { node.add("dct:audience", audience) }
            for topic in topics { node.add("cv:thematicArea", topic) }
            for language in PublicServices.languages { node.add("dct:language", .iri(language)) }
            node.add("dct:spatial", .iri(services.shared("city")))
            node.add("dct:isPartOf", .iri(services.shared("catalogue")))
            node.add("dcat:landingPage", .iri("\(services.base)/things/\(item.code)"))
            for event in services.events(of: item.code) { node.add("cv:isGroupedBy", .iri(event)) }
            for word in item.words { node.add("dcat:keyword", PublicServices.keyword(word)) }
            if let duration = ServiceDescription.duration(of: item) {
                node.add("cv:processingTime", .typed(duration, datatype: "xsd:duration"))
            }
            for case .result(let other) in item.materials.flatMap(\.satisfiedBy) where services.catalogue.items[other] != nil {
                node.add("cv:relatedService", .iri(services.service(other)))
            }
        }
    }

    /// 承诺办结时限 as ISO 8601 writes a length of time, which knows no working days: the calendar's days that they take.
    static func duration(of item: ServiceItem) -> String? {
        if item.handling == .instant { return "P0D" }
        guard let limit = item.limits.promised ?? item.limits.statutory else { return nil }
        return switch limit.unit {
        case .workday: "P\(limit.count + limit.count / 5 * 2)D"
        case .hour: "PT\(limit.count)H"
        case .day: "P\(limit.count)D"
        case .month: "P\(limit.count)M"
        case .year: "P\(limit.count)Y"
        }
    }

    private func contact(_ triples: inout Triples) {
        triples.about(part("contact")) { node in
            node.type("cv:ContactPoint")
            node.add("cv:telephone", .plain(item.phone))
            if item.hours != nil { node.add("cv:openingHours", .iri(part("hours"))) }
        }
        guard let hours = item.hours else { return }
        triples.about(part("hours")) { node in
            node.type("time:TemporalEntity")
            node.add("dct:description", hours)
        }
    }

    // MARK: Law

    private func rules(_ triples: inout Triples) {
        for (index, basis) in item.bases.enumerated() {
            let rule = part("rule-\(index + 1)")
            let law = describe(basis.law, &triples)
            triples.about(address) { node in
                node.add("cpsv:follows", .iri(rule))
                node.add("cv:hasLegalResource", .iri(law))
            }
            triples.about(rule) { node in
                node.type("cpsv:Rule")
                node.add("dct:identifier", .plain("\(item.basicCode)-\(index + 1)"))
                node.add("dct:title", basis.citation)
                if let words = basis.text {
                    node.add("dct:description", .said(words, .zh))
                } else {
                    node.add("dct:description", basis.citation)
                }
                node.add("dct:language", .iri(PublicServices.languages[0]))
                node.add("cpsv:implements", .iri(law))
            }
        }
    }

    private func describe(_ title: Text, _ triples: inout Triples) -> String {
        let address = services.law(title.zh)
        triples.about(address) { node in
            node.type("eli:LegalResource")
            node.add("dct:title", title)
        }
        return address
    }

    // MARK: What goes in and comes out

    private func inputs(_ triples: inout Triples) {
        for material in item.materials {
            let address = part("evidence-\(material.code)")
            let type = evidenceType(of: material, &triples)
            let laws = material.bases.map { describe($0.law, &triples) }
            triples.about(self.address) { node in
                node.add("cpsv:hasInput", .iri(address))
                node.add("cv:hasInputType", .iri(type))
            }
            triples.about(address) { node in
                node.type("cv:Evidence")
                node.add("dct:identifier", .plain("\(item.basicCode)-\(material.code)"))
                node.add("dct:title", material.name)
                node.add("dct:description", material.sample ?? material.name)
                node.add("dct:conformsTo", .iri(type))
                for law in laws { node.add("dct:source", .iri(law)) }
            }
        }
    }

    /// The licence that shows it, or a type of its own.
    private func evidenceType(of material: Material, _ triples: inout Triples) -> String {
        for case .licence(let code, _) in material.satisfiedBy where services.catalogue.licenceTypes[code] != nil {
            return services.evidenceType(code)
        }
        let kind = services.concept("evidence-document", ExportText.document, &triples)
        let address = part("evidence-type-\(material.code)")
        triples.about(address) { node in
            node.type("cv:EvidenceType")
            node.add("dct:identifier", .plain("\(item.basicCode)-\(material.code)-type"))
            node.add("dct:title", material.name)
            node.add("cv:evidenceTypeClassification", kind)
        }
        return address
    }

    private func outputs(_ triples: inout Triples) {
        for (index, result) in item.results.enumerated() {
            let address = part("output-\(index + 1)")
            let kind =
                result.licence == nil
                ? services.concept("output-document", ExportText.document, &triples)
                : services.concept("output-licence", ExportText.licence, &triples)
            triples.about(self.address) { $0.add("cpsv:produces", .iri(address)) }
            triples.about(address) { node in
                node.type("cv:Output")
                node.add("dct:identifier", .plain("\(item.basicCode)-result-\(index + 1)"))
                node.add("dct:title", result.name(in: services.catalogue))
                node.add("dct:description", result.sample)
                node.add("dct:type", kind)
                if let licence = result.licence, services.catalogue.licenceTypes[licence] != nil {
                    node.add("dct:conformsTo", .iri(services.evidenceType(licence)))
                }
            }
        }
    }

    private func channels(_ triples: inout Triples) {
        for channel in item.channels {
            let address = part("channel-\(channel.rawValue)")
            let kind = services.concept("channel-\(channel.rawValue)", channel.name, &triples)
            triples.about(self.address) { $0.add("cv:hasChannel", .iri(address)) }
            triples.about(address) { node in
                node.type("cv:Channel")
                node.add("dct:identifier", .plain("\(item.basicCode)-\(channel.rawValue)"))
                node.add("dct:type", kind)
                node.add("cv:ownedBy", competentBody)
                switch channel {
                case .online: node.add("dct:description", ExportText.at("\(services.base)/things/\(item.code)"))
                case .counter, .terminal, .post: node.add("dct:description", item.place ?? channel.name)
                }
                if channel == .counter, item.hours != nil { node.add("cv:openingHours", .iri(part("hours"))) }
            }
        }
    }

    private func costs(_ triples: inout Triples) {
        for fee in item.fees {
            let address = part("cost-\(fee.code)")
            triples.about(self.address) { $0.add("cv:hasCost", .iri(address)) }
            triples.about(address) { node in
                node.type("cv:Cost")
                node.add("dct:identifier", .plain("\(item.basicCode)-\(fee.code)"))
                node.add("dct:description", fee.standard ?? fee.name)
                node.add("cv:hasValue", .typed(fee.amount.amount, datatype: "xsd:double"))
                node.add("cv:currency", .iri(PublicServices.renminbi))
                node.add("cv:isDefinedBy", .iri(services.body(fee.collector ?? item.department)))
            }
        }
    }

    /// 受理条件 and 审查要点: what has to be so.
    private func requirements(_ triples: inout Triples) {
        if let condition = item.condition { require("condition", condition, evidence: [], &triples) }
        for point in item.reviewPoints { require(point.code, point.text, evidence: point.evidence, &triples) }
    }

    private func require(_ code: String, _ text: Text, evidence: [String], _ triples: inout Triples) {
        let address = part("requirement-\(code)")
        let shown = item.materials.map(\.code).filter(evidence.contains)
        triples.about(self.address) { $0.add("cv:holdsRequirement", .iri(address)) }
        triples.about(address) { node in
            node.type("cv:Requirement", "cv:Criterion")
            node.add("dct:identifier", .plain("\(item.basicCode)-\(code)"))
            node.add("dct:title", text)
            for index in item.bases.indices { node.add("cv:fulfils", .iri(part("rule-\(index + 1)"))) }
            for code in shown { node.add("cv:hasSupportingEvidence", .iri(part("evidence-\(code)"))) }
        }
        for code in shown { triples.about(part("evidence-\(code)")) { $0.add("cv:supportsRequirement", .iri(address)) } }
    }
}

extension String {
    /// A name as a part of an address: `Birth and adoption` → `birth-and-adoption`.
    fileprivate var topicCode: String {
        lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.joined(separator: "-")
    }
}
