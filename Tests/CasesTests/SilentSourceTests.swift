import Catalogue
import DataCentre
import Kernel
import Store
import TestSupport
import Testing

@testable import Cases

/// A source elsewhere that keeps somebody waiting: what is shown in the end is what would be shown without the waiting, and every look has its line.
struct SilentSourceTests {
    /// Tells one record, after so long.
    private struct Slow: Connector {
        let record: JSON
        let milliseconds: Int

        func reply(to key: String, of resource: DataResource) async throws -> SourceReply {
            try await Task.sleep(for: .milliseconds(milliseconds))
            var record = record
            record[resource.key] = .string(key)
            return .record(record, asOf: nil)
        }
    }

    private static let insured: JSON = [
        "person.medicalInsured": true, "person.medicalInsuranceNumber": "YB31010400001683", "person.maternityInsured": true,
        "person.maternityPaidMonths": 38, "person.medicalLevyReady": true,
    ]

    private static func opened(_ database: Database, after milliseconds: Int, limit: Int) async throws -> (City, OpenDraft) {
        let source = OutsideSource(Slow(record: insured, milliseconds: milliseconds), kind: "sql", milliseconds: limit)
        let city = try await DraftFixture.city(database, sources: ["yb-insured": source])
        return (city, try await city.open())
    }

    private static func words(_ open: OpenDraft) -> [String] {
        open.checklist.fields.map { "\($0.field) \($0.state)" } + open.checklist.materials.map { "\($0.material.code) \($0.state)" }
    }

    @Test(arguments: TestDatabases.each()) func `a source that stays silent leaves the form as one that is off leaves it`(
        _ engine: TestEngine
    )
        async throws
    {
        var seen: [[String]] = []
        for isOff in [true, false] {
            try await engine.with(City.migrations) { database in
                let source = OutsideSource(Slow(record: Self.insured, milliseconds: 60_000), kind: "sql", milliseconds: isOff ? 1 : 400)
                let city = try await DraftFixture.city(database, sources: ["yb-insured": source])
                let open = try await city.open()
                #expect(open.draft.holdings.unavailable["yb-insured"] != nil)
                // Each look once, also where what follows was found out while the source was waited for.
                #expect(try await city.askedCount() == open.draft.holdings.consulted.count)
                let lines = try await city.asked(about: city.applicant)
                #expect(Set(lines.map(\.resource)).count == lines.count)
                #expect(lines.first { $0.resource == "yb-insured" }?.detail == "late")
                seen.append(Self.words(open))
            }
        }
        #expect(seen.count == 2 && seen[0] == seen[1] && seen[0].count > 20)
    }

    @Test(arguments: TestDatabases.each()) func `one that answers at the last moment is gone by`(_ engine: TestEngine) async throws {
        var seen: [[String]] = []
        // Three quarters of the time are over before the second one answers: by then what would follow from its silence is found out.
        for milliseconds in [1, 5000] {
            try await engine.with(City.migrations) { database in
                let (city, open) = try await Self.opened(database, after: milliseconds, limit: 6000)
                #expect(open.draft.holdings.unavailable.isEmpty)
                let lines = try await city.asked(about: city.applicant).filter { $0.resource == "yb-insured" }
                #expect(lines.map(\.outcome) == ["found"])
                #expect(open.draft.holdings.resources.contains("yb-insured"))
                seen.append(Self.words(open))
            }
        }
        #expect(seen.count == 2 && seen[0] == seen[1])
    }
}
