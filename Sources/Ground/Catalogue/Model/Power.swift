package import Kernel
package import Rules

/// 权力: the entry of the list of powers that an item exercises. Several items may come from one power.
package struct Power: Sendable, Hashable {
    /// 权力来源 (C0109).
    package enum Source: String, Sendable, Hashable, CaseIterable {
        case statutory, devolved, entrusted
        case authorisedAbove = "authorised-above"
        case authorisedPeer = "authorised-peer"
        case entrustedPeer = "entrusted-peer"

        package var name: Text {
            switch self {
            case .statutory: Text("法定本级行使", "By law at this level")
            case .devolved: Text("上级下放", "Devolved from above")
            case .authorisedAbove: Text("上级授权", "Authorised from above")
            case .authorisedPeer: Text("同级授权", "Authorised at the same level")
            case .entrusted: Text("上级委托", "Entrusted from above")
            case .entrustedPeer: Text("同级委托", "Entrusted at the same level")
            }
        }

        /// As the exchange tables write it.
        package var exchangeCode: String {
            switch self {
            case .statutory: "1"
            case .devolved: "2"
            case .authorisedAbove: "3"
            case .authorisedPeer: "4"
            case .entrusted: "5"
            case .entrustedPeer: "6"
            }
        }
    }

    package let code: String
    package let name: Text
    package let source: Source

    init(_ entry: Entry) {
        code = entry.string("code")
        name = entry.text("name")
        source = entry.optionalOneOf("source") ?? .statutory
    }
}

/// 业务办理项: an item as one actually applies for it (new, change, extension), the last two of 33 characters.
package struct HandlingItem: Sendable {
    /// What it does to what the applicant has.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case new, change, extend, reissue, cancel, other

        package var name: Text {
            switch self {
            case .new: Text("新办", "New")
            case .change: Text("变更", "Change")
            case .extend: Text("延续", "Extension")
            case .reissue: Text("补办", "Reissue")
            case .cancel: Text("注销", "Cancellation")
            case .other: Text("其他", "Other")
            }
        }
    }

    /// 1 to 99.
    package let number: Int
    package let name: Text
    package let kind: Kind
    package let when: Rules.Expression?

    init(_ entry: Entry) {
        number = entry.serial("number")
        name = entry.text("name")
        kind = entry.oneOf("kind")
        when = entry.expression("when")
    }
}

/// 事项状态
package enum ItemState: String, Sendable, Hashable, CaseIterable {
    case active, suspended, cancelled

    package var name: Text {
        switch self {
        case .active: Text("在用", "In use")
        case .suspended: Text("暂停", "Suspended")
        case .cancelled: Text("取消", "Cancelled")
        }
    }

    /// As the exchange tables write it (C0109).
    package var exchangeCode: String { self == .active ? "1" : self == .suspended ? "2" : "3" }
}

/// 实施主体性质 (GB/T 39046-2020 table A.3).
package enum Agency: String, Sendable, Hashable, CaseIterable {
    case statutory, authorised, entrusted, other

    package var name: Text {
        switch self {
        case .statutory: Text("法定机关", "Authority by law")
        case .authorised: Text("授权组织", "Authorised body")
        case .entrusted: Text("受委托组织", "Entrusted body")
        case .other: Text("其他", "Other")
        }
    }

    package var code: String {
        switch self {
        case .statutory: "1"
        case .authorised: "2"
        case .entrusted: "3"
        case .other: "9"
        }
    }
}

/// 服务对象 in detail (GB/T 39046-2020 table A.4).
package enum AudienceType: String, Sendable, Hashable, CaseIterable {
    case person, enterprise, institution, organisation, authority, other

    package var name: Text {
        switch self {
        case .person: Text("自然人", "Natural persons")
        case .enterprise: Text("企业法人", "Enterprises")
        case .institution: Text("事业法人", "Public institutions")
        case .organisation: Text("社会组织法人", "Social organisations")
        case .authority: Text("行政机关", "Authorities")
        case .other: Text("其他组织", "Other organisations")
        }
    }

    package var code: String {
        switch self {
        case .person: "1"
        case .enterprise: "2"
        case .institution: "3"
        case .organisation: "4"
        case .authority: "5"
        case .other: "6"
        }
    }
}
