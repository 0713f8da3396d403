package import Kernel

/// 通办范围: where an item may be applied for beside the place that decides it.
package enum ServiceScope: String, Sendable, Hashable, CaseIterable {
    case national, delta, city, district, street, village
    case crossProvince = "cross-province"

    package var name: Text {
        switch self {
        case .national: Text("全国通办", "Anywhere in the country")
        case .crossProvince: Text("跨省通办", "In other provinces")
        case .delta: Text("长三角通办", "In the Yangtze delta")
        case .city: Text("全市通办", "Anywhere in the city")
        case .district: Text("全区通办", "Anywhere in the district")
        case .street: Text("全街镇通办", "Anywhere in the street or town")
        case .village: Text("跨村（社区）通办", "In other villages or neighbourhoods")
        }
    }
}

/// 告知承诺: what a signed promise may stand for. Of a certificate (国办发〔2020〕42号), or of the whole approval.
package enum Commitment: String, Sendable, Hashable, CaseIterable {
    case none, certificate, approval

    package var name: Text {
        switch self {
        case .none: Text("不适用", "None")
        case .certificate: Text("证明事项告知承诺", "For certificates")
        case .approval: Text("审批告知承诺", "For the approval")
        }
    }
}

/// 网办深度: how far one comes without leaving home, Ⅰ to Ⅳ.
package enum OnlineLevel: Int, Sendable, Hashable, CaseIterable, Comparable {
    case guide = 1
    case preCheck, acceptance, whole

    package var name: Text {
        switch self {
        case .guide: Text("Ⅰ级：网上公开", "Ⅰ: a guide")
        case .preCheck: Text("Ⅱ级：网上预审", "Ⅱ: checked beforehand online")
        case .acceptance: Text("Ⅲ级：网上受理", "Ⅲ: accepted online")
        case .whole: Text("Ⅳ级：全程网办", "Ⅳ: wholly online")
        }
    }

    /// 网上办理深度 of the exchange tables (C0109): all that is done online.
    package var depths: [String] {
        switch self {
        case .guide: ["1"]
        case .preCheck: ["1", "2", "3"]
        case .acceptance: ["1", "2", "3", "4"]
        case .whole: ["1", "2", "3", "4", "5", "6", "7"]
        }
    }

    package static func < (a: OnlineLevel, b: OnlineLevel) -> Bool { a.rawValue < b.rawValue }
}

/// How an item is offered: online, by appointment, on a promise, delivered home.
package struct ServiceFeatures: Sendable {
    /// As stated; else it follows from channels and visits.
    package let online: OnlineLevel?
    package let scopes: [ServiceScope]
    package let commitment: Commitment
    package let isPreChecked: Bool
    package let takesBookings: Bool
    package let takesPaymentOnline: Bool
    package let delivers: Bool?
    package let isInHall: Bool?

    init(_ entry: Entry) {
        online = entry.optionalInt("online", in: 1...4).flatMap(OnlineLevel.init)
        scopes = entry.list("scope", of: ServiceScope.self, default: [])
        commitment = entry.optionalOneOf("commitment") ?? .none
        isPreChecked = entry.bool("preCheck", default: false)
        takesBookings = entry.bool("booking", default: false)
        takesPaymentOnline = entry.bool("onlinePayment", default: false)
        delivers = entry.optionalBool("delivery")
        isInHall = entry.optionalBool("hall")
    }
}

/// 救济途径: the body that reviews a decision, and where it is.
package struct Remedy: Sendable, Hashable {
    package let body: Text
    package let place: Text?
    package let phone: String?
    package let site: String?

    init(_ entry: Entry) {
        body = entry.text("body")
        place = entry.optionalText("place")
        phone = entry.optionalString("phone")
        site = entry.optionalString("site")
    }
}
