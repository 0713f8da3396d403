import Catalogue
import Foundation
import Kernel
import Testing

/// The city's own catalogue.
struct ContentTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("catalogue").path

    static let loaded = CatalogueLoading.load(folder: folder)

    @Test func `the city’s catalogue has no error`() throws {
        let errors = Self.loaded.findings.filter { $0.severity == .error }.map { $0.line(in: .en) }
        #expect(errors == [])
        #expect(Self.loaded.catalogue != nil)
    }

    @Test func `every thing and every item can be applied for by a stranger of whom nothing is known`() throws {
        let catalogue = try #require(Self.loaded.catalogue)
        for thing in catalogue.allThings + catalogue.items.keys.sorted().compactMap({ catalogue.thing($0) }) {
            let checklist = Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: Holdings(), today: Fixture.today)
            #expect(!checklist.items.isEmpty, "\(thing.code)")
            #expect(checklist.fields.allSatisfy { $0.value == nil }, "\(thing.code)")
            #expect(
                checklist.materials.allSatisfy {
                    if case .waived(_, .result) = $0.state { true } else { $0.isAsked || $0.neededBy.isEmpty }
                })
        }
    }

    @Test func `every form of the city can be read as a form, and its guide has no empty row`() throws {
        let catalogue = try #require(Self.loaded.catalogue)
        for code in catalogue.items.keys.sorted() {
            let thing = try #require(catalogue.thing(code))
            let guide = Guide(thing, catalogue)
            let rows = guide.items.flatMap(\.rows) + guide.cooperating + guide.followOns
            #expect(rows.allSatisfy { !$0.value.zh.isEmpty && !$0.value.en.isEmpty }, "\(code)")
            let checklist = Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: Holdings(), today: Fixture.today)
            let specs = checklist.fields.map { $0.spec(applicant: thing.applicant.code, today: Fixture.today) }
            #expect(specs.count == Set(specs.map(\.name)).count, "\(code)")
        }
    }
}
