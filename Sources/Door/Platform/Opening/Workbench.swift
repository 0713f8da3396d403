package import Catalogue
package import Cryptography
package import Kernel
import Logging
package import Store

/// What commands need of the platform without serving: a database, the catalogue, the calendar.
package struct Workbench: Sendable {
    package let settings: PlatformSettings
    private let migrations: [Migration]

    /// `migrations` are those of whoever stands beside the platform (the demo city).
    package init(_ settings: PlatformSettings, migrations: [Migration] = []) {
        self.settings = settings
        self.migrations = Platform.migrations + migrations
    }

    /// Opens the database with its tables, gives it to the body, and closes it. A database that is not there is refused, unless the command
    /// is one that begins an installation.
    package func withDatabase<T: Sendable>(making: Bool = false, _ body: (Database) async throws -> T) async throws -> T {
        let address = try DatabaseAddress(settings.database.url)
        if address.isNew, !making { throw PlatformProblem.databaseMissing(address.shown) }
        let database = try Database.open(settings.database, logger: Logger(label: "store"))
        do {
            do {
                try await database.inTurn { try await Migrator.run(migrations, database, at: .now()) }
            } catch let error as MigrationError {
                throw PlatformProblem.migration(error.description)
            }
            let result = try await body(database)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }

    /// The catalogue as files: of that folder, or the one that came with the program.
    package func folder(_ folder: String?) throws -> (catalogue: Catalogue?, findings: [CatalogueFinding]) {
        CatalogueLoading.load(folder: try folder ?? Home.find(settings.home).catalogue)
    }

    /// The version in force in the database, if one was named or is there; else the files.
    package func catalogue(usingDatabase: Bool) async throws -> Catalogue {
        if usingDatabase {
            let current = try await withDatabase { try await CatalogueStore($0).current() }
            if let current { return current }
        }
        let loaded = try folder(nil)
        guard let catalogue = loaded.catalogue else {
            throw PlatformProblem.catalogueInvalid(
                loaded.findings.filter { $0.severity == .error }.map { $0.line(in: .en) }, folder: try Home.find(settings.home).catalogue)
        }
        return catalogue
    }

    /// Publishes a catalogue as the next version.
    package func publish(_ catalogue: Catalogue, note: String) async throws -> (version: Int, isNew: Bool) {
        try await withDatabase(making: true) { try await CatalogueStore($0).publish(catalogue, note: note, at: .now()) }
    }

    /// The calendar in the database, or the one that came with the program where the database has none.
    package func calendar() async throws -> WorkingCalendar {
        let years = try await withDatabase { try await CatalogueStore($0).calendarYears() }
        return WorkingCalendar(years: years.isEmpty ? try Home.find(settings.home).calendarYears() : years)
    }

    /// Loads a year; the years that are there afterwards.
    package func load(_ year: CalendarYear) async throws -> [Int] {
        try await withDatabase(making: true) { database in
            let store = CatalogueStore(database)
            // A database that was never served begins with the years that came with the program.
            var years = try await store.calendarYears()
            if years.isEmpty { years = (try? Home.find(settings.home).calendarYears()) ?? [] }
            try await store.store(years.filter { $0.year != year.year } + [year])
            return try await store.calendarYears().map(\.year)
        }
    }

    /// The same with the key file: refuses keys that are another database's.
    package func withKeys<T: Sendable>(making: Bool = false, _ body: (Database, Keyring) async throws -> T) async throws -> T {
        let keyring = try Keyring.load(settings.keys.file)
        return try await withDatabase(making: making) { database in
            try await database.inTurn { try await KeyCheck.check(Sealer(keyring), database) }
            return try await body(database, keyring)
        }
    }

    /// The whole platform, put together and not served.
    package func withPlatform<T: Sendable>(_ body: (Platform) async throws -> T) async throws -> T {
        let home = try Home.find(settings.home)
        return try await withKeys { database, keyring in
            let ground = try await Groundwork.open(settings, database, home, keyring: keyring, migrations: migrations)
            return try await body(try Platform(settings, on: ground))
        }
    }
}
