import Kernel

extension Guide {
    /// The further elements of the implementation list (C0109 `task_general_basic`, `task_general_extend`), one line each.
    static func standing(of item: ServiceItem, _ catalogue: Catalogue) -> [Row] {
        let (standing, features) = (item.standing, item.features)
        let rows: [Row?] = [
            Row(GuideText.state, standing.state.name),
            standing.effectiveFrom.map { Row(GuideText.inForce, GuideText.since($0, until: standing.effectiveUntil)) },
            catalogue.version > 0 ? Row(GuideText.version, Text(same: String(catalogue.version))) : nil,
            standing.revisions.max { $0.date < $1.date }.map { Row(GuideText.revised, GuideText.revision($0)) },
            standing.power.map { Row(GuideText.powerSource, $0.source.name) },
            Row(GuideText.agency, item.agency(in: catalogue).name),
            standing.delegation.map { Row(GuideText.delegation, $0.body, basis: $0.bases.first?.citation) },
            standing.jointly.isEmpty ? nil : Row(GuideText.jointly, CatalogueText.list(standing.jointly.map(catalogue.departmentName))),
            item.handlingItems.isEmpty ? nil : Row(GuideText.handlingItems, CatalogueText.list(item.handlingItems.map(\.name))),
            Row(GuideText.audienceTypes, CatalogueText.list(item.audienceTypes.map(\.name))),
            standing.topics.isEmpty ? nil : Row(GuideText.topics, CatalogueText.list(standing.topics.map(topic))),
            Row(
                GuideText.intermediary,
                standing.intermediaries.isEmpty ? GuideText.none : CatalogueText.list(standing.intermediaries.map(GuideText.paid)),
                basis: standing.intermediaries.first?.bases.first?.citation),
            Row(GuideText.quota, standing.quota ?? GuideText.none),
            features.scopes.isEmpty ? nil : Row(GuideText.scopes, CatalogueText.list(features.scopes.map(\.name))),
            Row(GuideText.onlineDepth, item.onlineLevel.name),
            Row(GuideText.commitment, features.commitment.name),
            item.approvalPromise.map { Row(GuideText.onPromise, GuideText.grantedOnPromise($0), basis: $0.bases.first?.citation) },
            Row(GuideText.booking, yes(features.takesBookings)), Row(GuideText.onlinePayment, yes(features.takesPaymentOnline)),
            Row(GuideText.delivery, yes(item.delivers)), Row(GuideText.inHall, yes(item.isInHall)),
        ]
        return rows.compactMap(\.self)
    }

    private static func yes(_ value: Bool) -> Text { value ? CatalogueText.yes : CatalogueText.no }

    private static func topic(_ name: String) -> Text { Topic.named(name)?.name ?? Text(same: name) }
}
