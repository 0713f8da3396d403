package import Kernel
package import Web

extension CaseFile {
    /// The move that an official makes by their department's own system: read from the same boxes, and held against the same rules, as on
    /// the console's form. Every fault is told at once; a box that this act does not have is a fault too, or it would be lost in silence.
    package func officialMove(_ action: CaseAction, _ submitted: Submitted, on today: LocalDate) throws -> CaseMove {
        guard let act = ConsoleAct.all.first(where: { $0.action == action }) else { throw CaseRefusal.wrongHand(action, []).problem }
        guard CaseTransition.of(action, from: current.status) != nil else {
            throw CaseRefusal.notAllowed(current.status, action).problem
        }
        let known = Set(act.fields(self, on: today).map(\.name))
        let strange = submitted.values.keys.filter { !known.contains($0) }.sorted()
        if !strange.isEmpty { throw CaseRefusal.notAsked(strange).problem }
        return try act.move(submitted, self, on: today)
    }
}
