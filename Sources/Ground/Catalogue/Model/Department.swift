package import Kernel

/// Where an office stands: the city's, a district's or a street's.
package enum OfficeLevel: String, Sendable, Hashable, CaseIterable {
    case city, district, street

    package var name: Text {
        switch self {
        case .city: Text("市级", "City")
        case .district: Text("区级", "District")
        case .street: Text("街镇", "Street or town")
        }
    }

    /// 行使层级 (GB/T 39046-2020 table A.2). In Shanghai the city is provincial and a district is a county.
    package var exerciseLevel: String {
        switch self {
        case .city: "2"
        case .district: "4"
        case .street: "5"
        }
    }
}

/// A department or another body that takes part: it answers for items, data and licences.
package struct Department: Sendable, Hashable {
    /// What kind of body it is.
    package enum Kind: String, Sendable, Hashable, CaseIterable { case government, institution, hospital, bank, enterprise, utility }

    package let code: String
    package let name: Text
    package let short: Text
    package let kind: Kind
    /// Unified social credit code (GB 32100-2015).
    package let uscc: String?
    package let levels: [OfficeLevel]
    package let phone: String

    init(_ entry: Entry) {
        code = entry.slug("code")
        let name = entry.text("name")
        self.name = name
        short = entry.optionalText("short") ?? name
        kind = entry.oneOf("kind")
        uscc = entry.creditCode("uscc")
        levels = entry.list("levels", of: OfficeLevel.self, default: [.city])
        phone = entry.optionalString("phone") ?? "12345"
    }
}
