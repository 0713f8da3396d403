import Catalogue
import Kernel
import Store

/// What a hand-over still waits for, where the applicant wants everything at once. Pure.
enum HandingOver {
    /// The items of the other cases that are still to come and are handed over as well; empty where this one may go.
    static func waits(
        _ current: Case, among cases: [Case], choice: DeliveryChoice?, item: (String) -> ServiceItem?
    ) -> [String] {
        guard let choice, choice.together, let own = item(current.item), own.isHandedOver(choice) else { return [] }
        return cases.filter { other in
            other.id != current.id && other.status.isOpen && other.status != .issued && item(other.item)?.isHandedOver(choice) == true
        }.map(\.item)
    }
}

extension Cases {
    /// Of a page of a worklist the cases that are made and wait for the others of their application.
    func waitingForOthers(_ listed: [Case], _ catalogue: Catalogue, in connection: any Connection) throws -> Set<ID> {
        let issued = listed.filter { $0.status == .issued }
        let applications = try tables.applications.together(among: issued.map(\.application), in: connection)
        guard !applications.isEmpty else { return [] }
        var waiting: Set<ID> = []
        for (id, choice) in applications {
            let cases = try tables.cases.cases(of: id, in: connection)
            for value in issued where value.application == id {
                let others = HandingOver.waits(value, among: cases, choice: choice) { catalogue.items[$0] }
                if !others.isEmpty { waiting.insert(value.id) }
            }
        }
        return waiting
    }
}
