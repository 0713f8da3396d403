package import Kernel
import Store
package import Web

/// 催办: what a lead says to the department of one case; it stands on that department's worklist and on the case.
package struct Reminder: Sendable, Hashable {
    package var id: ID
    package var application: ID
    package var caseID: ID
    package var account: ID
    /// Who sent it.
    package var name: String
    package var note: String?
    package var sentAt: Instant
}

extension Cases {
    /// Reminds the department of a case, once a day.
    @discardableResult
    package func remind(of caseID: ID, in application: ID, note: String?, for visitor: Visitor, at instant: Instant) async throws
        -> Reminder
    {
        guard visitor.kind == .staff, let account = visitor.account else { throw CaseRefusal.notFound.problem }
        let reminder = Reminder(
            id: surroundings.newID(), application: application, caseID: caseID, account: account, name: visitor.name,
            note: note.flatMap { $0.isEmpty ? nil : $0 }, sentAt: instant)
        do {
            try await database.write { connection in
                guard let led = try tables.applications.application(application, in: connection), LeadRights.maySee(visitor.scope, led),
                    let current = try tables.cases.case_(caseID, in: connection), current.application == application
                else { throw CaseRefusal.notFound }
                guard current.status.isOnWorklist else { throw CaseRefusal.nothingToRemind(current.status) }
                guard try tables.reminders.insert(reminder, in: connection) else { throw CaseRefusal.remindedToday }
            }
        } catch let refusal as CaseRefusal {
            throw refusal.problem
        }
        return reminder
    }
}
