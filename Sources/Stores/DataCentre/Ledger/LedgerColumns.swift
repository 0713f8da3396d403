import Catalogue
import Kernel

/// The columns of the ledger as a file has them, and what may stand in those that take one of a few codes.
extension LedgerReading {
    /// In the order of a file's columns.
    static let columns = [
        "kind", "code", "department", "name_zh", "name_en", "owner", "elements", "cycle", "sharing", "basis", "quality", "joining",
        "plan_owner", "plan_on", "reason",
    ]

    /// Those without which a file is not read.
    static let neededColumns: Set<String> = ["kind", "code", "department", "name_zh"]

    /// How many signs a column may have at most: one of many elements is long.
    static func longest(_ column: String) -> Int { column == "elements" ? 8000 : 500 }

    /// A file with the columns and nothing in them.
    static let template = CSV.mark + CSV.line(columns)

    /// The codes that may stand in a column, with what they mean; nil where it takes anything.
    static func choices(_ column: String) -> [(code: String, name: Text)]? {
        switch column {
        case "kind": LedgerEntry.Kind.allCases.map { ($0.rawValue, $0.name) }
        case "cycle": DataResource.UpdateCycle.allCases.map { ($0.rawValue, SharingText.cycle($0.rawValue)) }
        case "sharing": DataResource.Sharing.allCases.map { ($0.rawValue, SharingText.sharing($0.rawValue)) }
        case "joining": LedgerEntry.Joining.allCases.map { ($0.rawValue, $0.name) }
        default: nil
        }
    }

    /// What a column says, as the form's own box is called.
    static func label(_ column: String) -> Text {
        switch column {
        case "kind": LedgerText.kind
        case "code": LedgerText.code
        case "department": LedgerText.department
        case "name_zh": LedgerText.nameZh
        case "name_en": LedgerText.nameEn
        case "owner": LedgerText.owner
        case "elements": LedgerText.elements
        case "cycle": SharingText.cycle
        case "sharing": SharingText.sharing
        case "basis": SharingText.basis
        case "quality": LedgerText.quality
        case "joining": LedgerText.joining
        case "plan_owner": LedgerText.planOwner
        case "plan_on": LedgerText.planOn
        default: LedgerText.reason
        }
    }

    /// What may be written there, in words; nil where anything may.
    static func allowed(_ column: String) -> Text? {
        if let choices = choices(column) { return LedgerText.oneOf(choices) }
        return switch column {
        case "code": LedgerText.codeHelp
        case "department": LedgerText.departmentHelp
        case "owner": LedgerText.ownerHelp
        case "elements": LedgerText.elementsHelp
        case "plan_on": LedgerText.dayHelp
        default: nil
        }
    }
}
