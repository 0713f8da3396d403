package import Kernel

extension Guide.ItemGuide {
    init(_ part: Thing.Part, of thing: Thing, _ catalogue: Catalogue) {
        let item = part.item
        self.item = item
        department = catalogue.departmentName(item.department)
        rows = Guide.rows(of: item, catalogue)
        standing = Guide.standing(of: item, catalogue)
        bases = item.bases
        materials = item.materials.map { Guide.MaterialRow($0, of: item, catalogue) }
        fees = item.fees.map {
            Guide.FeeRow(
                name: $0.name, amount: $0.amount, basis: $0.bases.map(\.citation), isConditional: $0.when != nil, standard: $0.standard,
                reduction: $0.reduction, collector: $0.collector.map(catalogue.departmentName))
        }
        steps = item.steps.map {
            Guide.StepRow(
                code: $0.code, name: $0.name, level: $0.level ?? item.office.level, unit: $0.unit, limit: $0.limit?.text)
        }
        results = item.results.map {
            Guide.ResultRow(
                name: $0.name(in: catalogue), isLicence: $0.licence != nil,
                validity: $0.validityMonths ?? $0.licence.flatMap { catalogue.licenceTypes[$0]?.validityMonths }, sample: $0.sample)
        }
        reviewPoints = item.reviewPoints.map {
            Guide.ReviewRow(text: $0.text, kind: $0.kind, isAutomatic: $0.isAutomatic, basis: $0.bases.map(\.citation))
        }
        specialProcedures = item.specialProcedures.map {
            Guide.Row($0.code.name, $0.bases.isEmpty ? GuideText.whenNeeded : CatalogueText.list($0.bases.map(\.citation)))
        }
        remedies = [(GuideText.reconsideration, item.reconsideration), (GuideText.litigation, item.litigation)].compactMap {
            label, remedy in
            remedy.map { Guide.Row(label, GuideText.remedy($0)) }
        }
        isOptional = part.optional != nil
        isConditional = part.when != nil
        after = part.after.map { catalogue.items[$0]?.name ?? Text(same: $0) }
    }
}

extension ResultSpec {
    /// What it is called: the licence's name, or the document's.
    package func name(in catalogue: Catalogue) -> Text {
        switch kind {
        case .licence(let type): catalogue.licenceTypes[type]?.name ?? Text(same: type)
        case .document(let name): name
        }
    }
}

extension Guide {
    /// The elements of the implementation list (GB/T 39046) that are one line each.
    fileprivate static func rows(of item: ServiceItem, _ catalogue: Catalogue) -> [Row] {
        let codes = item.implementation(in: catalogue)
        let limits = item.limits
        let optional: [Row?] = [
            Row(GuideText.type, item.type.name),
            Row(GuideText.basicCode, Text(same: item.basicCode)),
            codes.map { Row(GuideText.taskCode, Text(same: $0)) },
            Row(GuideText.body, catalogue.departmentName(item.department)),
            Row(GuideText.level, item.office.level.name),
            Row(GuideText.audience, CatalogueText.list(item.audience.map(\.name))),
            Row(GuideText.handling, item.handling.name),
            item.condition.map { Row(GuideText.condition, $0) },
            limits.acceptance.map { Row(GuideText.acceptance, $0.text, basis: $0.basis) },
            Row(GuideText.statutory, limits.statutory?.text ?? GuideText.noStatutory, basis: limits.statutory?.basis),
            Row(GuideText.promised, item.handling == .instant ? CatalogueText.onTheSpot : limits.promised?.text ?? GuideText.noStatutory),
            limits.issue.map { Row(GuideText.issue, $0.text, basis: $0.basis) },
            limits.deemedAcceptance ? Row(GuideText.silence, GuideText.deemedAcceptance) : nil,
            Row(GuideText.channels, CatalogueText.list(item.channels.map(\.name))),
            Row(GuideText.trips, GuideText.trips(item.trips, item.tripsReason)),
            Row(GuideText.onSite, item.onSiteCheck ? GuideText.twoOfficers : CatalogueText.no),
            Row(GuideText.charge, item.fees.contains { $0.amount > .zero } ? GuideText.seeFees : GuideText.free),
            item.place.map { Row(GuideText.place, $0) },
            item.hours.map { Row(GuideText.hours, $0) },
            Row(GuideText.phone, Text(same: item.phone)),
            Row(GuideText.complaints, Text(same: item.complaints)),
        ]
        return optional.compactMap(\.self)
    }
}

extension ServiceItem {
    /// 实施编码: body, level and basic code in 31 characters; nil where the body has no credit code.
    package func implementation(in catalogue: Catalogue) -> String? {
        guard let body = catalogue.departments[department]?.uscc.flatMap({ UnifiedSocialCreditCode($0) }), let basic = ItemCode(basicCode),
            let level = Int(office.level.exerciseLevel)
        else { return nil }
        return (try? basic.implemented(by: body, level: level))?.rawValue
    }
}

extension Guide.MaterialRow {
    fileprivate init(_ material: Material, of item: ServiceItem, _ catalogue: Catalogue) {
        code = material.code
        name = material.name
        form = GuideText.form(material.form, material.copies)
        need = GuideText.need(material.need, material.when != nil)
        source = GuideText.origin(material.from, material.issuer.map(catalogue.departmentName))
        basis = material.bases.map(\.citation)
        sample = material.sample
        waivedBy = material.satisfiedBy.map { $0.text(in: catalogue) }
        returnsOriginal = material.returnsOriginal
        notes = [
            (GuideText.blank, material.blank), (GuideText.filling, material.filling), (GuideText.acceptStandard, material.standard),
            (GuideText.obtaining, material.obtaining), (GuideText.usage, material.usage), (GuideText.issuedWithin, material.issuedWithin),
            (GuideText.paperSize, material.size.map { Text(same: $0) }),
            (GuideText.commitment, material.takesCommitment ? GuideText.maySign : nil),
            (Composition.name, material.composed.map { _ in Composition.meaning }),
            (GuideText.deferral, material.deferral.map(GuideText.mayFollow)), (GuideText.remark, material.note),
        ].compactMap { label, value in value.map { Guide.Row(label, $0) } }
        items = [item.code]
    }
}
