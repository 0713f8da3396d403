package import Kernel
package import Store

/// The way to one data resource. Whoever asks does not know what stands behind it.
package protocol Connector: Sendable {
    /// The record about whoever the key names. Throws nothing for a source that is down: that is an answer.
    func answer(_ question: RecordQuestion, in connection: any Connection) throws -> RecordAnswer
}

/// A register kept in this platform's own table, as those of the demo city are.
struct RegisterConnector: Connector {
    let table: RegisterTable

    func answer(_ question: RecordQuestion, in connection: any Connection) throws -> RecordAnswer {
        if try table.isOut(question.resource, in: connection) { return .unavailable(DataCentreText.down) }
        guard let record = try table.record(question.resource, key: question.key, in: connection) else { return .none }
        return .record(record.content, asOf: record.updatedOn)
    }
}
