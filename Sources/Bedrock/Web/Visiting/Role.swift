package import Kernel

/// What a member of staff may do (岗位). A fixed set: the state tables name these and no others.
package struct Role: RawRepresentable, Sendable, Hashable, Comparable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// 窗口: takes in and checks for completeness.
    package static let window = Role(rawValue: "window")
    /// 审查: examines the substance.
    package static let reviewer = Role(rawValue: "reviewer")
    /// 决定: grants or refuses.
    package static let approver = Role(rawValue: "approver")
    /// 制证: makes and hands out licences.
    package static let licensor = Role(rawValue: "licensor")
    /// 目录: keeps the catalogue.
    package static let editor = Role(rawValue: "editor")
    /// 目录审核: reviews and publishes what editors wrote.
    package static let publisher = Role(rawValue: "publisher")
    /// 数据: answers for a department's data.
    package static let steward = Role(rawValue: "steward")
    /// 督查: sees everything of a region and decides nothing.
    package static let supervisor = Role(rawValue: "supervisor")
    /// 管理员: keeps accounts and settings.
    package static let administrator = Role(rawValue: "administrator")

    /// Every role, in the order of a case's way.
    package static let all: [Role] = [.window, .reviewer, .approver, .licensor, .editor, .publisher, .steward, .supervisor, .administrator]

    package static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }

    /// The role's name for people.
    package var name: Text {
        switch self {
        case .window: Text("窗口", "Counter")
        case .reviewer: Text("审查", "Reviewer")
        case .approver: Text("决定", "Approver")
        case .licensor: Text("制证", "Licence maker")
        case .editor: Text("目录编辑", "Catalogue editor")
        case .publisher: Text("目录审核", "Catalogue reviewer")
        case .steward: Text("数据管理", "Data steward")
        case .supervisor: Text("督查", "Supervisor")
        case .administrator: Text("管理员", "Administrator")
        default: Text(same: rawValue)
        }
    }
}
