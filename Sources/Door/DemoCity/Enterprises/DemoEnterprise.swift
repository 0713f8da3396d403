import Identity
import Kernel

/// A made-up business with what the registers will say of it.
struct DemoEnterprise: Sendable {
    var enterprise: Enterprise
    var trade: DemoTrade
    /// 字号: what it is called in short, and what its sign says.
    var brand: String
    /// `limited`, `individual`, `partnership`: the catalogue's kinds of business.
    var type: String
    var owner: Int
    /// Persons on its payroll that the registers know.
    var staff: [Int] = []
    var area: Int
    var foodLicenceNumber = ""
    var foodLicenceUntil: LocalDate?
    var overrides: [String: [String: JSON]] = [:]

    var code: String { enterprise.code.rawValue }
}
