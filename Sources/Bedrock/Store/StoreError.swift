/// What a database can refuse. Rooms catch `.constraint` where the law of a table is a rule of theirs, and nothing else.
package enum StoreError: Error, Sendable, Hashable {
    /// Locked, full, gone or shutting down. Whether a write that was being committed took place is unknown: its idempotency key tells.
    case unavailable(String)
    /// A rule of the schema. The name is `table.column, table.column` for `unique` and `notNull`, the constraint's name for `check`, and
    /// empty for `foreignKey`, of which SQLite tells no name.
    case constraint(Constraint, name: String)
    /// Other transactions were in the way each time it was tried; the text says what was in the way last.
    case serialization(String)
    /// A statement or a value that the program should not have written.
    case malformed(String)
    /// The connection was used after its closure, or the database after `close()`.
    case closed

    package enum Constraint: String, Sendable, Hashable {
        case unique, foreignKey, check, notNull, other
    }

    /// Whether another try may succeed.
    package var isSerialization: Bool { if case .serialization = self { true } else { false } }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let reason): "the database is not available: \(reason)"
        case .constraint(let kind, let name): "a \(kind.rawValue) constraint failed: \(name)"
        case .serialization(let reason): "the transaction lost against others each time it was tried: \(reason)"
        case .malformed(let reason): "the database refused the statement: \(reason)"
        case .closed: "the database or the connection is closed"
        }
    }
}
