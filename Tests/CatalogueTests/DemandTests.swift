import Foundation
import Kernel
import Testing

@testable import Catalogue

/// What the catalogue's items need of the resources.
struct DemandTests {
    private static let catalogue: Catalogue? = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../catalogue").standardized.path
        return CatalogueLoading.load(folder: folder).catalogue
    }()

    @Test func `an item needs what tells a fact of its forms and its conditions, by its own department`() throws {
        let catalogue = try #require(Self.catalogue)
        let aid = try catalogue.demands(of: #require(catalogue.thing("student-aid")))
        #expect(aid.contains { $0.resource == "mz-assistance" && $0.elements == ["person.lowIncome"] && $0.department == "jyj" })
        #expect(aid.allSatisfy { $0.item == "student-aid" })
    }

    @Test func `what is shared with nobody is demanded by nobody`() throws {
        let catalogue = try #require(Self.catalogue)
        #expect(catalogue.demands.count > 200)
        for demand in catalogue.demands {
            let resource = try #require(catalogue.resources[demand.resource])
            #expect(resource.sharing != .none)
            let told = Set(resource.elements).union(resource.gives.values.joined())
            #expect(Set(demand.elements).isSubset(of: told), "\(demand)")
        }
        #expect(Set(catalogue.demands.map { [$0.department, $0.item, $0.resource] }).count == catalogue.demands.count)
    }

    @Test func `every resource that an enquiry begins with is among what its thing needs`() throws {
        let catalogue = try #require(Self.catalogue)
        let today = try #require(LocalDate("2026-11-23"))
        let things = catalogue.allThings + catalogue.items.keys.sorted().compactMap(catalogue.thing)
        var looked = 0
        for thing in things {
            let leaf = thing.applicant.kind == "enterprise" ? "uscc" : "idNumber"
            let digit = try #require(ResidentIdentityNumber.checkDigit("31010419930512992"))
            let number = leaf == "uscc" ? "11310000MB2F30661Y" : "31010419930512992\(digit)"
            let own = Holding(field: "\(thing.applicant.code).\(leaf)", value: .string(number), source: .account, asOf: today)
            let needed = Set(catalogue.demands(of: thing).map(\.resource))
            for lookup in Enquiry.plan(thing, in: catalogue, holdings: Holdings(fields: [own]), deciding: true, today: today) {
                guard case .resource(let code) = lookup.register else { continue }
                looked += 1
                #expect(needed.contains(code), "\(thing.code) asks \(code), which nothing of it needs")
            }
        }
        #expect(looked > 50)
    }
}
