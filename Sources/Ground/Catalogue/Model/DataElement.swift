package import Kernel

/// One value of a choice: what is kept and what a person reads.
package struct Choice: Sendable, Hashable {
    package let code: String
    package let name: Text
    package let help: Text?

    package init(_ code: String, _ name: Text, help: Text? = nil) {
        self.code = code
        self.name = name
        self.help = help
    }

    init(_ entry: Entry) {
        code = entry.string("code")
        name = entry.text("name")
        help = entry.optionalText("help")
    }
}

/// How a standard stands. What is retired is kept for old records, and asked for no more.
package enum StandardStatus: String, Sendable, Hashable, CaseIterable {
    case current, trial, retired

    package var name: Text {
        switch self {
        case .current: Text("现行", "In force")
        case .trial: Text("试行", "On trial")
        case .retired: Text("废止", "Retired")
        }
    }
}

/// A list of codes that several elements use: nations, sexes, kinds of business.
package struct CodeList: Sendable, Hashable {
    package let code: String
    package let name: Text
    /// The standard that it comes from.
    package let source: String?
    /// Of the standard, or of the city's own list: `2003`, `1`.
    package let version: String
    package let status: StandardStatus
    package let values: [Choice]

    init(_ entry: Entry) {
        code = entry.slug("code")
        name = entry.text("name")
        source = entry.optionalString("source")
        version = entry.optionalString("version") ?? "1"
        status = entry.optionalOneOf("status") ?? .current
        values = entry.entries("values", required: true, Choice.init)
    }
}

/// 数据元: one fact with one meaning on every form (GB/T 39046). A class: every value of every form is read by its element.
package final class DataElement: Sendable {
    /// What kind of value it has.
    package enum Kind: String, Sendable, Hashable, CaseIterable { case text, integer, decimal, boolean, date, choice, choices, money }

    /// What a text has to look like beyond being a text.
    package enum Format: String, Sendable, Hashable, CaseIterable {
        case residentID = "resident-id"
        case uscc, mobile, email, postcode
        case bankCard = "bank-card"
        case personName = "person-name"
        case address, region, industry, consent
        case longText = "long-text"
    }

    /// How carefully it is kept; the later case is the stricter one.
    package enum Sensitivity: String, Sendable, Hashable, CaseIterable, Comparable {
        case open = "public"
        case `internal`
        case personal
        /// Sealed wherever it is stored, masked wherever it is shown.
        case sensitive

        private var level: Int {
            switch self {
            case .open: 0
            case .internal: 1
            case .personal: 2
            case .sensitive: 3
            }
        }

        package static func < (a: Sensitivity, b: Sensitivity) -> Bool {
            a.level < b.level
        }
    }

    package let code: String
    package let name: Text
    package let type: Kind
    package let format: Format?
    package let options: [Choice]
    package let codeList: String?
    package let maxLength: Int?
    /// Bounds as written: numbers, or dates (`2026-01-31`, `today`).
    package let minimum: String?
    package let maximum: String?
    /// The element of the same subject before which its date cannot lie: nobody marries before they are born. A rule across two columns.
    package let notBefore: String?
    package let sensitivity: Sensitivity
    /// 一数一源: the one department that answers for it.
    package let source: String?
    /// The standard that it comes from; nil for one of the city's own.
    package let standard: String?
    package let version: String
    package let status: StandardStatus
    package let help: Text?

    /// What its subject is called: `person` is 个人. One that nobody has named yet keeps its code.
    package static func subjectName(_ kind: String) -> Text {
        switch kind {
        case "person": Text("个人", "people")
        case "enterprise": Text("企业", "enterprises")
        case "premises": Text("场所", "premises")
        case "birth": Text("出生", "births")
        case "permit": Text("许可", "permits")
        case "vehicle": Text("车辆", "vehicles")
        case "works": Text("工程", "works")
        default: Text(same: kind)
        }
    }

    /// `person` of `person.idNumber`.
    package var kind: String { String(code.prefix { $0 != "." }) }
    /// `idNumber` of `person.idNumber`.
    package var leaf: String { String(code.drop { $0 != "." }.dropFirst()) }

    init(_ entry: Entry) {
        code = entry.elementCode("code")
        name = entry.text("name")
        type = entry.oneOf("type")
        format = entry.optionalOneOf("format")
        options = entry.entries("options", Choice.init)
        codeList = entry.optionalString("codelist")
        maxLength = entry.optionalInt("maxLength")
        minimum = entry.scalar("min")
        maximum = entry.scalar("max")
        notBefore = entry.optionalString("notBefore")
        sensitivity = entry.optionalOneOf("sensitivity") ?? .personal
        source = entry.optionalString("source")
        standard = entry.optionalString("standard")
        version = entry.optionalString("version") ?? "1"
        status = entry.optionalOneOf("status") ?? .current
        help = entry.optionalText("help")
    }
}
