import Catalogue
import DataCentre
import Kernel

extension Cases {
    /// Without what a department has meanwhile stopped sharing for this thing.
    func shared(_ holdings: Holdings, for thing: String, at instant: Instant) async throws -> Holdings {
        holdings.without(try await dataCentre.stops(of: holdings.resources, for: thing, at: instant))
    }
}
