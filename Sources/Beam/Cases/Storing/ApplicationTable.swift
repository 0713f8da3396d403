import Cryptography
import Identity
import Kernel
import Store

/// The rows of applications: frozen once, with what became known later beside it.
struct ApplicationTable: Sendable {
    let sealer: Sealer

    private func context(_ column: String, _ id: ID) -> String {
        Sealer.context(table: "cases_application", column: column, row: id.rawValue)
    }

    func insertion(_ value: Application, _ frozen: FrozenApplication, _ amendments: Amendments) -> Query {
        """
        INSERT INTO cases_application (
            id, number, thing, catalogue_version, party_kind, party_id, account_id, submitted_at, outcome, frozen, amendments, fields_asked,
            fields_total, materials_asked, materials_total, trips, materials_spared, certificates_spared, days_spared, trips_spared,
            lead, lead_region, lead_office, promised_days, due_on, due_provisional, delivery_way, delivery_together
        ) VALUES (
            \(value.id), \(value.number), \(value.thing), \(value.catalogueVersion), \(value.party.kind.rawValue), \(value.party.id),
            \(value.account), \(value.submittedAt), \(value.outcome.rawValue),
            \(sealer.sealBinary(frozen.json.bytes, for: context("frozen", value.id))), \(sealed(amendments, of: value.id)),
            \(value.counts.fieldsAsked), \(value.counts.fieldsTotal), \(value.counts.materialsAsked), \(value.counts.materialsTotal),
            \(value.counts.trips), \(value.counts.saving.materials), \(value.counts.saving.certificates), \(value.counts.saving.days),
            \(value.counts.saving.trips), \(value.lead?.department), \(value.lead?.region.rawValue), \(value.lead?.office),
            \(value.promisedDays), \(ApplicationTable.dueOn(value)), \(value.due?.provisional ?? false),
            \(value.delivery?.way.rawValue), \(value.delivery?.together ?? false)
        )
        """
    }

    private func sealed(_ amendments: Amendments, of id: ID) -> [UInt8]? {
        amendments.isEmpty ? nil : sealer.sealBinary(amendments.json.bytes, for: context("amendments", id))
    }

