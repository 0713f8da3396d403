import Foundation
import Kernel
import Testing

@testable import Catalogue

struct GeneratingTests {
    static let regions: Regions? = {
        let file = URL(fileURLWithPath: ContentTests.folder).deletingLastPathComponent().appendingPathComponent("data/regions.csv")
        return (try? String(contentsOf: file, encoding: .utf8)).flatMap { try? Regions(csv: $0) }
    }()

    private func city(items: Int? = nil, implementations: Int? = nil, seed: UInt64 = 1) throws -> [Definition] {
        CityGenerating.definitions(
            from: try #require(ContentTests.loaded.catalogue), regions: try #require(Self.regions), items: items,
            implementations: implementations, seed: seed)
    }

    @Test func `a city has as many items and implementations as were wanted, and no mistakes`() throws {
        // By way of its files, as whoever imports the folder reads it.
        let loaded = CatalogueLoading.load(files: CatalogueWriting.files(of: try city(items: 200, implementations: 5000)))
        #expect(loaded.findings.map { $0.line(in: .en) }.prefix(5) == [])
        let made = try #require(loaded.catalogue)
        #expect(made.items.count == 200)
        #expect(made.implementations.count == 5000)
        #expect(Set(made.items.values.map(\.basicCode)).count == 200)
        let codes = made.items.values.compactMap { item in
            made.implementations.implementations(of: item.code).first?.code(of: item)
        }
        #expect(!codes.isEmpty && codes.allSatisfy { ItemCode($0)?.kind == .implementation })
    }

    @Test func `the same seed makes the same city, another seed another`() throws {
        func hashes(_ seed: UInt64) throws -> [String] { try city(items: 60, implementations: 300, seed: seed).map(\.hash) }
        #expect(try hashes(7) == hashes(7))
        #expect(try hashes(7) != hashes(8))
    }

    @Test func `without numbers each district has all that is handled there, and nothing else is added`() throws {
        let base = try #require(ContentTests.loaded.catalogue)
        let made = try CatalogueLoading.load(definitions: try city(), version: 0)
        #expect(made.items.count == base.items.count)
        let local = base.items.values.filter { $0.office.level != .city }.count
        #expect(made.implementations.count == local * 16)
        #expect(ImplementationDifferences.of(made).isEmpty)
    }
}
