package import Catalogue
package import Cryptography
package import DataCentre
package import Identity
package import Kernel
package import Licences
package import Messages
package import Store

/// 办件: applications and their cases from submission to hand-over. This is what other rooms may do with them; each act is in its folder.
package struct Cases: Sendable {
    /// Told after every change of a case: `{case, application, number, party, item, actions, status, version}`.
    package static let changedTopic = "cases.changed"
    /// Told once for each submission: `{application, number, party, thing, cases: [{case, item, number, status, actions}]}`.
    package static let submittedTopic = "cases.submitted"

    let database: Database
    let catalogue: CurrentCatalogue
    let versions: CatalogueStore
    let calendar: @Sendable () -> WorkingCalendar
    let regions: Regions
    let licences: Licences
    let dataCentre: DataCentre
    let identity: Identity
    let messages: Messages
    let sealer: Sealer
    let surroundings: Surroundings
    let settings: CasesSettings
    let registrar: Registrar
    let numbers: NumberAllocator
    let offices: KnownOffices
    let tables: CaseTables

    package init(
        database: Database, catalogue: CurrentCatalogue, versions: CatalogueStore, calendar: @escaping @Sendable () -> WorkingCalendar,
        regions: Regions, licences: Licences, dataCentre: DataCentre, identity: Identity, messages: Messages, sealer: Sealer,
        blindIndex: BlindIndex, signer: Signer, digest: Digest, surroundings: Surroundings, settings: CasesSettings = CasesSettings()
    ) {
        self.database = database
        self.catalogue = catalogue
        self.versions = versions
        self.calendar = calendar
        self.regions = regions
        self.licences = licences
        self.dataCentre = dataCentre
        self.identity = identity
        self.messages = messages
        self.sealer = sealer
        self.surroundings = surroundings
        self.settings = settings
        registrar = Registrar(digest: digest, signer: signer, surroundings: surroundings)
        numbers = NumberAllocator(database: database, mostAtOnce: settings.numberLease)
        offices = KnownOffices()
        tables = CaseTables(sealer: sealer, blindIndex: blindIndex)
    }

    /// The catalogue of a version, whatever its age.
    package func catalogue(version: Int) async throws -> Catalogue {
        let current = catalogue.snapshot
        if current.version == version { return current }
        guard let found = try await versions.version(version) else { throw CatalogueGap("there is no version \(version)") }
        return found.placed(in: regions, industries: current.industries)
    }

    /// What an application's passage needs, for the version that it froze.
    func desk(thing code: String, version: Int, at instant: Instant) async throws -> PassageDesk {
        let catalogue = try await catalogue(version: version)
        guard let thing = catalogue.thing(code) else { throw CatalogueGap("version \(version) has no thing \(code)") }
        return desk(thing, catalogue, at: instant)
    }

    func desk(_ thing: Thing, _ catalogue: Catalogue, at instant: Instant) -> PassageDesk {
        PassageDesk(
            thing: thing, catalogue: catalogue, registrar: registrar, calendar: calendar(), regions: regions, settings: settings,
            today: instant.date)
    }
}

/// The tables of this room, each with its one writer.
struct CaseTables: Sendable {
    let cases: CaseTable
    let applications: ApplicationTable
    let events: EventTable
    let documents: DocumentTable
    let attachments: AttachmentTable
    let matters: MatterTable
    let reminders: ReminderTable
    let brokenPromises: BrokenPromiseTable
    let assistances: AssistanceTable

    init(sealer: Sealer, blindIndex: BlindIndex) {
        cases = CaseTable(sealer: sealer, blindIndex: blindIndex)
        applications = ApplicationTable(sealer: sealer)
        events = EventTable(sealer: sealer)
        documents = DocumentTable(sealer: sealer)
        attachments = AttachmentTable(sealer: sealer, blindIndex: blindIndex)
        matters = MatterTable(blindIndex: blindIndex)
        reminders = ReminderTable(sealer: sealer)
        brokenPromises = BrokenPromiseTable(sealer: sealer, blindIndex: blindIndex)
        assistances = AssistanceTable(sealer: sealer)
    }
}
