package import Kernel

/// How an item stands: its power, its dates, who exercises it and on whose behalf.
package struct Standing: Sendable {
    /// 修订记录
    package struct Revision: Sendable, Hashable {
        package let date: LocalDate
        package let what: Text

        init(_ entry: Entry) {
            date = entry.date("date")
            what = entry.text("what")
        }
    }

    /// 委托: who delegated the power, and by which rule.
    package struct Delegation: Sendable, Hashable {
        package let body: Text
        package let bases: [LegalBasis]

        init(_ entry: Entry) {
            body = entry.text("body")
            bases = LegalBasis.list(entry)
        }
    }

    package let power: Power?
    package let handlingItems: [HandlingItem]
    package let audienceTypes: [AudienceType]
    /// Names of the national classification of topics (国办函〔2016〕108号).
    package let topics: [String]
    package let state: ItemState
    package let effectiveFrom: LocalDate?
    package let effectiveUntil: LocalDate?
    package let revisions: [Revision]
    /// 行使层级, where it is more than the office's own.
    package let levels: [OfficeLevel]
    package let agency: Agency?
    package let delegation: Delegation?
    /// 联办机构
    package let jointly: [String]
    package let intermediaries: [Intermediary]
    package let quota: Text?
    package let isConfidential: Bool

    init(_ entry: Entry) {
        power = entry.entry("power", Power.init)
        handlingItems = entry.entries("handlingItems", HandlingItem.init)
        audienceTypes = entry.list("audienceTypes", of: AudienceType.self, default: [])
        topics = entry.strings("topics")
        state = entry.optionalOneOf("state") ?? .active
        effectiveFrom = entry.optionalDate("effectiveFrom")
        effectiveUntil = entry.optionalDate("effectiveUntil")
        revisions = entry.entries("revised", Revision.init)
        levels = entry.list("levels", of: OfficeLevel.self, default: [])
        agency = entry.optionalOneOf("agency")
        delegation = entry.entry("delegation", Delegation.init)
        jointly = entry.strings("jointly")
        intermediaries = entry.entries("intermediary", Intermediary.init)
        quota = entry.optionalText("quota")
        isConfidential = entry.bool("confidential", default: false)
        for topic in topics where Topic.named(topic) == nil { entry.rejectValue(topic, of: "topics", among: Topic.all.map(\.name.zh)) }
        for (index, item) in handlingItems.enumerated() where handlingItems[..<index].contains(where: { $0.number == item.number }) {
            entry.reject("handlingItems", code: "duplicate", FindingText.doubled(String(item.number)))
        }
        if let effectiveFrom, let effectiveUntil, effectiveUntil < effectiveFrom {
            entry.reject("effectiveUntil", code: "value", FindingText.endsBeforeItBegins)
        }
    }
}

/// 中介服务: what a third party has to do before or during handling.
package struct Intermediary: Sendable, Hashable {
    /// Who pays for it.
    package enum Payer: String, Sendable, Hashable, CaseIterable {
        case authority, applicant

        package var name: Text { self == .authority ? Text("行政机关付费", "The authority") : Text("申请人付费", "The applicant") }
    }

    package let name: Text
    package let bases: [LegalBasis]
    package let payer: Payer

    init(_ entry: Entry) {
        name = entry.text("name")
        bases = LegalBasis.list(entry)
        payer = entry.optionalOneOf("payer") ?? .authority
    }
}
