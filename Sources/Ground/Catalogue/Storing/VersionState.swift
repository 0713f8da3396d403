package import Kernel

extension CatalogueStore.Version {
    /// Where a published version stands on a day. It follows from the versions' days and is written nowhere.
    package enum State: Sendable, Hashable {
        /// In force from a day to come.
        case scheduled
        case inForce
        /// Cases that were submitted under it keep it; new ones are under its successor.
        case superseded(by: Int, from: LocalDate)

        package var name: Text {
            switch self {
            case .scheduled: Text("待生效", "To take effect")
            case .inForce: Text("施行中", "In force")
            case .superseded: Text("已被取代", "Superseded")
            }
        }

        package var code: String {
            switch self {
            case .scheduled: "scheduled"
            case .inForce: "in-force"
            case .superseded: "superseded"
            }
        }
    }

    private var takesEffect: (Int, Int) { Self.takesEffect(on: effectiveOn, number) }

    /// For comparing: later days are in force over earlier ones, and on one day the later version.
    static func takesEffect(on day: LocalDate?, _ number: Int) -> (Int, Int) { (day?.dayNumber ?? 0, number) }

    /// - Parameter others: the versions among which it stands; itself may be one of them.
    package func state(on day: LocalDate, among others: [CatalogueStore.Version]) -> State {
        let successor = others.filter { other in
            other.takesEffect > takesEffect && (other.effectiveOn <= day || other.effectiveOn == effectiveOn)
        }.min { $0.takesEffect < $1.takesEffect }
        if let successor { return .superseded(by: successor.number, from: successor.effectiveOn) }
        return effectiveOn <= day ? .inForce : .scheduled
    }
}
