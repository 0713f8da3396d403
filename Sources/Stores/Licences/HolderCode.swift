package import Kernel

/// 持证主体代码类型代码 (GB/T 36903): what kind of number a holder is known by.
package enum HolderCode: String, Sendable, Hashable, CaseIterable {
    case creditCode = "001"
    case otherBody = "099"
    case identityNumber = "111"
    case officerCard = "114"
    case armedPoliceCard = "115"
    case soldierCard = "118"
    case armedPoliceSoldierCard = "119"
    case civilianOfArmyCard = "120"
    case civilianOfArmedPoliceCard = "122"
    case diplomaticPassport = "411"
    case servicePassport = "412"
    case publicAffairsPassport = "413"
    case passport = "414"
    case taiwanPass = "511"
    case hongKongMacaoPass = "516"
    case hongKongMacaoResidence = "551"
    case taiwanResidence = "552"
    case otherPerson = "999"

    package var kind: Licence.Holder.Kind { self == .creditCode || self == .otherBody ? .enterprise : .person }

    package var name: Text {
        switch self {
        case .creditCode: Text("统一社会信用代码", "Unified social credit code")
        case .otherBody: Text("其他法人或其他组织有效证件代码", "Another number of a body")
        case .identityNumber: Text("公民身份号码", "Identity number")
        case .officerCard: Text("军官证", "Officer’s card")
        case .armedPoliceCard: Text("武警警官证", "Armed police officer’s card")
        case .soldierCard: Text("解放军士兵证", "Soldier’s card")
        case .armedPoliceSoldierCard: Text("武警士兵证", "Armed police soldier’s card")
        case .civilianOfArmyCard: Text("解放军文职人员证", "Card of a civilian of the army")
        case .civilianOfArmedPoliceCard: Text("武警文职人员证", "Card of a civilian of the armed police")
        case .diplomaticPassport: Text("外交护照", "Diplomatic passport")
        case .servicePassport: Text("公务护照", "Service passport")
        case .publicAffairsPassport: Text("公务普通护照", "Passport for public affairs")
        case .passport: Text("普通护照", "Passport")
        case .taiwanPass: Text("台湾居民来往大陆通行证", "Pass of a Taiwan resident")
        case .hongKongMacaoPass: Text("港澳居民来往内地通行证", "Pass of a Hong Kong or Macao resident")
        case .hongKongMacaoResidence: Text("港澳居民居住证", "Residence permit of a Hong Kong or Macao resident")
        case .taiwanResidence: Text("台湾居民居住证", "Residence permit of a Taiwan resident")
        case .otherPerson: Text("其他自然人有效证件代码", "Another number of a person")
        }
    }

    /// The number as it is kept, or what is wrong with it. Where the code has a check digit, that must hold.
    func read(_ text: String, today: LocalDate) throws(CodeFault) -> String {
        switch self {
        case .creditCode: return try UnifiedSocialCreditCode.parse(text).rawValue
        case .identityNumber: return try ResidentIdentityNumber.parse(text, today: today).rawValue
        default:
            let tidy = text.filter { !$0.isWhitespace }.uppercased()
            guard !tidy.isEmpty else { throw .empty }
            guard tidy.utf8.count <= 40 else { throw .length(found: tidy.count, expected: [40]) }
            return tidy
        }
    }
}

/// Where a licence in the register comes from. Only issuing makes one that may replace an original.
package enum LicenceOrigin: String, Sendable, Hashable, CaseIterable {
    /// Made by a decision on this platform.
    case issuing
    /// Collected from the issuer's own register.
    case register
    /// Collected from papers or scans, checked by the issuer.
    case papers
    /// Brought by the holder, unchecked.
    case holder

    package var name: Text {
        switch self {
        case .issuing: Text("本平台签发", "Issued here")
        case .register: Text("发证机关业务数据", "The issuer’s own register")
        case .papers: Text("纸质证照补录", "Papers, entered and checked")
        case .holder: Text("持证人提供", "Brought by the holder")
        }
    }

    /// 可信等级 follows from the origin and from nothing else.
    package var trust: TrustLevel {
        switch self {
        case .issuing: .a
        case .register: .b
        case .papers: .c
        case .holder: .d
        }
    }

    /// What a collection may state.
    static let collected: [LicenceOrigin] = [.register, .papers, .holder]

    /// As a delivery states it; nil for what none may state.
    init?(collected text: String?) {
        guard let origin = text.flatMap(LicenceOrigin.init(rawValue:)), LicenceOrigin.collected.contains(origin) else { return nil }
        self = origin
    }
}

extension TrustLevel {
    package var name: Text {
        switch self {
        case .a: Text("A 级：签发时生成，与原件等效", "A: made in issuing, as good as the original")
        case .b: Text("B 级：由业务数据归集", "B: from the issuer’s register")
        case .c: Text("C 级：纸质补录，经核对", "C: from papers, checked")
        case .d: Text("D 级：持证人提供，未核对", "D: brought by the holder, unchecked")
        }
    }
}
