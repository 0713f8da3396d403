import Catalogue
import DemoCity
import Foundation
import Kernel
import Testing

@testable import Proving

/// The demo city as it is shipped, in memory.
enum ProvingCity {
    static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").standardized.path
    static let today = LocalDate(dayNumber: 20_780)
    private static let loaded = CatalogueLoading.load(folder: home + "/catalogue")
    private static let made = Result { try make() }

    static func catalogue() throws -> Catalogue { try #require(loaded.catalogue) }

    static func rows() throws -> CityRows { try made.get() }

    private static func make() throws -> CityRows {
        let regions = try Regions(csv: String(contentsOfFile: home + "/data/regions.csv", encoding: .utf8))
        return CityRows(DemoCity(catalogue: try catalogue(), regions: regions, today: today).rows())
    }

    /// The answers of a question, each alone.
    static func answers(_ question: Question) -> [JSON] {
        question.kind == .yesNo ? [true, false] : question.options.map { .string($0.code) }
    }

    static func prove(_ things: [String], most: Int? = 12, answering: @escaping Answering = CityRows.honest) async throws -> Proof {
        await Proving(try catalogue(), try rows(), most: most, answering: answering).run(things)
    }

    static func found(_ proof: Proof) -> Set<Finding> { Set(proof.things.flatMap(\.violations.keys)) }
}
