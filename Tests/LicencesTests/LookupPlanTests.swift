import Identity
import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Licences

/// Ten million licences or ten: a look-up by holder reads two indexes and nothing else.
struct LookupPlanTests {
    private func plan(_ query: Query, _ database: Database) async throws -> [String] {
        try await database.write { connection in
            switch connection.dialect {
            case .sqlite: return try connection.rows("EXPLAIN QUERY PLAN " + query).map { try $0.text("detail") }
            case .postgres:
                // A table of three rows would be read whole whatever the indexes: what is asked is whether they can be used.
                try connection.run("SET LOCAL enable_seqscan = off")
                return try connection.rows("EXPLAIN " + query).map { try $0.text("QUERY PLAN") }
            }
        }
    }

    /// Two thousand licences of the same kind that others hold: with three rows in all a planner may take any index.
    private func fill(_ database: Database) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO licences_licence (id, identifier, type, version, number, holder_hash, status, trust, issuer, issued_on, valid_from,
                    content, changed_at, region, origin, coholders)
                WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 2000)
                SELECT 'other-' || n, 'other-' || n, type, 1, 'other-' || n, 'holder-' || n, status, trust, issuer, issued_on, valid_from,
                    content, changed_at, region, origin, 0
                FROM counted, (SELECT * FROM licences_licence ORDER BY id LIMIT 1) model
                """)
        }
    }

    @Test(arguments: TestDatabases.each()) func `a look-up by holder goes by the indexes of holders`(_ engine: TestEngine) async throws {
        try await engine.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            for _ in 0..<3 { _ = try await fixture.issue(fixture.order()) }
            try await fill(database)
            let query = fixture.licences.table.holderLookup(fixture.holder.idNumber.rawValue, types: ["id-card"])
            // A file that has counted nothing yet takes every index for equally good: it, too, keeps to those of holders.
            if engine == .sqlite { expectHolders(try await plan(query, database)) }
            try await database.write { try $0.run("ANALYZE") }
            expectHolders(try await plan(query, database))
        }
    }

    private func expectHolders(_ plan: [String]) {
        #expect(plan.contains { $0.contains("licences_licence_holder") }, "\(plan)")
        #expect(plan.contains { $0.contains("licences_coholder_holder") }, "\(plan)")
        #expect(!plan.contains { $0.contains("(type=?") || $0.contains("Seq Scan") || $0.hasPrefix("SCAN licences_licence") }, "\(plan)")
    }

    @Test func `a page of the register reads the index of its type in order`() async throws {
        try await TestEngine.sqlite.with(LicencesFixture.migrations) { database in
            let fixture = try await LicencesFixture(database)
            for _ in 0..<3 { _ = try await fixture.issue(fixture.order()) }
            let scope = try fixture.officer([.licensor], "gaj").scope
            let query = RegisterQuery(type: "id-card", status: .active, before: fixture.clock.newID(), limit: 30)
            let plan = try await plan(fixture.licences.table.listing(query, scope: scope), database)
            #expect(plan.contains { $0.contains("licences_licence_type") }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }
}
