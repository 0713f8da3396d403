import Kernel
import Testing

@testable import Catalogue

struct OfferingTests {
    @Test func `channels stand side by side, the one without a visit first`() throws {
        let catalogue = try Fixture.catalogue()
        let offers = try #require(catalogue.items["child-insurance"]).offers()
        #expect(offers.map(\.channel) == [.online, .counter])
        #expect(offers.map(\.trips) == [0, 1])
        #expect(offers.map(\.isBest) == [true, false])
        #expect(offers.allSatisfy { $0.time.en == "5 working days" && $0.workingDays == 5 })
        #expect(
            try #require(catalogue.items["birth-certificate"]).offers().allSatisfy { $0.workingDays == 0 && $0.time.en == "On the spot" })
        // An item that wants a visit wants it by every channel.
        #expect(try #require(catalogue.items["social-card"]).offers().map(\.trips) == [1, 1])
    }

    @Test func `an office that is quicker says so`() throws {
        let catalogue = try #require(Offices.loaded().catalogue)
        let item = try #require(catalogue.items["child-insurance"])
        let found = try #require(RegionCode("310101").flatMap { catalogue.implementation(item: item.code, region: $0) })
        let offers = item.offers(at: found)
        #expect(offers.first?.time.en == "3 working days" && offers.first?.workingDays == 3)
        #expect(offers.last?.place?.en == "Service Centre, Huangpu" && offers.first?.place == nil)
    }

    @Test func `a whole thing is offered by each channel for as many of its items as have it`() throws {
        let catalogue = try Fixture.catalogue()
        let thing = try #require(catalogue.allThings.first)
        let today = try #require(LocalDate("2026-11-23"))
        let checklist = Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: Holdings(), today: today)
        let offers = checklist.offers(in: nil, catalogue)
        #expect(!offers.isEmpty && offers.allSatisfy { $0.all == checklist.includedItems.count && $0.items <= $0.all })
        #expect(offers.allSatisfy { $0.workingDays == checklist.reductions.days.now })
        let online = try #require(offers.first { $0.channel == .online })
        let counter = try #require(offers.first { $0.channel == .counter })
        #expect(online.trips == checklist.reductions.trips.now && counter.trips >= 1 && online.places.isEmpty)
        #expect(offers.filter(\.isBest).allSatisfy { best in best.isWhole && offers.allSatisfy { !$0.isWhole || $0.trips >= best.trips } })
    }

    @Test func `the list of certificates names who asks, by which rule, who makes them out and what replaces them`() throws {
        let files = Fixture.files(
            "items/household-entry.yaml", replacing: "name: {zh: 出生医学证明, en: Birth certificate}",
            with: "name: {zh: 出生医学证明, en: Birth certificate}\n    from: other\n    issuer: hospital")
        let catalogue = try #require(CatalogueLoading.load(files: files).catalogue)
        let list = CertificateList.entries(of: catalogue)
        #expect(list.map(\.name.zh) == ["出生医学证明", "收入证明"])
        let entry = try #require(list.first)
        #expect(entry.askedFor == ["household-entry"] && entry.askedBy.map(\.zh) == ["公安局"] && entry.issuedBy.zh == "助产医院")
        #expect(entry.replacedBy.count == 2 && !entry.isAbolishable && !entry.takesCommitment)
        #expect(entry.basis.map(\.zh) == ["《母婴保健法》第二十三条"])
    }
}
