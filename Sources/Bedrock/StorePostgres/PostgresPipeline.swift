import CPostgres
import Store

/// Prepared statements sent one after the other in one go (PostgreSQL manual, 34.5). The first that fails ends the pipeline; what stands
/// behind it is not run.
struct PostgresPipeline {
    /// What came of all of them.
    enum Outcome {
        case done
        /// The first that failed.
        case failed(PostgresResult)
        /// The connection is of no more use.
        case broken(String)
    }

    private let connection: OpaquePointer

    init(_ connection: OpaquePointer) { self.connection = connection }

    func run(_ statements: [(name: String, arguments: [SQLValue])]) -> Outcome {
        guard PQenterPipelineMode(connection) == 1, send(statements), PQpipelineSync(connection) == 1 else { return broken }
        var failed: PostgresResult?
        for _ in statements {
            let result = PostgresResult(PQgetResult(connection))
            if failed == nil, result.error(connection) != nil { failed = result }
            if PQstatus(connection) == CONNECTION_BAD { return broken }
            // Each statement's answer ends with an empty one.
            PQclear(PQgetResult(connection))
        }
        // The last answer is that of the synchronisation itself.
        PQclear(PQgetResult(connection))
        guard PQexitPipelineMode(connection) == 1 else { return broken }
        return failed.map(Outcome.failed) ?? .done
    }

    private var broken: Outcome { .broken(PostgresError.message(connection)) }

    private func send(_ statements: [(name: String, arguments: [SQLValue])]) -> Bool {
        statements.allSatisfy { statement in
            PostgresArguments(statement.arguments).withPointers { values, lengths, formats in
                PQsendQueryPrepared(connection, statement.name, CInt(statement.arguments.count), values, lengths, formats, 0) == 1
            }
        }
    }
}