    func update(_ value: Application, _ amendments: Amendments, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE cases_application SET outcome = \(value.outcome.rawValue), amendments = \(sealed(amendments, of: value.id)),
                due_on = \(ApplicationTable.dueOn(value)), due_provisional = \(value.due?.provisional ?? false)
            WHERE id = \(value.id)
            """)
    }

    /// How many applications of a party for a thing have come to nothing.
    func failed(_ thing: String, of party: Party, in connection: any Connection) throws -> Int {
        let row = try connection.row(
            """
            SELECT COUNT(*) AS failed FROM cases_application
            WHERE party_kind = \(party.kind.rawValue) AND party_id = \(party.id) AND thing = \(thing)
                AND outcome = \(ApplicationOutcome.failed.rawValue)
            """)
        return Int(try row?.int("failed") ?? 0)
    }

    /// Enters who leads an application that was submitted before leads were known, and by when it is due.
    func place(_ value: Application, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE cases_application SET lead = \(value.lead?.department), lead_region = \(value.lead?.region.rawValue),
                lead_office = \(value.lead?.office), promised_days = \(value.promisedDays), due_on = \(ApplicationTable.dueOn(value)),
                due_provisional = \(value.due?.provisional ?? false)
            WHERE id = \(value.id)
            """)
    }

    /// Where nothing is due it stands last.
    private static func dueOn(_ value: Application) -> String { value.due?.date.description ?? CaseTable.never }

    static let columns: Query = """
        a.id, a.number, a.thing, a.catalogue_version, a.party_kind, a.party_id, a.account_id, a.submitted_at, a.outcome, a.fields_asked,
        a.fields_total, a.materials_asked, a.materials_total, a.trips, a.materials_spared, a.certificates_spared, a.days_spared,
        a.trips_spared, a.lead, a.lead_region, a.promised_days, a.due_on, a.due_provisional, a.delivery_way, a.delivery_together
        """

    static let deliveryMigration = Migration(
        room: "cases", number: 9, name: "how results are handed over",
        statements: [
            """
            ALTER TABLE cases_application ADD COLUMN delivery_way TEXT CHECK (delivery_way IN ('electronic', 'counter', 'post'))
            """,
            "ALTER TABLE cases_application ADD COLUMN delivery_together BIGINT NOT NULL DEFAULT 0",
        ])

    /// Of these applications those whose results go together.
    func together(among ids: [ID], in connection: any Connection) throws -> [ID: DeliveryChoice] {
        guard !ids.isEmpty else { return [:] }
        let rows = try connection.rows(
            "SELECT a.id, a.delivery_way FROM cases_application a WHERE a.id IN \(list: ids) AND a.delivery_together = 1")
        let choices = try rows.compactMap { row -> (ID, DeliveryChoice)? in
            try row.textOrNil("delivery_way").flatMap(DeliveryChoice.Way.init(rawValue:)).map {
                (try row.id("id"), DeliveryChoice($0, together: true))
            }
        }
        return Dictionary(choices) { first, _ in first }
    }

    /// The application; `locking` keeps other transactions from deciding its cases at the same time.
    func application(_ id: ID, locking: Bool = false, in connection: any Connection) throws -> Application? {
        let lock: Query = locking ? connection.dialect.forUpdate : ""
        return try connection.row("SELECT \(ApplicationTable.columns) FROM cases_application a WHERE a.id = \(id)" + lock).map(value)
    }

    func application(number: String, in connection: any Connection) throws -> Application? {
        try connection.row("SELECT \(ApplicationTable.columns) FROM cases_application a WHERE a.number = \(number)").map(value)
    }

    /// What an application froze, and what became known since.
    func contents(of id: ID, in connection: any Connection) throws -> (FrozenApplication, Amendments)? {
        guard let row = try connection.row("SELECT frozen, amendments FROM cases_application WHERE id = \(id)") else { return nil }
        let json = try JSON(parsing: sealer.openBinary(row.blob("frozen"), for: context("frozen", id)))
        guard let frozen = FrozenApplication(json: json) else { throw StoreError.malformed("cases_application \(id) is incomplete") }
        let amendments = try row.blobOrNil("amendments").map {
            try JSON(parsing: sealer.openBinary($0, for: context("amendments", id)))
        }
        return (frozen, amendments.flatMap(Amendments.init(json:)) ?? Amendments())
    }

    /// The newest first; `before` is the last one of the page above.
    func applications(of party: Party, before: ID?, limit: Int, in connection: any Connection) throws -> [Application] {
        let older: Query = before.map { " AND a.id < \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT \(ApplicationTable.columns) FROM cases_application a
            WHERE a.party_kind = \(party.kind.rawValue) AND a.party_id = \(party.id)\(older) ORDER BY a.id DESC LIMIT \(limit: limit)
            """
        ).map(value)
    }

    /// The applications for a thing since then, in the order in which they came.
    func submitted(_ thing: String, since start: Instant, in connection: any Connection) throws -> [Application] {
        try connection.rows(
            """
            SELECT \(ApplicationTable.columns) FROM cases_application a WHERE a.thing = \(thing) AND a.submitted_at >= \(start) ORDER BY a.id
            """
        ).map(value)
    }

    func value(_ row: ResultRow) throws -> Application {
        var value = Application(
            id: try row.id("id"), number: try row.text("number"), thing: try row.text("thing"),
            catalogueVersion: try row.int("catalogue_version"),
            party: Party(try row.value("party_kind", as: Party.Kind.self), try row.id("party_id")), account: try row.id("account_id"),
            submittedAt: try row.instant("submitted_at"), outcome: try row.value("outcome", as: ApplicationOutcome.self),
            counts: Application.Counts(
                fieldsAsked: try row.int("fields_asked"), fieldsTotal: try row.int("fields_total"),
                materialsAsked: try row.int("materials_asked"), materialsTotal: try row.int("materials_total"), trips: try row.int("trips"),
                saving: try SavingTable.saving(row, "_spared"))
        )
        if let department = try row.textOrNil("lead"), let region = try row.textOrNil("lead_region").flatMap({ RegionCode($0) }) {
            value.lead = LeadOffice(department: department, region: region)
        }
        value.promisedDays = try row.int("promised_days")
        if let day = try row.textOrNil("due_on"), day != CaseTable.never, let date = LocalDate(day) {
            value.due = DueDate(date: date, provisional: try row.bool("due_provisional"))
        }
        value.delivery = try row.textOrNil("delivery_way").flatMap(DeliveryChoice.Way.init(rawValue:)).map {
            DeliveryChoice($0, together: try row.bool("delivery_together"))
        }
        return value
    }
}
