import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import DataCentre

/// The law of a use: kept in Chinese, read in the page's language where the catalogue knows how it is cited there.
struct CitedLawTests {
    @Test(arguments: TestDatabases.each()) func `a page in English cites in English what the catalogue cites, and quotes the rest`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(DataCentreFixture.migrations) { database in
            let (clock, unknown) = (TestClock(), "《某某条例》第一条")
            let catalogue = try #require(DataCentreFixture.loaded)
            let cited = try #require(catalogue.items["food-licence"]?.bases.first?.citation)
            let lines = [cited.zh, unknown, cited.zh].map { basis in
                DataAccess(
                    id: clock.newID(), at: clock.now, resource: "licence/id-card", reader: .staff, account: clock.newID(),
                    code: "student-aid", reason: Text("办理助学", "Aid for students"), reference: "case:1", outcome: "found",
                    department: "jyw", basis: basis)
            }
            let readings = ReadingElsewhere(
                uses: { _, before, _ in before == nil ? lines : [] }, use: { _, _ in nil }, lines: { _, _ in [] })
            let fixture = try await DataCentreFixture(database, readings: readings)
            func page(_ language: Language) async throws -> String {
                let visitor = Visitor(
                    kind: .person, account: clock.newID(), name: fixture.subject.name, party: fixture.subject.party, language: language)
                return try await fixture.page("datacentre.uses", by: visitor)
            }
            let english = try await page(.en)
            #expect(english.contains(cited.en) && !english.contains(cited.zh))
            // Marked as Chinese, so that it is read out as such.
            #expect(english.contains("<span lang=\"zh-Hans\">\(unknown)</span>"))
            let chinese = try await page(.zh)
            #expect(chinese.contains(cited.zh) && chinese.contains(unknown) && !chinese.contains(cited.en))
            let told = try await fixture.listed(fixture.subject)["items"]?.array ?? []
            #expect(told.count == 3, "programs read what was kept")
        }
    }
}
