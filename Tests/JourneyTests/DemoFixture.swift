import Catalogue
import DataCentre
import Foundation
import Kernel
import Testing

@testable import DemoCity

/// The demo city without a database: the catalogue and the data as they are shipped, and a population made from the usual seed.
enum DemoFixture {
    static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").standardized.path
    static let today = LocalDate(dayNumber: 20_780)
    static let loaded = CatalogueLoading.load(folder: home + "/catalogue")
    static let city = population()

    static func catalogue() throws -> Catalogue { try #require(loaded.catalogue) }

    static func regions() throws -> Regions { try Regions(csv: String(contentsOfFile: home + "/data/regions.csv", encoding: .utf8)) }

    static func population(seed: UInt64 = 2026) -> Result<DemoPopulation, any Error> {
        Result { DemoPopulation(seed: seed, catalogue: try catalogue(), regions: try regions(), today: today) }
    }

    /// Every record of the registers, as they are loaded.
    static func records(_ city: DemoPopulation) -> [RegisterRecord] {
        city.persons.indices.flatMap { index in
            var registers = PersonRegisters(city, index)
            return registers.records()
        }
            + city.enterprises.indices.flatMap { index in
                var registers = EnterpriseRegisters(city, index)
                return registers.records()
            }
    }
}
