import Catalogue
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct ManualTests {
    private func sheets(_ city: City, _ code: String) throws -> [ManualSheets.Sheet] {
        let catalogue = city.catalogue.snapshot
        let (item, thing) = (try #require(catalogue.items[code]), try #require(catalogue.thing(code)))
        return ManualSheets(
            desk: city.cases.desk(thing, catalogue, at: city.clock.now), item: item, manual: OfficerManual(item, catalogue),
            region: RegionCode("310104")!, language: .zh
        ).sheets
    }

    private func words(_ content: JSON) -> [String] {
        (content["sentences"]?.array ?? []).compactMap { $0["zh"]?.string }
    }

    @Test func `a template says what the real document says, with blanks in place of the case`() async throws {
        try await TestEngine.sqlite.with(City.migrations) { database in
            let city = try await City(database)
            let food = try await city.submitFood()
            let window = city.officer(.window)
            let accepted = try await city.perform(.accept, on: food, by: window)
            let file = try await city.cases.caseFile(accepted.id, for: window, at: city.clock.now)
            let sheets = try sheets(city, "food-permit")
            for kind in [CaseDocumentKind.receipt, .acceptance] {
                let real = try #require(file.documents.first { $0.kind == kind }).content
                let sheet = try #require(sheets.first { $0.kind == kind })
                var filled = words(sheet.content)
                let due = try #require(accepted.due)
                let days: [(String, Text?)] = [
                    (ManualText.blank.accepted.zh, accepted.acceptedAt?.date.text), (ManualText.blank.due.zh, due.due?.text),
                    (ManualText.blank.statutory.zh, due.statutory?.text),
                ]
                for (blank, day) in days { filled = filled.map { $0.replacing(blank, with: day?.zh ?? "") } }
                #expect(filled == words(real), "\(kind)")
                #expect(sheet.content["bases"] == real["bases"] && sheet.content["issuer"] == real["issuer"])
            }
        }
    }

    @Test func `every document that the item may need has its template, each with its moment`() async throws {
        try await TestEngine.sqlite.with(City.migrations) { database in
            let city = try await City(database)
            let kinds = try sheets(city, "food-permit").map(\.kind)
            // No special procedure is named, so that none of its notices is needed; a licence may always be extended.
            // A promise is neither taken for a paper nor for the approval.
            let unpromised = CaseDocumentKind.allCases.filter { ![.returnNotice, .mendingOrder, .revocationDecision].contains($0) }
            #expect(kinds == unpromised.filter { $0 != .specialNotice })
            #expect(
                try sheets(city, "card").map(\.kind) == unpromised.filter { $0 != .specialNotice && $0 != .extensionNotice })
            for sheet in try sheets(city, "food-permit") where sheet.kind != .extensionNotice {
                #expect(sheet.when != nil && sheet.basis != nil, "\(sheet.kind)")
            }
            let refusal = try #require(try sheets(city, "food-permit").first { $0.kind == .refusalDecision })
            #expect(refusal.content["remedies"]?.array?.count == 2 && refusal.content["reason"]?.string == ManualText.blank.reason.zh)
        }
    }
}
