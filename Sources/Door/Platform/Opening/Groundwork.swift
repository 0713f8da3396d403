package import Catalogue
package import Cryptography
package import Kernel
package import Logging
package import Store

/// What every room stands on: the database with its tables, the keys, the catalogue in force and the calendar.
package struct Groundwork: Sendable {
    package let database: Database
    package let keyring: Keyring
    package let home: Home
    package let regions: Regions
    package let catalogues: CatalogueStore
    package let catalogue: CurrentCatalogue
    package let calendar: CurrentCalendar

    /// Opens everything, making what a first start has to make, and tells how far it has come.
    ///
    /// - Parameter migrations: of whoever stands beside the platform (the demo city), after those of the rooms.
    package static func open(
        _ settings: PlatformSettings, migrations: [Migration] = [], surroundings: Surroundings = .real,
        logger: Logger = Logger(label: "store"), report: Report = { _ in }
    ) async throws -> Groundwork {
        let home = try Home.find(settings.home)
        let address = try DatabaseAddress(settings.database.url)
        report(address.isNew ? PlatformText.creatingDatabase(address.shown) : PlatformText.openingDatabase(address.shown))
        let database = try Database.open(settings.database, logger: logger)
        do {
            return try await open(
                settings, database, home, migrations: Platform.migrations + migrations, surroundings: surroundings, report: report)
        } catch {
            await database.close()
            throw error
        }
    }

    /// The same on a database that is open already.
    package static func open(
        _ settings: PlatformSettings, _ database: Database, _ home: Home, keyring: Keyring? = nil,
        migrations: [Migration] = Platform.migrations,
        surroundings: Surroundings = .real, report: Report = { _ in }
    ) async throws -> Groundwork {
        let now = surroundings.now()
        do {
            try await database.inTurn { try await Migrator.run(migrations, database, at: now) }
        } catch let error as MigrationError {
            throw PlatformProblem.migration(error.description)
        } catch let error as StoreError {
            throw PlatformProblem.databaseUnavailable(error.description)
        }
        let keys: Keyring
        if let keyring {
            keys = keyring
        } else {
            keys = try await Keyring.open(settings, database, surroundings: surroundings, report: report)
        }
        try await database.inTurn { try await KeyCheck.check(Sealer(keys), database) }
        guard let regions = try home.regions() else { throw PlatformProblem.fileUnreadable(home.path("data/regions.csv")) }
        let store = CatalogueStore(database)
        return Groundwork(
            database: database, keyring: keys, home: home, regions: regions, catalogues: store,
            catalogue: CurrentCatalogue(
                try await catalogue(store, home, at: now, report), places: regions, industries: try home.industries(),
                pinyin: try home.pinyin()),
            calendar: CurrentCalendar(try await calendar(store, home, today: now.date, report)))
    }

    /// An empty database takes the folder as its first version; after that the folder is only looked at by `yiwang catalogue import`.
    private static func catalogue(_ store: CatalogueStore, _ home: Home, at now: Instant, _ report: Report) async throws -> Catalogue {
        if try await store.lastVersion() == nil {
            report(PlatformText.importingCatalogue)
            if case .broken(let findings) = try await store.importFolder(home.catalogue, at: now) {
                throw PlatformProblem.catalogueInvalid(
                    findings.filter { $0.severity == .error }.map { $0.line(in: .en) }, folder: home.catalogue)
            }
        }
        guard let current = try await store.current() else { throw StoreError.malformed("the catalogue's version has no definitions") }
        report(PlatformText.catalogueReady(version: current.version, items: current.items.count, things: current.oneThings.count))
        return current
    }

    private static func calendar(_ store: CatalogueStore, _ home: Home, today: LocalDate, _ report: Report) async throws -> WorkingCalendar
    {
        var years = try await store.calendarYears()
        if years.isEmpty {
            years = try home.calendarYears()
            try await store.store(years)
            report(PlatformText.calendarLoaded(years.map(\.year)))
        }
        if !years.contains(where: { $0.year == today.year }) { report(PlatformText.noCalendar(today.year)) }
        return WorkingCalendar(years: years)
    }
}
