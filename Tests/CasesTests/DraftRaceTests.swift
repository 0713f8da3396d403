import Catalogue
import Identity
import Kernel
import Store
import TestSupport
import Testing

@testable import Cases

/// Two windows, two nodes: one draft, and nothing lost.
struct DraftRaceTests {
    @Test(arguments: TestDatabases.each()) func `opened at once, it is one draft`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let ids = try await withThrowingTaskGroup(of: ID.self) { group in
                for _ in 0..<6 { group.addTask { try await city.open().draft.id } }
                return try await group.reduce(into: Set<ID>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(try await city.count("cases_draft") == 1)
        }
    }

    @Test(arguments: TestDatabases.each()) func `of changes made at once each counts`(_ engine: TestEngine) async throws {
        try await engine.with(City.migrations) { database in
            let city = try await DraftFixture.city(database)
            let open = try await city.open()
            let fields = ["child.name": "沈念安", "mother.deliveryAddress": "示例路 18 号", "mother.mobile": "13800000002"]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (field, value) in fields {
                    group.addTask { _ = try await city.change(open) { draft, _ in draft.given[field] = .string(value) } }
                }
                try await group.waitForAll()
            }
            let after = try await city.reopen(open).draft
            #expect(after.given == fields.mapValues(JSON.string))
            #expect(after.revision == open.draft.revision + fields.count)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a change that comes second is made again on what stands`(_ engine: TestEngine) async throws
    {
        try await withRival(engine) { city, rival in
            let open = try await city.open()
            let (drafts, id) = (city.cases.drafts, open.draft.id)
            rival.arm(times: 1) { connection in
                var theirs = try #require(try drafts.draft(id, in: connection))
                theirs.given["child.name"] = "沈念安"
                theirs.revision += 1
                #expect(try drafts.update(theirs, from: theirs.revision - 1, in: connection))
            }
            let after = try await city.change(open) { draft, _ in draft.given["mother.deliveryAddress"] = "示例路 18 号" }
            #expect(after.draft.given == ["child.name": "沈念安", "mother.deliveryAddress": "示例路 18 号"])
            #expect(after.draft.revision == open.draft.revision + 2)
            #expect(try await city.reopen(open).draft == after.draft)
        }
    }

    @Test(arguments: TestDatabases.each()) func `whoever always comes second is told, and nothing is half done`(_ engine: TestEngine)
        async throws
    {
        try await withRival(engine) { city, rival in
            let open = try await city.open()
            rival.arm(times: 50) { _ = try $0.run("UPDATE cases_draft SET revision = revision + 1") }
            let refusal = await problem { _ = try await city.change(open) { draft, _ in draft.given["child.name"] = "沈念安" } }
            #expect(refusal?.code == "cases.stale")
            rival.arm(times: 0) { _ in }
            #expect(try await city.reopen(open).draft.given.isEmpty)
        }
    }

    /// A city on whose database somebody else may write in between.
    private func withRival(_ engine: TestEngine, _ body: (City, RivalEngine) async throws -> Void) async throws {
        try await engine.place { place in
            let rival = RivalEngine(try place.engine())
            let database = Database(rival)
            do {
                try await Migrator.run(City.migrations, database, at: TestDatabases.migratedAt)
                try await body(try await DraftFixture.city(database), rival)
                await database.close()
            } catch {
                await database.close()
                throw error
            }
        }
    }
}
