package import Kernel

/// A value as both engines store it.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// What may stand in a `Query` as a bound value.
package protocol Bindable {
    var sqlValue: SQLValue { get }
}

/// An enum whose raw value is bindable needs only to name the protocol.
extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    package var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLValue: Bindable {
    package var sqlValue: SQLValue { self }
}

extension Int: Bindable {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: Bindable {
    package var sqlValue: SQLValue { .integer(self) }
}

extension Double: Bindable {
    package var sqlValue: SQLValue { .real(self) }
}

extension String: Bindable {
    package var sqlValue: SQLValue { .text(self) }
}

/// 0 or 1: the tables hold flags as `BIGINT … CHECK (x IN (0, 1))`.
extension Bool: Bindable {
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension [UInt8]: Bindable {
    package var sqlValue: SQLValue { .blob(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension ID: Bindable {
    package var sqlValue: SQLValue { .text(rawValue) }
}

/// `BIGINT` microseconds since 1970.
extension Instant: Bindable {
    package var sqlValue: SQLValue { .integer(microseconds) }
}

/// `TEXT`, ISO 8601: it sorts as dates do.
extension LocalDate: Bindable {
    package var sqlValue: SQLValue { .text(description) }
}

/// `BIGINT` fen.
extension Money: Bindable {
    package var sqlValue: SQLValue { .integer(fen) }
}

/// `TEXT` with the value's own order of members.
extension JSON: Bindable {
    package var sqlValue: SQLValue { .text(text) }
}
