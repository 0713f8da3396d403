package import Cases
import Catalogue
import Cryptography
package import DataCentre
package import Exchange
package import Identity
package import Kernel
package import Licences
package import Logging
package import Messages
package import Portal
package import Store
package import Web
package import Workshop

/// The composition root: every room and what it stands on, wired on one screen.
package struct Platform: Sendable {
    package let settings: PlatformSettings
    package let ground: Groundwork
    package let surroundings: Surroundings
    package let identity: Identity
    package let messages: Messages
    package let licences: Licences
    package let presentations: Presentations
    package let dataCentre: DataCentre
    package let cases: Cases
    package let portal: Portal
    package let workshop: Workshop
    package let exchange: Exchange
    let saving = CurrentSaving()
    package let site: Site
    let readiness: Readiness
    let log: @Sendable (String) -> Logger

    package init(
        _ settings: PlatformSettings, on ground: Groundwork, demoLogins: [DemoLogin] = [], surroundings: Surroundings = .real,
        log: @escaping @Sendable (String) -> Logger = { Logger(label: $0) }
    ) throws {
        let (database, current, calendar) = (ground.database, ground.catalogue, ground.calendar)
        let sealer = Sealer(ground.keyring)
        let index = BlindIndex(ground.keyring)
        let web = settings.webSettings(folder: ground.home.web)
        let identity = Identity(
            database: database, sealer: sealer, blindIndex: index, sessions: Sessions(life: web.sessionLife), surroundings: surroundings,
            settings: Identity.Settings(
                passwordCost: settings.demo ? .light : .standard, demoLogins: settings.demo ? demoLogins : [],
                staffHome: Platform.staffHome,
                accountWays: settings.openRooms.contains(.datacentre) ? DataCentre.accountWays : []))
        let messages = Messages(database: database, sealer: sealer, surroundings: surroundings)
        let licences = Licences(
            database: database, catalogue: current, identity: identity, sealer: sealer, blindIndex: index, surroundings: surroundings,
            origin: settings.publicOrigin, calendar: { calendar.value }, settings: settings.licences)
        guard let credentials = Signer(credentials: ground.keyring) else { throw PlatformProblem.noCredentialKey(settings.keys.file) }
        let presentations = Presentations(licences: licences, signer: credentials, sealer: sealer, blindIndex: index)
        let dataCentre = DataCentre(
            database: database, catalogue: current, identity: identity, sealer: sealer, blindIndex: index, surroundings: surroundings,
            origin: settings.publicOrigin, calendar: { calendar.value }, settings: settings.datacentre,
            connectors: try DataSources.read(settings.datacentre.sourcesFile, in: current.snapshot, logger: log("datacentre")),
            messages: messages,
            elsewhere: Platform.objections(in: settings.openRooms.contains(.licences) ? licences : nil, current),
            readings: Platform.readings(in: licences), exchanging: { try Exchange.departments(in: $0) }, logger: log("datacentre"))
        var caseSettings = settings.cases
        caseSettings.origin = settings.publicOrigin
        let cases = Cases(
            database: database, catalogue: current, versions: ground.catalogues, calendar: { calendar.value }, regions: ground.regions,
            licences: licences, dataCentre: dataCentre, identity: identity, messages: messages, sealer: sealer, blindIndex: index,
            signer: Signer(ground.keyring), digest: ground.keyring.suite.digest, surroundings: surroundings, settings: caseSettings)
        let portal = Portal(catalogue: current, cases: cases, identity: identity, saving: saving, origin: settings.publicOrigin)
        let districts = Set(ground.regions.districts.map(\.code.sixDigits))
        let graphviz = Graphviz()
        let workshop = Workshop(
            database: database, catalogue: current, versions: ground.catalogues, cases: cases, surroundings: surroundings,
            draughtsman: Draughtsman { try await graphviz.svg($0) }, guides: GuideWriter(Portal.guide))
        let exchange = Exchange(
            database: database, catalogue: current, identity: identity, cases: cases, licences: licences, dataCentre: dataCentre,
            sealer: sealer, surroundings: surroundings, settings: settings.exchange, origin: settings.publicOrigin,
            sender: try HTTPSource(authorities: settings.exchange.authorities).send,
            open: try ExchangeDatabases.opening(settings.exchange, logger: log("exchange")))
        let rooms: [(PlatformRoom?, [Endpoint])] = [
            (nil, identity.endpoints), (.messages, messages.endpoints), (.licences, licences.endpoints + presentations.endpoints),
            (.datacentre, dataCentre.endpoints),
            (.cases, cases.endpoints), (.portal, portal.endpoints), (.workshop, workshop.endpoints),
            (.exchange, exchange.endpoints),
        ]
        let open = settings.openRooms
        let readiness = Readiness(database)
        site = try Site(
            endpoints: rooms.filter { room, _ in room.map(open.contains) ?? true }.flatMap(\.1), settings: web, database: database,
            surroundings: surroundings,
            identify: { row, language, connection in
                try identity.visitor(for: row, language: language, in: connection, on: surroundings.now().date)
            },
            menus: Platform.menus(open, cases), publicVersion: { [saving] in current.snapshot.version + saving.revision },
            isPlace: { districts.contains($0) },
            ready: { try await readiness.check() },
            metrics: Platform.gauges(database), logger: log("web"))
        self.settings = settings
        self.ground = ground
        self.surroundings = surroundings
        self.identity = identity
        self.messages = messages
        self.licences = licences
        self.presentations = presentations
        self.dataCentre = dataCentre
        self.cases = cases
        self.portal = portal
        self.workshop = workshop
        self.exchange = exchange
        self.readiness = readiness
        self.log = log
    }

    /// The tables of every room, each after those that it refers to.
    package static let migrations: [Migration] =
        KeyCheck.migrations + WebMigrations.all + CatalogueMigrations.all + Identity.migrations + Messages.migrations + Licences.migrations
        + DataCentre.migrations + CasesMigrations.all + WorkshopMigrations.all + Exchange.migrations

    /// What reacts to what others have told.
    var subscriptions: [Subscription] { cases.subscriptions + workshop.subscriptions + exchange.subscriptions }

    /// What recurs by the clock.
    var jobs: [Job] {
        [
            Job(name: "web.sweep", every: 600) { database, now in try await database.write { _ = try WebSweep.run(now: now, in: $0) } },
            Serials.sweeping,
        ]
            + licences.jobs + presentations.jobs + cases.jobs + workshop.jobs + dataCentre.jobs + exchange.jobs
    }
}
