package import Cases
package import Catalogue
package import Cryptography
package import DataCentre
package import Identity
package import Kernel
package import Licences
package import Store
package import Web

/// 数据交换: departments' own systems take cases over and send decisions back, by signed messages or by the national exchange tables.
package struct Exchange: Sendable {
    let database: Database
    let catalogue: CurrentCatalogue
    let identity: Identity
    let cases: Cases
    let licences: Licences
    let dataCentre: DataCentre
    let surroundings: Surroundings
    let settings: ExchangeSettings
    /// The platform's own address, in front of links in messages.
    let origin: String
    let sender: RESTConnector.Send
    let national: NationalDatabases
    let tables: ExchangeTables

    /// - Parameters:
    ///   - sender: how a message reaches a host; the door's.
    ///   - open: the database with a system's exchange tables, by the system's code; the door's. nil where there are none.
    package init(
        database: Database, catalogue: CurrentCatalogue, identity: Identity, cases: Cases, licences: Licences, dataCentre: DataCentre,
        sealer: Sealer, surroundings: Surroundings, settings: ExchangeSettings, origin: String, sender: @escaping RESTConnector.Send,
        open: (@Sendable (_ code: String) throws -> Database)?
    ) {
        self.database = database
        self.catalogue = catalogue
        self.identity = identity
        self.cases = cases
        self.licences = licences
        self.dataCentre = dataCentre
        self.surroundings = surroundings
        self.settings = settings
        self.origin = origin
        self.sender = sender
        national = NationalDatabases(open: open)
        tables = ExchangeTables(
            systems: SystemTable(sealer: sealer), deliveries: DeliveryTable(), openings: OpeningTable(), received: ReceivedTable())
    }

    /// The entry of the console's menu.
    package static let nav = Nav("exchange", ExchangeText.title, "/console/exchange")
    /// Whoever keeps a department's systems, and whoever watches.
    package static let keepers: Access = .staff(ExchangeRights.readers)
    static let writers: Access = .staff(ExchangeRights.keepers)

    /// The departments of which a system is registered, running or paused.
    package static func departments(in connection: any Connection) throws -> Set<String> { try SystemTable.departments(in: connection) }

    /// Everything that this room answers.
    package var endpoints: [Endpoint] { systemEndpoints + watchingEndpoints + receivingEndpoints }

    /// What recurs by the clock.
    package var jobs: [Job] {
        [
            Job(name: "exchange.returned", every: 10) { _, now in try await takeReturned(at: now) },
            Job(name: "exchange.opening", every: 10) { _, now in try await openFurther(at: now) },
            Job(name: "exchange.sweep", every: 24 * 3600) { _, now in try await sweep(at: now) },
        ]
    }

    /// Closes the exchange tables' databases.
    package func close() async { await national.close() }
}

/// The tables of this room, each with its one writer.
struct ExchangeTables: Sendable {
    let systems: SystemTable
    let deliveries: DeliveryTable
    let openings: OpeningTable
    let received: ReceivedTable
}
