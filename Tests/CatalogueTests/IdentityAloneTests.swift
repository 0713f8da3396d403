import Foundation
import Kernel
import Testing

@testable import Catalogue

/// 一证通办 follows from the catalogue: what a licence or a register says is not brought, and not typed.
struct IdentityAloneTests {
    private static let shipped: Catalogue? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../catalogue").standardized.path
        return CatalogueLoading.load(folder: folder).catalogue
    }()

    @Test func `the shipped catalogue has things that need nothing but an identity, and not all are such`() throws {
        let catalogue = try #require(Self.shipped)
        let codes = IdentityAlone.things(in: catalogue)
        let personal = catalogue.items.values.filter { $0.audience.contains(.person) }
        #expect(!codes.isEmpty && codes.count < personal.count, "\(codes)")
        for code in codes {
            let item = try #require(catalogue.items[code])
            #expect(item.trips == 0 && !item.materials.contains(where: \.returnsOriginal), "\(code)")
            for material in item.materials where material.need != .later {
                #expect(!material.satisfiedBy.isEmpty, "\(code)/\(material.code)")
            }
        }
    }

    @Test func `a paper that nothing stands for takes a thing off the list`() throws {
        let catalogue = try #require(Self.shipped)
        let listed = Set(IdentityAlone.things(in: catalogue))
        for item in catalogue.items.values where item.materials.contains(where: { $0.satisfiedBy.isEmpty && $0.need != .later }) {
            #expect(!listed.contains(item.code), "\(item.code)")
        }
        // What only an enterprise applies for is not a person's.
        #expect(catalogue.items.values.filter { $0.audience == [.enterprise] }.allSatisfy { !listed.contains($0.code) })
    }

    @Test func `a window of renewal counts working days where the law does`() throws {
        let calendar = WorkingCalendar(years: [])
        let catalogue = try #require(Self.shipped)
        let food = try #require(catalogue.licenceTypes["food-licence"]?.renewal)
        let end = try #require(LocalDate("2027-06-30"))
        let open = (0..<250).map { end.adding(days: -$0) }.filter { food.isOpen(on: $0, end: end, calendar) }
        #expect(food.unit == .workday && !open.isEmpty)
        #expect(open.allSatisfy { (15...90).contains(calendar.workdays(after: $0, through: end)) })
        #expect(!food.isOpen(on: end, end: end, calendar) && !food.isOpen(on: end.adding(days: 1), end: end, calendar))
        let card = try #require(catalogue.licenceTypes["residence-permit"]?.renewal)
        #expect(card.unit == .day && card.isOpen(on: end, end: end, calendar) && card.isOpen(on: end.adding(days: -30), end: end, calendar))
        #expect(!card.isOpen(on: end.adding(days: -31), end: end, calendar))
    }
}
