/// The code of a service item in one of its three lengths: basic (12), implementation (31), handling item (33).
///
/// GB/T 39046-2020 still speaks of 10 and 24 characters; the national platform uses 12, 31 and 33, and so does this city
/// (trap 2). Not all of the last eight are digits: `00013112700Y` is in use, and so is `370199asf000`, so their case is kept.
package struct ItemCode: WrittenCode {
    package let rawValue: String

    package enum Kind: Int, Sendable, Hashable, CaseIterable {
        case basic = 12
        case implementation = 31
        case handling = 33
    }

    package static func parse(_ text: String) throws(CodeFault) -> ItemCode {
        let letters = CodeLetters(text, keepsCase: true)
        try letters.require(length: Kind.basic.rawValue, Kind.implementation.rawValue, Kind.handling.rawValue)
        guard letters.count > 12 else {
            try checkBasic(letters, from: 0)
            return ItemCode(trusted: letters.text)
        }
        let body: UnifiedSocialCreditCode
        do { body = try UnifiedSocialCreditCode.parse(letters.text(0..<18)) } catch { throw .within(ItemCode.bodyName, error) }
        let level = try letters.values(18..<19, in: .digits)[0]
        guard (1...7).contains(level) else { throw .character(Character(letters.text(18..<19)), position: 19) }
        try checkBasic(letters, from: 19)
        if letters.count == 33 { try letters.values(31..<33, in: .digits) }
        return ItemCode(trusted: body.rawValue + letters.text(18..<letters.count))
    }

    package init?(_ text: String) {
        guard let code = try? ItemCode.parse(text) else { return nil }
        self = code
    }

    init(trusted rawValue: String) { self.rawValue = rawValue }

    private static func checkBasic(_ letters: CodeLetters, from start: Int) throws(CodeFault) {
        try letters.values(start..<start + 4, in: .digits)
        try letters.values(start + 4..<start + 12, in: .eitherCase)
    }

    static let bodyName = Text("统一社会信用代码", "unified social credit code")

    package var kind: Kind { Kind(rawValue: rawValue.utf8.count) ?? .basic }

    package struct Parts: Sendable, Hashable {
        /// The implementing body; nil in a basic code.
        package let uscc: UnifiedSocialCreditCode?
        /// 行使层级, 1 to 7; nil in a basic code.
        package let level: Int?
        /// `31` Shanghai, `00` the national catalogue.
        package let province: String
        /// 事项类型, two digits (GB/T 39046 table A.1).
        package let type: String
        package let main: String
        /// `000` where the item has no sub-items.
        package let sub: String
        /// 业务办理项 number; nil unless it is a handling item.
        package let handling: String?
    }

    package var parts: Parts {
        let start = kind == .basic ? 0 : 19
        return Parts(
            uscc: kind == .basic ? nil : UnifiedSocialCreditCode(trusted: rawValue.slice(0..<18)),
            level: kind == .basic ? nil : Int(rawValue.slice(18..<19)),
            province: rawValue.slice(start..<start + 2), type: rawValue.slice(start + 2..<start + 4),
            main: rawValue.slice(start + 4..<start + 9), sub: rawValue.slice(start + 9..<start + 12),
            handling: kind == .handling ? rawValue.slice(31..<33) : nil)
    }

    /// The twelve characters that are the same at every level and place.
    package var basic: ItemCode { kind == .basic ? self : ItemCode(trusted: rawValue.slice(19..<31)) }

    /// The item as implemented by one body; nil for a basic code.
    package var implementation: ItemCode? { kind == .basic ? nil : ItemCode(trusted: rawValue.slice(0..<31)) }

    /// The item as this body implements it at that level.
    package func implemented(by body: UnifiedSocialCreditCode, level: Int) throws(CodeFault) -> ItemCode {
        guard (1...7).contains(level) else { throw .range(Text("行使层级", "level"), lowest: 1, highest: 7) }
        return ItemCode(trusted: body.rawValue + String(level) + basic.rawValue)
    }

    /// The handling item of that number; of a basic code there is none.
    package func handlingItem(_ number: Int) throws(CodeFault) -> ItemCode {
        guard let implementation else { throw .length(found: 12, expected: [Kind.implementation.rawValue]) }
        guard (1...99).contains(number) else { throw .range(Text("业务办理项序号", "handling item number"), lowest: 1, highest: 99) }
        return ItemCode(trusted: implementation.rawValue + twoDigits(number))
    }

    package var typeName: Text? { ItemCode.typeNames[parts.type] }
    package var levelName: Text? { parts.level.flatMap { ItemCode.levelNames[$0] } }

    /// Types of items, GB/T 39046-2020 table A.1. 11 to 19 and 21 upwards are each platform's own.
    package static let typeNames: [String: Text] = [
        "00": Text("行政权力", "Administrative power"), "01": Text("行政许可", "Administrative licence"),
        "02": Text("行政处罚", "Administrative penalty"), "03": Text("行政强制", "Administrative compulsion"),
        "04": Text("行政征收", "Administrative levy"), "05": Text("行政给付", "Administrative benefit"),
        "06": Text("行政检查", "Administrative inspection"), "07": Text("行政确认", "Administrative confirmation"),
        "08": Text("行政奖励", "Administrative award"), "09": Text("行政裁决", "Administrative ruling"),
        "10": Text("其他行政权力", "Other administrative power"), "20": Text("公共服务", "Public service"),
    ]

    /// Levels of exercise, GB/T 39046-2020 table A.2. In Shanghai a city bureau is 2, a district 4, a street 5.
    package static let levelNames: [Int: Text] = [
        1: Text("国家级", "National"), 2: Text("省级", "Provincial"), 3: Text("市级", "Prefectural"), 4: Text("县级", "District"),
        5: Text("镇（乡、街道）级", "Street or town"), 6: Text("村（社区）级", "Community or village"), 7: Text("分级管理", "Managed by level"),
    ]
}
