package import Kernel
package import Store
package import Web

/// A request for assistance as the asked department's own system takes it: told by the case's events, answered by the same boxes as in the
/// console.
extension Cases {
    /// The request that an event of a case tells of; nil for an event that tells of none.
    package func assistance(
        toldBy sequence: Int, of caseID: ID, in connection: any Connection
    ) throws -> Assistance? {
        let event = try tables.events.events(of: caseID, in: connection).first { $0.sequence == sequence }
        return try event?.payload["assistance"]?["id"]?.string.flatMap { ID($0) }
            .flatMap { try tables.assistances.assistance($0, in: connection) }
    }

    /// What an office answers, read from the boxes of the console; every fault at once.
    package func officialReply(
        _ action: AssistanceAction, to request: Assistance, _ submitted: Submitted, on today: LocalDate
    ) async throws -> AssistanceReply {
        let catalogue = try await catalogue(version: request.catalogueVersion)
        let values = try AssistancePages.fields(action, request, catalogue, on: today).parse(submitted, today: today)
        let file = submitted.file("file").flatMap { $0.bytes.isEmpty ? nil : $0 }
        return AssistanceReply(
            action, words: values["words"]?.string, value: values["value"].flatMap { $0.isNull ? nil : $0 },
            asOf: values["asOf"]?.string.flatMap { LocalDate($0) }, file: action == .answer ? file : nil)
    }

    /// Whether somebody with that trust may answer a request.
    package func mayAnswer(_ request: Assistance, _ scope: Scope) -> Bool { AssistanceRights.mayAnswer(scope, request) }
}
