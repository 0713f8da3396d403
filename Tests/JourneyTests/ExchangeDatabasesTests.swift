import Exchange
import Foundation
import Kernel
import Logging
import Store
import TestSupport
import Testing

@testable import Platform

/// Where the tables of the national exchange are.
struct ExchangeDatabasesTests {
    private func settings(_ engine: TestEngine, _ place: TestPlace) -> ExchangeSettings {
        var settings = ExchangeSettings()
        switch engine {
        case .sqlite: settings.database = "sqlite:\(place.folder?.path ?? "")/exchange"
        case .postgres: settings.database = TestDatabases.postgresURL ?? ""
        }
        return settings
    }

    @Test(arguments: TestDatabases.each()) func `each system has tables of its own, which no other sees`(_ engine: TestEngine) async throws
    {
        try await engine.place { place in
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let open = try #require(try ExchangeDatabases.opening(settings(engine, place), logger: logger))
            // The server may hold other tests' schemas.
            let own = UUID().uuidString.lowercased().prefix(8)
            let (cards, permits) = (try open("cards-\(own)"), try open("permits-\(own)"))
            for database in [cards, permits] { try await database.write { _ = try $0.run("CREATE TABLE up_pro_accept (project_no TEXT)") } }
            try await cards.write { _ = try $0.run("INSERT INTO up_pro_accept (project_no) VALUES ('N1')") }
            let rows = try await permits.read { try $0.row("SELECT COUNT(*) AS n FROM up_pro_accept")?.int("n") }
            #expect(rows == 0)
            let again = try open("cards-\(own)")
            #expect(try await again.read { try $0.row("SELECT COUNT(*) AS n FROM up_pro_accept")?.int("n") } == 1)
            if engine == .postgres {
                for code in ["cards", "permits"] {
                    let schema = try #require(SQLName("exchange_\(code)_\(own)"))
                    try await cards.write { _ = try $0.run("DROP SCHEMA \(name: schema) CASCADE") }
                }
            }
            for database in [cards, permits, again] { await database.close() }
        }
    }

    @Test func `without a place there are none, and a place that cannot be read is told at the start`() throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let none = try ExchangeDatabases.opening(ExchangeSettings(), logger: logger)
        #expect(none == nil)
        var wrong = ExchangeSettings()
        wrong.database = "mysql://somewhere"
        #expect(throws: Problem.self) { try ExchangeDatabases.opening(wrong, logger: logger) }
    }
}
