package import Catalogue
package import Kernel

/// A promise that was not kept, on record: it bars the next one for a time. It is made by an officer's act, never by a machine alone (个人信息保护法
/// art. 24), shown to the person, and may be objected to.
package struct BrokenPromise: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, CaseIterable {
        case standing
        /// The person says that it is wrong: it stands until that is answered.
        case objected
        case upheld
        /// It was wrong, and bars nothing any more.
        case lifted

        package var name: Text {
            switch self {
            case .standing: Text("生效中", "On record")
            case .objected: Text("已提出异议", "Objected to")
            case .upheld: Text("异议不成立", "Upheld")
            case .lifted: Text("已撤销", "Lifted")
            }
        }
    }

    /// One allowed change; what is not in `steps` is forbidden.
    package static let steps: [(from: State, to: State)] = [(.standing, .objected), (.objected, .upheld), (.objected, .lifted)]

    package var id: ID
    package var caseID: ID
    package var caseNumber: String
    package var item: String
    package var kind: Promises.Kind
    package var party: Party
    /// Identity number or credit code, sealed where it is stored.
    package var number: String
    package var state: State
    /// What the officer wrote.
    package var reason: String
    /// What the person says against it, and the answer.
    package var objection: String?
    package var answer: String?
    package var recordedAt: Instant
    /// The last day on which it bars another promise.
    package var until: LocalDate

    /// Whether it bars a promise on that day.
    package func bars(on today: LocalDate) -> Bool { state != .lifted && today <= until }

    /// The same in another state; nil where the table has no such step.
    func moved(to next: State) -> BrokenPromise? {
        guard BrokenPromise.steps.contains(where: { $0.from == state && $0.to == next }) else { return nil }
        var moved = self
        moved.state = next
        return moved
    }
}

extension Promises.Kind {
    package var name: Text {
        switch self {
        case .certificate: Text("证明事项告知承诺", "Promise in place of a certificate")
        case .deferral: Text("容缺受理承诺", "Promise to hand a paper in later")
        case .approval: Text("审批告知承诺", "Approval on a promise")
        }
    }
}
