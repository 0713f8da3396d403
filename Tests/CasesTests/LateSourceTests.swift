import Catalogue
import DataCentre
import Kernel
import Store
import TestSupport
import Testing

@testable import Cases

/// A source that answers and is no longer renewed: what it says is filled in and shown for a look.
struct LateSourceTests {
    private struct Told: Connector {
        func reply(to key: String, of resource: DataResource) async throws -> SourceReply {
            .record(
                [
                    "person.idNumber": .string(key), "person.employed": true, "person.employerName": "示例软件有限公司",
                    "person.pensionMonths": 96,
                ], asOf: nil)
        }
    }

    private static let newest = LocalDate("2026-06-01")!

    private static func city(_ database: Database, newest: LocalDate) async throws -> City {
        let source = OutsideSource(Told(), kind: "sql", milliseconds: 2000)
        let city = try await DraftFixture.city(database, sources: ["rs-insurance": source])
        let today = city.clock.now.date
        try await database.write {
            _ = try $0.run(
                """
                INSERT INTO datacentre_quality (day, resource, records, faulty, newest, late)
                VALUES (\(today.adding(days: -1)), 'rs-insurance', 2, 0, \(newest), 2)
                """)
        }
        return city
    }

    @Test(arguments: TestDatabases.each()) func `what it says is to be looked at, on the form, before handing in, and in the proof`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await Self.city(database, newest: Self.newest)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            let late = open.checklist.fields.filter { $0.lateSince != nil }
            #expect(!late.isEmpty && late.allSatisfy { $0.lateSince == Self.newest && $0.source == .resource(code: "rs-insurance") })
            for field in late { if case .confirm = field.state {} else { Issue.record("\(field.field) is \(field.state)") } }
            #expect(open.draft.holdings.late == ["rs-insurance": Self.newest])
            #expect(Holdings(json: open.draft.holdings.json) == open.draft.holdings)
            let form = try await city.draftPage("drafts.form", open)
            #expect(form.contains("很久没有更新") && form.contains("来源自") && form.contains("示例软件有限公司"))
            #expect(try await city.draftPage("drafts.check", open).contains("来源自"))
        }
    }

    @Test(arguments: TestDatabases.each()) func `one that is renewed is taken as it is`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await Self.city(database, newest: LocalDate("2026-11-20")!)
            let open = try await city.change(try await city.open()) { draft, _ in draft.answers["follow"] = "mother" }
            #expect(open.checklist.fields.contains { $0.source == .resource(code: "rs-insurance") })
            #expect(open.draft.holdings.late.isEmpty && open.checklist.fields.allSatisfy { $0.lateSince == nil })
            #expect(try await !city.draftPage("drafts.form", open).contains("很久没有更新"))
        }
    }
}
