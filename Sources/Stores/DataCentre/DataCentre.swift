package import Catalogue
package import Cryptography
package import Identity
package import Kernel
package import Logging
package import Messages
package import Store
package import Web

/// The data centre (大数据中心): other departments' data, asked for a purpose and logged for whoever it is about.
package struct DataCentre: Sendable {
    let database: Database
    let catalogue: CurrentCatalogue
    let identity: Identity
    let surroundings: Surroundings
    let calendar: @Sendable () -> WorkingCalendar
    let settings: DataCentreSettings
    /// Sources that are not kept here, by resource.
    let outside: [String: OutsideSource]
    let drops: ConnectorSettings
    let table: RegisterTable
    let sources: SourceTable
    let grants: GrantTable
    let cache: AnswerTable
    let log: AccessTable
    let corrections: CorrectionTable
    let counts = CountTable()
    let consents: ConsentTable
    let messages: Messages
    /// What people said of what other stores keep about them.
    let elsewhere: ObjectionElsewhere.Reading
    /// What other stores log of looks into what they keep.
    let readings: ReadingElsewhere
    /// The departments of which a system is registered for the exchange; nil where nobody can tell.
    let exchanging: @Sendable (any Connection) throws -> Set<String>?
    let ledger: LedgerTable
    let quality: QualityTable
    let deliveries = DeliveryTable()
    /// `https://city.example`: where what is told of the data is found.
    let origin: String
    let shelf = SharingShelf()
    let exports = LedgerExports()
    let logger: Logger

    /// - Parameters:
    ///   - connectors: how the resources are answered that this platform does not keep itself.
    ///   - messages: by which people read the answers to their objections.
    ///   - elsewhere: reads people's objections in another store; the door's.
    ///   - readings: the log of another store; the door's.
    ///   - exchanging: which departments have a system in the exchange; the door's.
    package init(
        database: Database, catalogue: CurrentCatalogue, identity: Identity, sealer: Sealer, blindIndex: BlindIndex,
        surroundings: Surroundings, origin: String = "",
        calendar: @escaping @Sendable () -> WorkingCalendar = { WorkingCalendar(years: []) },
        settings: DataCentreSettings = DataCentreSettings(), connectors: ConnectorSettings = ConnectorSettings(),
        messages: Messages? = nil, elsewhere: @escaping ObjectionElsewhere.Reading = { _, _, _ in [] },
        readings: ReadingElsewhere = .nothing, exchanging: @escaping @Sendable (any Connection) throws -> Set<String>? = { _ in nil },
        logger: Logger = Logger(label: "datacentre")
    ) {
        self.database = database
        self.catalogue = catalogue
        self.identity = identity
        self.surroundings = surroundings
        self.calendar = calendar
        self.settings = settings
        outside = connectors.sources
        drops = connectors
        table = RegisterTable(sealer: sealer, blindIndex: blindIndex)
        sources = SourceTable(newID: surroundings.newID)
        grants = GrantTable(sources: sources)
        cache = AnswerTable(sealer: sealer, blindIndex: blindIndex)
        log = AccessTable(blindIndex: blindIndex)
        corrections = CorrectionTable(sealer: sealer, blindIndex: blindIndex)
        ledger = LedgerTable(sources: sources)
        quality = QualityTable(sources: sources, sealer: sealer)
        consents = ConsentTable(blindIndex: blindIndex)
        self.elsewhere = elsewhere
        self.readings = readings
        self.exchanging = exchanging
        self.origin = origin
        self.logger = logger
        self.messages = messages ?? Messages(database: database, sealer: sealer, surroundings: surroundings)
    }

    /// The entry of the console's menu.
    package static let nav = Nav("data", SharingText.data, "/console/data")
    /// Whoever answers for a department's data, and whoever watches.
    package static let stewards: Access = .staff([.steward, .supervisor])

    /// Everything that this room answers.
    package var endpoints: [Endpoint] {
        uses.endpoints + sharingEndpoints + sourceEndpoints + deliveryEndpoints + correctionEndpoints + evidenceEndpoints
            + countingEndpoints + consentEndpoints
            + ledgerEndpoints + standardsEndpoints + qualityEndpoints
    }

    /// What recurs by the clock.
    package var jobs: [Job] {
        [
            Job(name: "datacentre.sharing", every: 300) { _, now in try await followDemands(at: now) },
            Job(name: "datacentre.drops", every: 60) { _, now in try await takeDrops(at: now) },
            Job(name: "datacentre.counting", every: 60) { _, now in try await count(at: now) },
            Job(name: "datacentre.quality", every: 1800) { _, now in try await checkQualityAtNight(at: now) },
            Job(name: "datacentre.objections", every: 86_400) { _, now in try await remindOfObjections(at: now) },
        ]
    }

    /// Loads registers of the demo city.
    package func load(_ records: [RegisterRecord], in connection: any Connection) throws {
        for record in records { try table.insert(record, in: connection) }
    }

    /// One look, here or in another store, if it was at that party's data.
    func access(_ id: ID, about party: Party) async throws -> DataAccess? {
        let here = try await database.read { connection -> DataAccess? in
            guard let profile = try identity.profile(of: party, in: connection) else { return nil }
            return try log.access(id, about: profile.number, in: connection)
        }
        if let here { return here }
        return try await readings.use(id, party)
    }

    /// The same for whoever the look was at: the visitor, or a child of theirs.
    func access(_ id: ID, for visitor: Visitor, at now: Instant) async throws -> DataAccess? {
        for subject in try await subjects(of: visitor, at: now) {
            if let found = try await access(id, about: subject) { return found }
        }
        return nil
    }

    /// Who looked at a party's data here and in other stores, the latest first.
    package func accesses(about party: Party, before: ID? = nil, limit: Int = 20) async throws -> [DataAccess] {
        let here = try await database.read { connection -> [DataAccess] in
            guard let profile = try identity.profile(of: party, in: connection) else { return [] }
            return try log.accesses(about: profile.number, before: before, limit: limit, in: connection)
        }
        let all = here + (try await readings.uses(party, before, limit))
        return Array(all.sorted { $0.id > $1.id }.prefix(limit))
    }
}

extension DataCentre {
    /// The name under which the log keeps looks into a case file.
    package static let caseFile = "case-file"

    /// Notes that an officer looked at what somebody handed in.
    package func note(lookAt key: String, for purpose: Purpose, at instant: Instant) async throws {
        let line = LogLine(
            id: surroundings.newID(), question: RecordQuestion(resource: DataCentre.caseFile, key: key), purpose: purpose,
            outcome: "found", at: instant)
        try await database.write { try log.insert([line], in: $0) }
    }
}

extension DataCentre {
    /// Under which the log keeps what a department told another at its request (行政协助): `assistance/gaj`.
    static let assistancePrefix = "assistance/"

    /// Notes, in somebody's transaction, that a department answered another's question about somebody.
    /// - Parameter found: whether there was anything to tell.
    package func note(
        assistanceBy holder: String, to asking: String, about key: String, for purpose: Purpose, found: Bool, at instant: Instant,
        in connection: any Connection
    ) throws {
        var line = LogLine(
            id: surroundings.newID(), question: RecordQuestion(resource: DataCentre.assistancePrefix + holder, key: key), purpose: purpose,
            outcome: found ? "found" : "none", at: instant)
        line.basis = SharingBasis(department: asking, item: purpose.code, grant: nil)
        try log.insert([line], in: connection)
    }
}
