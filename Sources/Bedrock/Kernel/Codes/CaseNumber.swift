/// The number of a case: the code of the implementation or handling item, the day as `YYYYMMDD`, and a serial of six digits.
///
/// Forms in the wild vary (a day of six digits, a serial of four); this one is 45 or 47 characters and fits the exchange tables' 50.
package struct CaseNumber: WrittenCode {
    package let rawValue: String

    package static func parse(_ text: String) throws(CodeFault) -> CaseNumber {
        let letters = CodeLetters(text, keepsCase: true)
        try letters.require(length: 45, 47)
        let end = letters.count - 14
        let item: ItemCode
        do { item = try ItemCode.parse(letters.text(0..<end)) } catch { throw .within(Text("事项编码", "item code"), error) }
        _ = try letters.date(at: end)
        let serial = try letters.values(end + 8..<end + 14, in: .digits)
        guard serial.contains(where: { $0 > 0 }) else { throw CaseNumber.serialFault }
        return CaseNumber(trusted: item.rawValue + letters.text(end..<letters.count))
    }

    package init?(_ text: String) {
        guard let number = try? CaseNumber.parse(text) else { return nil }
        self = number
    }

    /// The number of a case of that item (an implementation or a handling item) received on that day.
    package static func make(for item: ItemCode, on date: LocalDate, serial: Int) throws(CodeFault) -> CaseNumber {
        guard item.kind != .basic else {
            throw .length(
                found: ItemCode.Kind.basic.rawValue, expected: [ItemCode.Kind.implementation.rawValue, ItemCode.Kind.handling.rawValue])
        }
        guard serials.contains(serial) else { throw serialFault }
        let digits = String(serial)
        let padded = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        return CaseNumber(trusted: item.rawValue + date.description.filter { $0 != "-" } + padded)
    }

    private init(trusted rawValue: String) { self.rawValue = rawValue }

    /// Serials that one item may give out on one day.
    package static let serials = 1...999_999

    private static var serialFault: CodeFault {
        .range(Text("流水号", "serial"), lowest: serials.lowerBound, highest: serials.upperBound)
    }

    package struct Parts: Sendable, Hashable {
        package let item: ItemCode
        package let date: LocalDate
        package let serial: Int
    }

    package var parts: Parts {
        let end = rawValue.utf8.count - 14
        let day = rawValue.slice(end..<end + 8)
        let number = { (range: Range<Int>) in Int(day.slice(range)) ?? 0 }
        return Parts(
            item: ItemCode(trusted: rawValue.slice(0..<end)),
            date: LocalDate(year: number(0..<4), month: number(4..<6), day: number(6..<8)) ?? LocalDate(dayNumber: 0),
            serial: Int(rawValue.slice(end + 8..<end + 14)) ?? 0)
    }
}
