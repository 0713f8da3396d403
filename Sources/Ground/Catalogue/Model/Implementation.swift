package import Kernel

/// 实施机关: one office of a department, with the places where it receives people.
package struct ImplementingOffice: Sendable, Hashable {
    /// 办理地点
    package struct Place: Sendable, Hashable {
        package let code: String
        package let name: Text
        package let address: Text?
        package let hours: Text?
        package let phone: String?

        init(_ entry: Entry) {
            code = entry.slug("code")
            name = entry.text("name")
            address = entry.optionalText("address")
            hours = entry.optionalText("hours")
            phone = entry.optionalString("phone")
        }
    }

    /// `<department>-<region>`
    package let code: String
    package let department: String
    package let region: RegionCode
    package let level: OfficeLevel
    /// Its own credit code, of which the 31 characters of an implementation begin.
    package let uscc: String?
    package let name: Text?
    package let places: [Place]
    package let phone: String
    package let complaints: String
    package let isIllustrative: Bool
    /// Its rows of the table.
    package let rows: Range<Int>
}

/// 实施清单: one item as one office carries it out. What is nil is as the item says.
package struct Implementation: Sendable {
    package let item: String
    package let office: ImplementingOffice
    package let place: ImplementingOffice.Place?
    package let windows: String?
    /// In the unit of the item's own promise, never longer.
    package let promised: Int?
    package let trips: Int?
    package let channels: [Channel]?
    package let phone: String
    /// It is received here; else the city's office receives it.
    package let isLocal: Bool
    package let takesBookings: Bool

    /// 实施编码: the office's credit code, its level and the item's basic code; nil where the office has no credit code.
    package func code(of item: ServiceItem) -> String? {
        guard let body = office.uscc.flatMap({ UnifiedSocialCreditCode($0) }), let basic = ItemCode(item.basicCode),
            let level = Int(office.level.exerciseLevel)
        else { return nil }
        return (try? basic.implemented(by: body, level: level))?.rawValue
    }

    /// 承诺办结时限 here.
    package func promise(of item: ServiceItem) -> Text? {
        if item.handling == .instant { return CatalogueText.onTheSpot }
        guard let limit = item.limits.promised else { return nil }
        return promised.map { Limit($0, limit.unit).text } ?? limit.text
    }
}
