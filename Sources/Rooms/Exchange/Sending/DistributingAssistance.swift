import Cases
import Kernel
import Store

/// What another office asks a department goes to its system that is registered for it.
extension Exchange {
    /// Places in the history of a request: it is asked, and it ends.
    private static let (asked, ended) = (1, 2)

    func distributeAssistance(
        _ piece: CasePiece, _ systems: [DepartmentSystem], madeAt: Instant, at now: Instant, in connection: any Connection
    ) throws {
        let isAsking = piece.action == .requestAssistance
        guard isAsking || piece.action == .closeAssistance, systems.contains(where: { $0.duties.contains(.assistance) }),
            let request = try cases.assistance(toldBy: piece.sequence, of: piece.caseID, in: connection)
        else { return }
        for system in systems where system.assists(request) {
            // Of a request that came before the system did, it hears nothing: people answer it in the console.
            if !isAsking, try !tables.deliveries.hasTold(system.code, of: request.id, in: connection) { continue }
            try queue(
                .assistance(isAsking ? .open : request.state), of: request.id, number: piece.number,
                isAsking ? Exchange.asked : Exchange.ended, for: system, madeAt: madeAt, at: now, in: connection)
        }
    }
}

extension DepartmentSystem {
    func assists(_ request: Assistance) -> Bool { duties.contains(.assistance) && request.to.department == department }
}
