/// SQL made only of literals of the program and of bound values, so that no word of a user can become SQL.
///
///     let query: Query = "SELECT name FROM licences_licence WHERE holder = \(holder) AND state IN \(list: states)"
///
/// Each value becomes a `?` with its argument. One text serves both engines; see `Dialect` for the few differences. Where a value may
/// be nil and nothing beside it has a type, PostgreSQL wants `CAST(\(value) AS TEXT)`.
package struct Query: Sendable, Hashable, ExpressibleByStringInterpolation {
    package private(set) var sql: String
    package private(set) var arguments: [SQLValue]

    /// Text that does not come from a literal: migrations after their translation, and nothing else.
    init(translated sql: String, arguments: [SQLValue]) {
        self.sql = sql
        self.arguments = arguments
    }

    package init(stringLiteral value: StaticString) {
        sql = value.description
        arguments = []
    }

    package init(stringInterpolation: StringInterpolation) {
        sql = stringInterpolation.sql
        arguments = stringInterpolation.arguments
    }

    package static func + (a: Query, b: Query) -> Query {
        Query(translated: a.sql + b.sql, arguments: a.arguments + b.arguments)
    }

    package static func += (a: inout Query, b: Query) {
        a.sql += b.sql
        a.arguments += b.arguments
    }

    /// The parts with the separator between them; nothing for no parts.
    package static func joined(_ parts: [Query], separator: StaticString) -> Query {
        Query(
            translated: parts.map(\.sql).joined(separator: separator.description),
            arguments: parts.flatMap(\.arguments))
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString

        fileprivate var sql = ""
        fileprivate var arguments: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.reserveCapacity(literalCapacity + interpolationCount * 2)
            arguments.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            sql += literal.description
        }

        package mutating func appendInterpolation(_ value: some Bindable) {
            sql += "?"
            arguments.append(value.sqlValue)
        }

        /// NULL for nil. Apart from the one above, so that the compiler does not take an optional for an oversight.
        package mutating func appendInterpolation<Value: Bindable>(_ value: Value?) {
            sql += "?"
            arguments.append(value.sqlValue)
        }

        /// Another query, with its arguments.
        package mutating func appendInterpolation(_ query: Query) {
            sql += query.sql
            arguments += query.arguments
        }

        /// `(?, ?, ?)` for `IN`. An empty list is `(NULL)`, which holds nothing; so `NOT IN` an empty list holds nothing either.
        package mutating func appendInterpolation(list values: [some Bindable]) {
            sql += values.isEmpty ? "(NULL)" : "(" + repeatElement("?", count: values.count).joined(separator: ", ") + ")"
            arguments += values.map(\.sqlValue)
        }

        /// The name of a table or a column that an operator named, in quotation marks.
        package mutating func appendInterpolation(name: SQLName) {
            sql += "\"\(name.text)\""
        }

        /// How many rows at most; never negative, which would mean “all” to one engine and an error to the other.
        package mutating func appendInterpolation(limit: Int) {
            appendInterpolation(max(0, limit))
        }
    }
}
