import Kernel

/// One file that a department dropped, and what came of it: for the department to read.
struct FileDelivery: Sendable, Hashable {
    /// What the file's name says of what is in it.
    enum Form: String, Sendable, Hashable, CaseIterable {
        case whole, changes, unknown

        var name: Text {
            switch self {
            case .whole: Text("全量", "Everything")
            case .changes: Text("增量", "Changes")
            case .unknown: Text("认不出", "Not known")
            }
        }
    }

    var id: ID
    var at: Instant
    var file: String
    /// nil of a file whose name names no resource that comes as files.
    var resource: String?
    /// The department that owns the resource.
    var department: String?
    var form: Form
    var taken = 0
    /// Records that were ended because a whole file no longer has them.
    var ended = 0
    var rejected = 0
    /// Why nothing of the file could be used; nil where it was read.
    var fault: Text?

    /// Something of it was not taken.
    var isAmiss: Bool { fault != nil || rejected > 0 }

    /// Of each delivery so many rejected lines are kept; the count tells of all.
    static let keptLines = 1000
    /// For how many days a department can look a delivery up.
    static let keptDays = 366
}
