import CPostgres
import Store

/// An error of the server, read off its SQLSTATE (PostgreSQL manual, appendix A) and diagnostic fields.
struct PostgresError {
    private let state: String
    private let primary: String
    private let detail: String
    private let table: String
    private let column: String
    private let constraint: String
    /// The server's function that raised the error: unlike the message, it is not translated.
    private let function: String

    init(_ result: OpaquePointer?) {
        // The codes are macros of characters in postgres_ext.h, which Swift does not see.
        func field(_ code: Character) -> String {
            PQresultErrorField(result, CInt(code.asciiValue ?? 0)).map { String(cString: $0) } ?? ""
        }
        state = field("C")
        primary = field("M")
        detail = field("D")
        table = field("t")
        column = field("c")
        constraint = field("n")
        function = field("R")
    }

    /// A prepared statement that outlived a change of the schema, or that the server has forgotten.
    var isStaleStatement: Bool { state == "26000" || state == "0A000" && function == "RevalidateCachedQuery" }

    var storeError: StoreError {
        switch state {
        case "23505": return .constraint(.unique, name: uniqueColumns)
        case "23502": return .constraint(.notNull, name: "\(table).\(column)")
        case "23514": return .constraint(.check, name: constraint)
        case "23503": return .constraint(.foreignKey, name: "")
        case "40001", "40P01": return .serialization("\(primary) (\(state))")
        // Prepared anew, it will do.
        case _ where isStaleStatement: return .serialization("\(primary) (\(state))")
        case "25006": return .malformed("a closure that reads tried to write")
        case "55P03", "57014": return .unavailable("a lock was not to be had in time")
        default: break
        }
        switch state.prefix(2) {
        case "08", "53", "57", "58", "XX": return .unavailable("\(primary) (\(state))")
        case "23": return .constraint(.other, name: constraint)
        // The message of a data exception repeats the value, which may be a person's.
        case "22": return .malformed("a value does not fit its type (\(state))")
        default: return .malformed("\(primary) (\(state))")
        }
    }

    /// SQLite names the columns, PostgreSQL the index; its detail begins `Key (a, b)=(`.
    private var uniqueColumns: String {
        guard let open = detail.firstIndex(of: "("), let close = detail.firstRange(of: ")=(")?.lowerBound, open < close else {
            return constraint
        }
        return detail[detail.index(after: open)..<close].split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
    }

    /// What libpq says of a connection, on one line.
    static func message(_ connection: OpaquePointer) -> String {
        let message = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
        return message.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
