import Catalogue
import Kernel

/// 共享协议: under which a body that is no authority (water, power, gas, a bank, a hospital) shares its data, for a purpose and a term.
struct Agreement: Sendable, Hashable {
    var id: ID
    var resource: String
    var purpose: String
    var from: LocalDate
    var until: LocalDate
    var withdrawnAt: Instant?
    var reason: String?
    var revision = 1

    enum State: String, Sendable, Hashable { case future, inForce = "in-force", over, withdrawn }

    func state(on day: LocalDate) -> State {
        if withdrawnAt != nil { return .withdrawn }
        return day < from ? .future : day > until ? .over : .inForce
    }

    /// Bodies that share by agreement and not by duty.
    static let kinds: Set<Department.Kind> = [.utility, .bank, .hospital]

    static func isNeeded(for resource: DataResource, in catalogue: Catalogue) -> Bool {
        catalogue.departments[resource.owner].map { kinds.contains($0.kind) } ?? false
    }
}
