package import Kernel

/// One row of a result. A getter throws `StoreError.malformed` for a column that is missing, NULL (without `OrNil`) or of another type.
package struct ResultRow: Sendable {
    /// The names of the columns, shared by all rows of a statement.
    package final class Columns: Sendable {
        package let names: [String]
        private let places: [String: Int]

        package init(_ names: [String]) {
            self.names = names
            places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        }

        func place(of name: String) -> Int? { places[name] }
    }

    package let columns: Columns
    package let values: [SQLValue]

    package init(_ columns: Columns, _ values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    package func value(_ column: String) throws -> SQLValue {
        guard let place = columns.place(of: column) else { throw StoreError.malformed("the result has no column \(column)") }
        return values[place]
    }

    package func textOrNil(_ column: String) throws -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        default: throw other(column, "text")
        }
    }

    package func int64OrNil(_ column: String) throws -> Int64? {
        switch try value(column) {
        case .null: nil
        case .integer(let number): number
        default: throw other(column, "an integer")
        }
    }

    /// A number with a fraction; an integer counts as one.
    package func realOrNil(_ column: String) throws -> Double? {
        switch try value(column) {
        case .null: nil
        case .real(let number): number
        case .integer(let number): Double(number)
        default: throw other(column, "a number")
        }
    }

    package func blobOrNil(_ column: String) throws -> [UInt8]? {
        switch try value(column) {
        case .null: nil
        case .blob(let bytes): bytes
        default: throw other(column, "bytes")
        }
    }

    package func text(_ column: String) throws -> String { try present(textOrNil(column), column) }
    package func int64(_ column: String) throws -> Int64 { try present(int64OrNil(column), column) }
    package func real(_ column: String) throws -> Double { try present(realOrNil(column), column) }
    package func blob(_ column: String) throws -> [UInt8] { try present(blobOrNil(column), column) }

    package func intOrNil(_ column: String) throws -> Int? { try int64OrNil(column).map(Int.init) }
    package func int(_ column: String) throws -> Int { try Int(int64(column)) }

    package func boolOrNil(_ column: String) throws -> Bool? {
        try int64OrNil(column).map { number in
            guard number == 0 || number == 1 else { throw other(column, "0 or 1") }
            return number == 1
        }
    }
    package func bool(_ column: String) throws -> Bool { try present(boolOrNil(column), column) }

    package func instantOrNil(_ column: String) throws -> Instant? { try int64OrNil(column).map(Instant.init(microseconds:)) }
    package func instant(_ column: String) throws -> Instant { try Instant(microseconds: int64(column)) }

    package func moneyOrNil(_ column: String) throws -> Money? { try int64OrNil(column).map(Money.init(fen:)) }
    package func money(_ column: String) throws -> Money { try Money(fen: int64(column)) }

    package func dateOrNil(_ column: String) throws -> LocalDate? {
        try textOrNil(column).map { try read(LocalDate($0), column, "a date") }
    }
    package func date(_ column: String) throws -> LocalDate { try present(dateOrNil(column), column) }

    package func idOrNil(_ column: String) throws -> ID? {
        try textOrNil(column).map { try read(ID($0), column, "an id") }
    }
    package func id(_ column: String) throws -> ID { try present(idOrNil(column), column) }

    package func jsonOrNil(_ column: String) throws -> JSON? {
        try textOrNil(column).map { try read(try? JSON(parsing: $0), column, "JSON") }
    }
    package func json(_ column: String) throws -> JSON { try present(jsonOrNil(column), column) }

    /// A text that is one of the raw values of an enum.
    package func value<T: RawRepresentable>(_ column: String, as type: T.Type) throws -> T where T.RawValue == String {
        try read(T(rawValue: text(column)), column, "a \(type)")
    }

    private func present<T>(_ value: T?, _ column: String) throws -> T {
        guard let value else { throw StoreError.malformed("column \(column) is NULL") }
        return value
    }

    private func read<T>(_ value: T?, _ column: String, _ kind: String) throws -> T {
        guard let value else { throw other(column, kind) }
        return value
    }

    private func other(_ column: String, _ kind: String) -> StoreError { .malformed("column \(column) does not hold \(kind)") }
}
