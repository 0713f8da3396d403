package import Kernel

/// What a guide tells to a visitor who has chosen a district: where, when, by which telephone, how soon.
package struct LocalGuide: Sendable {
    /// One item at the office of that district.
    package struct Part: Sendable {
        package let item: String
        package let implementation: Implementation
        package let rows: [Guide.Row]
    }

    /// A district that one can choose.
    package struct District: Sendable, Hashable {
        package let code: RegionCode
        package let name: Text
    }

    package let region: RegionCode
    package let parts: [Part]

    /// nil where no office of that place carries out any of it.
    package init?(_ thing: Thing, in region: RegionCode, _ catalogue: Catalogue) {
        self.region = region
        parts = thing.parts.compactMap { part in
            catalogue.implementation(item: part.item.code, region: region).map { found in
                Part(item: part.item.code, implementation: found, rows: LocalGuide.rows(of: part.item, found))
            }
        }
        if parts.isEmpty { return nil }
    }

    /// The part of that item.
    package func part(_ item: String) -> Part? { parts.first { $0.item == item } }

    /// The districts whose offices carry out some item of the thing, in order of their codes.
    package static func districts(of thing: Thing, _ catalogue: Catalogue) -> [District] {
        let table = catalogue.implementations
        let codes = thing.parts.flatMap { part in table.rows(of: part.item.code).map { table.offices[table.officeNumber(of: $0)] } }
            .filter { $0.level == .district }.map(\.region)
        return Set(codes).sorted().map { District(code: $0, name: catalogue.places?.name(of: $0) ?? Text(same: $0.rawValue)) }
    }

    private static func rows(of item: ServiceItem, _ found: Implementation) -> [Guide.Row] {
        let rows: [Guide.Row?] = [
            found.office.name.map { Guide.Row(GuideText.body, $0) },
            found.code(of: item).map { Guide.Row(GuideText.taskCode, Text(same: $0)) },
            found.place.map { Guide.Row(GuideText.place, $0.name) }, found.place?.address.map { Guide.Row(GuideText.address, $0) },
            found.windows.map { Guide.Row(GuideText.windows, Text(same: $0)) },
            (found.place?.hours ?? item.hours).map { Guide.Row(GuideText.hours, $0) },
            found.promise(of: item).map { Guide.Row(GuideText.promised, $0) },
            Guide.Row(GuideText.trips, GuideText.trips(found.trips ?? item.trips, item.tripsReason)),
            Guide.Row(GuideText.phone, Text(same: found.phone)), Guide.Row(GuideText.complaints, Text(same: found.office.complaints)),
            found.takesBookings ? Guide.Row(GuideText.booking, CatalogueText.yes) : nil,
            found.isLocal ? nil : Guide.Row(GuideText.received, GuideText.byTheCity),
        ]
        return rows.compactMap(\.self)
    }
}
