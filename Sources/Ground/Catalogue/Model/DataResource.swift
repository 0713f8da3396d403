package import Kernel

/// 数据资源: one table or interface of one department that others may ask.
package struct DataResource: Sendable, Hashable {
    /// 共享属性 (政务数据共享条例): to all, to some under conditions, to nobody.
    package enum Sharing: String, Sendable, Hashable, CaseIterable { case unconditional, conditional, none }

    /// 更新周期: how old its records may be.
    package enum UpdateCycle: String, Sendable, Hashable, CaseIterable { case realtime, day, week, month, quarter, year }

    package let code: String
    package let name: Text
    package let owner: String
    /// The kind of thing that a record is about: `person`, `enterprise`.
    package let subject: String
    /// The element that finds a record.
    package let key: String
    package let elements: [String]
    /// What its records tell of related roles: role → elements.
    package let gives: [String: [String]]
    package let sharing: Sharing
    package let basis: Text?
    package let updateCycle: UpdateCycle
    /// One sentence: what it holds.
    package let holds: Text?
    /// Several records a subject.
    package let isList: Bool

    /// All elements that it tells of its subject and of related roles; one may stand twice.
    package var told: [String] { elements + gives.values.joined() }

    init(_ entry: Entry) {
        code = entry.slug("code")
        name = entry.text("name")
        owner = entry.string("owner")
        subject = entry.string("subject")
        key = entry.string("key")
        elements = entry.strings("elements")
        gives = entry.stringLists("gives")
        sharing = entry.optionalOneOf("sharing") ?? .unconditional
        basis = entry.optionalText("basis")
        updateCycle = entry.optionalOneOf("updateCycle") ?? .day
        holds = entry.optionalText("holds")
        isList = entry.bool("list", default: false)
    }
}
