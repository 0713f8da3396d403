package import Catalogue
package import Kernel
package import Store

/// A city to try everything in: made-up people, businesses, offices, registers and a year of cases, all from one seed.
package struct DemoCity: Sendable {
    let seed: UInt64
    let catalogue: Catalogue
    let regions: Regions
    let today: LocalDate

    /// - Parameter today: the day on which a new city is made; one that exists keeps its own.
    package init(seed: UInt64 = 2026, catalogue: Catalogue, regions: Regions, today: LocalDate) {
        self.seed = seed
        self.catalogue = catalogue
        self.regions = regions
        self.today = today
    }

    /// The table in which the city notes how far it has been made.
    package static let migrations: [Migration] = DemoProgress.migrations

    func population(_ progress: DemoProgress) -> DemoPopulation {
        DemoPopulation(seed: progress.seed, catalogue: catalogue, regions: regions, today: progress.today)
    }

    /// Where a part stands; a part that was never begun takes the seed and the day of the people.
    func progress(_ part: DemoProgress.Part, in database: Database) async throws -> DemoProgress {
        let found = try await database.read { connection in
            (own: try DemoProgress.read(part, in: connection), people: try DemoProgress.read(.people, in: connection))
        }
        if let own = found.own { return own }
        return DemoProgress(seed: found.people?.seed ?? seed, today: found.people?.today ?? today, done: 0)
    }
}
