import Catalogue
import Kernel

/// How the numbers of applications and cases are made.
enum CaseNumbers {
    /// `20261123`
    static func day(_ date: LocalDate) -> String { date.description.filter { $0 != "-" } }

    static func applicationScope(on date: LocalDate) -> String { "S/\(day(date))" }

    /// `S20261123000001`
    static func application(_ serial: Int, on date: LocalDate) -> String { "S\(day(date))\(padded(serial))" }

    /// The code of an item as one office handles it: 实施编码 (31) and the first 业务办理项 (33).
    static func handlingItem(_ item: ServiceItem, department: Department?, level: OfficeLevel) -> ItemCode? {
        guard let basic = ItemCode(item.basicCode), let body = UnifiedSocialCreditCode(department?.uscc ?? ""),
            let digit = Int(level.exerciseLevel)
        else { return nil }
        return try? basic.implemented(by: body, level: digit).handlingItem(1)
    }

    static func caseScope(_ code: ItemCode?, _ item: ServiceItem, on date: LocalDate) -> String {
        "\(code?.rawValue ?? item.basicCode)/\(day(date))"
    }

    /// The number of a case. A body without a credit code (a utility, a shop that takes part) gives its cases the basic code's numbers.
    static func case_(_ code: ItemCode?, _ item: ServiceItem, serial: Int, on date: LocalDate) throws -> String {
        guard CaseNumber.serials.contains(serial) else { throw CaseRefusal.noNumbers }
        guard let code else { return item.basicCode + day(date) + padded(serial) }
        return try CaseNumber.make(for: code, on: date, serial: serial).rawValue
    }

    private static func padded(_ serial: Int) -> String {
        let digits = String(serial)
        return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    }
}
