package import Kernel
package import Store

/// The published versions of the catalogue. What is published is never changed; a change is a new version.
package struct CatalogueStore: Sendable {
    /// The channel on which nodes are told of a new version.
    package static let channel = "catalogue"

    /// One published version.
    package struct Version: Sendable, Hashable {
        package let number: Int
        package let hash: String
        package let publishedAt: Instant
        package let note: String
        /// In force from the beginning of this day in Shanghai.
        package let effectiveOn: LocalDate
    }

    /// Another version was published since the one that a change was made on.
    package struct Overtaken: Error, Sendable {
        package let by: Int
    }

    private let database: Database
    private let kept = VersionShelf(places: 4)

    package init(_ database: Database) { self.database = database }

    /// Publishes as a new version, in one transaction, and tells all nodes. A catalogue like the current one publishes nothing.
    ///
    /// - Parameter base: the version that the change was made on. Where another has been published since, nothing is written and
    ///   `Overtaken` is thrown: what it changed would be undone unseen.
    /// - Parameter effectiveOn: the day from which it is in force; today, if none is given. A day that is past is refused.
    /// - Returns: the version that is in force from that day, and whether it is new.
    @discardableResult
    package func publish(
        _ catalogue: Catalogue, note: String, over base: Int? = nil, effectiveOn: LocalDate? = nil, at now: Instant
    ) async throws -> (version: Int, isNew: Bool) {
        let day = effectiveOn ?? now.date
        if day < now.date { throw CatalogueProblem.effectiveInThePast(day, today: now.date) }
        let definitions = catalogue.definitions.map { (kind: $0.kind.rawValue, code: $0.code, hash: $0.hash, text: $0.text) }
        let hash = catalogue.hash
        return try await database.write { connection in
            let last = try CatalogueTable.last(in: connection)
            let before = try CatalogueTable.inForce(on: day, in: connection)
            if let before, before.hash == hash { return (before.number, false) }
            if let base, base != last?.number ?? 0 { throw Overtaken(by: last?.number ?? 0) }
            let number = (last?.number ?? 0) + 1
            try connection.run(
                """
                INSERT INTO catalogue_version (version, hash, published_at, note, effective_on)
                VALUES (\(number), \(hash), \(now), \(note), \(day))
                """)
            for definition in definitions {
                try connection.run(
                    """
                    INSERT INTO catalogue_definition (hash, kind, code, content)
                    VALUES (\(definition.hash), \(definition.kind), \(definition.code), \(definition.text))
                    ON CONFLICT (hash) DO NOTHING
                    """)
                try connection.run(
                    """
                    INSERT INTO catalogue_entry (version, kind, code, hash)
                    VALUES (\(number), \(definition.kind), \(definition.code), \(definition.hash))
                    """)
            }
            try connection.notify(channel: CatalogueStore.channel, payload: String(number))
            return (number, true)
        }
    }

    /// The version in force on that day, by default today; nil in an empty database.
    package func current(on day: LocalDate = Instant.now().date) async throws -> Catalogue? {
        guard let version = try await inForce(on: day) else { return nil }
        return try await self.version(version.number)
    }

    /// The version in force on that day, without reading its definitions: the one that took effect last.
    package func inForce(on day: LocalDate) async throws -> Version? {
        try await database.read { try CatalogueTable.inForce(on: day, in: $0) }
    }

    /// The versions that will take effect after that day, the next first.
    package func scheduled(after day: LocalDate) async throws -> [Version] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT version, hash, published_at, note, effective_on FROM catalogue_version
                WHERE effective_on > \(day) ORDER BY effective_on, version
                """
            ).map(CatalogueTable.version)
        }
    }

    /// The version that was published last, whether it is in force or will be.
    package func lastVersion() async throws -> Version? { try await database.read { try CatalogueTable.last(in: $0) } }

    /// The last versions, newest first.
    package func versions(limit: Int = 50) async throws -> [Version] {
        try await database.read { connection in
            try connection.rows(
                "SELECT version, hash, published_at, note, effective_on FROM catalogue_version ORDER BY version DESC LIMIT \(limit: limit)"
            ).map(CatalogueTable.version)
        }
    }

    /// How a version stands on a day; nil for a number never published.
    package func state(of number: Int, on day: LocalDate) async throws -> Version.State? {
        let versions = try await database.read { try CatalogueTable.since(number, in: $0) }
        return versions.first { $0.number == number }?.state(on: day, among: versions)
    }

    /// Any version, whatever its age: a case reads the one that it froze. nil for a number never published.
    package func version(_ number: Int) async throws -> Catalogue? {
        if let catalogue = kept[number] { return catalogue }
        let (definitions, effectiveOn) = try await database.read { connection in
            let row = try connection.row("SELECT effective_on FROM catalogue_version WHERE version = \(number)")
            return (try CatalogueTable.definitions(of: number, in: connection), try row?.date("effective_on"))
        }
        guard !definitions.isEmpty else { return nil }
        let catalogue = try CatalogueLoading.load(definitions: definitions, version: number, effectiveOn: effectiveOn)
        kept[number] = catalogue
        return catalogue
    }

    // MARK: From a folder

    /// What became of a folder that was to be imported.
    package enum Import: Sendable {
        case published(Int)
        /// The folder says what the current version says.
        case unchanged(Int)
        /// The folder differs from the current version, which stays: publishing is somebody's decision.
        case differs(from: Int)
        case broken([CatalogueFinding])
    }

    /// At start: an empty database takes the folder as version 1; otherwise nothing is changed.
    package func importFolder(_ folder: String, at now: Instant) async throws -> Import {
        let loaded = CatalogueLoading.load(folder: folder)
        guard let catalogue = loaded.catalogue else { return .broken(loaded.findings) }
        if let last = try await lastVersion() { return last.hash == catalogue.hash ? .unchanged(last.number) : .differs(from: last.number) }
        return .published(try await publish(catalogue, note: "首次导入 · first import", at: now).version)
    }

    // MARK: Calendars

    /// The working-day calendars that are loaded, by year.
    package func calendarYears() async throws -> [CalendarYear] {
        try await database.read { connection in
            try connection.rows("SELECT content FROM catalogue_calendar ORDER BY year").map { row in
                try CalendarYear(json: row.json("content"))
            }
        }
    }

    /// Adds or replaces the calendars of those years (the State Council's notice comes once a year).
    package func store(_ years: [CalendarYear]) async throws {
        let rows = years.map { (year: $0.year, content: $0.json) }
        try await database.write { connection in
            for row in rows {
                try connection.run(
                    """
                    INSERT INTO catalogue_calendar (year, content) VALUES (\(row.year), \(row.content))
                    ON CONFLICT (year) DO UPDATE SET content = excluded.content
                    """)
            }
            try connection.notify(channel: CatalogueStore.channel, payload: "calendar")
        }
    }
}

/// Rows to values.
enum CatalogueTable {
    static func version(_ row: ResultRow) throws -> CatalogueStore.Version {
        let publishedAt = try row.instant("published_at")
        return CatalogueStore.Version(
            number: try row.int("version"), hash: try row.text("hash"), publishedAt: publishedAt, note: try row.text("note"),
            effectiveOn: max(try row.date("effective_on"), publishedAt.date))
    }

    static func inForce(on day: LocalDate, in connection: any Connection) throws -> CatalogueStore.Version? {
        try connection.row(
            """
            SELECT version, hash, published_at, note, effective_on FROM catalogue_version
            WHERE effective_on <= \(day) ORDER BY effective_on DESC, version DESC LIMIT 1
            """
        ).map(version)
    }

    /// That version and what may take its place: those in force from its day or a later one. Nothing for a number never published.
    static func since(_ number: Int, in connection: any Connection) throws -> [CatalogueStore.Version] {
        try connection.rows(
            """
            SELECT version, hash, published_at, note, effective_on FROM catalogue_version
            WHERE effective_on >= (SELECT effective_on FROM catalogue_version WHERE version = \(number)) ORDER BY effective_on, version
            """
        ).map(version)
    }

    static func last(in connection: any Connection) throws -> CatalogueStore.Version? {
        try connection.row("SELECT version, hash, published_at, note, effective_on FROM catalogue_version ORDER BY version DESC LIMIT 1")
            .map(version)
    }

    static func definitions(of number: Int, in connection: any Connection) throws -> [Definition] {
        try connection.rows(
            """
            SELECT e.kind, e.code, e.hash, d.content FROM catalogue_entry e JOIN catalogue_definition d ON d.hash = e.hash
            WHERE e.version = \(number) ORDER BY e.kind, e.code
            """
        ).map { row in
            Definition(
                kind: try row.value("kind", as: Definition.Kind.self), code: try row.text("code"), text: try row.text("content"),
                hash: try row.text("hash"))
        }
    }
}
