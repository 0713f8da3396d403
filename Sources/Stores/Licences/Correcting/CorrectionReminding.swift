package import Kernel
import Store

extension Licences {
    /// Told once of each objection that its issuer has not answered by its last day: `{correction, licence}`.
    package static let objectionOverdueTopic = "licences.objection-overdue"

    /// Reminds issuers of the objections whose last day has passed without an answer, of each once, on a working day.
    package func remindOfObjections(at now: Instant) async throws {
        guard calendar().isWorkday(now.date).workday else { return }
        while try await database.write({ try remindOfObjections(at: now, in: $0) }) == Licences.remindingPiece {}
    }

    private static let remindingPiece = 200

    private func remindOfObjections(at now: Instant, in connection: any Connection) throws -> Int {
        let late = try table.corrections.late(on: now.date, limit: Licences.remindingPiece, in: connection)
        for correction in late where try table.corrections.noteReminder(of: correction.id, at: now, in: connection) {
            try post(Licences.objectionOverdueTopic, correction, at: now, in: connection)
        }
        return late.count
    }

    /// News of an objection for whoever tells its issuer; the register knows no messages.
    func post(_ topic: String, _ correction: Correction, at instant: Instant, in connection: any Connection) throws {
        try Outbox.post(
            topic: topic, key: correction.licence.rawValue,
            payload: ["correction": .string(correction.id.rawValue), "licence": .string(correction.licence.rawValue)],
            id: surroundings.newID(), at: instant, in: connection)
    }
}
