import Cryptography
import Kernel
import Store

/// The only code that writes the rows of cases. A row never changes without the event that tells why: `replace` has no default for it.
struct CaseTable: Sendable {
    let sealer: Sealer
    let blindIndex: BlindIndex

    /// Where nothing is due, a case stands last.
    static let never = "9999-12-31"

    static func office(_ department: String, _ region: RegionCode) -> String { "\(department)@\(region.rawValue)" }

    func applicantKey(_ number: String) -> String { blindIndex.hash(number, purpose: "cases.applicant") }
    func applicantKeys(_ number: String) -> [String] { blindIndex.hashes(number, purpose: "cases.applicant") }
    func nameKey(_ name: String) -> String { blindIndex.hash(name, purpose: "cases.name") }
    func nameKeys(_ name: String) -> [String] { blindIndex.hashes(name, purpose: "cases.name") }

    private func context(_ column: String, _ id: ID) -> String { Sealer.context(table: "cases_case", column: column, row: id.rawValue) }

    private func sealedChecks(_ value: Case) -> [UInt8]? {
        value.checks.isEmpty
            ? nil : sealer.sealBinary(JSON.array(value.checks.map(\.json)).bytes, for: context("checks", value.id))
    }

    /// Who takes over an item's cases reads the open ones in order.
    static let openMigration = Migration(
        room: "cases", number: 11, name: "open cases by item",
        statements: ["CREATE INDEX cases_case_item ON cases_case (item, id) WHERE desk IS NOT NULL"])

    // MARK: Writing

    /// The statement that enters a case; its events follow it.
    func insertion(_ value: Case, number: String, desk: CaseDesk?) -> Query {
        let name = sealer.sealBinary(Array(value.applicantName.utf8), for: context("applicant_name", value.id))
        return """
            INSERT INTO cases_case (
                id, application_id, number, item, catalogue_version, department, region, desk_region, office, desk, status, version, head,
                party, applicant_name, applicant_key, name_key, received_at, accepted_at, decided_at, closed_at, due_on, due_phase,
                due_provisional, promised_on, statutory_on, clock, assignee, accepted_by, deemed, instant, reviewed, fee_fen, paid_receipt,
                result_licence, supplement, checks, papers, papers_due, promise_version, after_check, check_due,
                follow_provisional
            ) VALUES (
                \(value.id), \(value.application), \(value.number), \(value.item), \(value.catalogueVersion), \(value.department),
                \(value.region.rawValue), \(value.deskRegion.rawValue), \(CaseTable.office(value.department, value.deskRegion)),
                \(desk?.rawValue), \(value.status.rawValue), \(value.version), \(value.head), \(value.party.description), \(name),
                \(applicantKey(number)), \(nameKey(value.applicantName)), \(value.receivedAt), \(value.acceptedAt), \(value.decidedAt),
                \(value.closedAt), \(CaseTable.dueOn(value)), \(value.due?.phase.rawValue), \(value.provisionalDates),
                \(value.due?.promised?.date), \(value.due?.statutory?.date), \(value.clock.json), \(value.assignee), \(value.acceptedBy),
                \(value.isDeemedAccepted), \(value.isInstant), \(value.isReviewed), \(value.fee), \(value.paymentReceipt), \(value.licence),
                \(CaseTable.supplement(value)), \(sealedChecks(value)), \(CaseTable.papers(value)), \(value.papersDue),
                \(value.promiseVersion), \(value.afterCheck?.json), \(value.afterCheck?.next?.date), \(value.hasProvisionalFollowUps)
            )
            """
    }

    /// The statement that puts a case in the place of what it was, unless somebody else has changed it in between.
    private func replacement(of before: Case, with after: Case, desk: CaseDesk?) -> Query {
        """
        UPDATE cases_case SET
            desk_region = \(after.deskRegion.rawValue), office = \(CaseTable.office(after.department, after.deskRegion)),
            desk = \(desk?.rawValue), status = \(after.status.rawValue), version = \(after.version), head = \(after.head),
            received_at = \(after.receivedAt), accepted_at = \(after.acceptedAt), decided_at = \(after.decidedAt),
            closed_at = \(after.closedAt), due_on = \(CaseTable.dueOn(after)), due_phase = \(after.due?.phase.rawValue),
            due_provisional = \(after.provisionalDates), promised_on = \(after.due?.promised?.date), statutory_on = \(after.due?.statutory?.date),
            clock = \(after.clock.json), assignee = \(after.assignee), accepted_by = \(after.acceptedBy), deemed = \(after.isDeemedAccepted),
            instant = \(after.isInstant), reviewed = \(after.isReviewed), paid_receipt = \(after.paymentReceipt),
            result_licence = \(after.licence), supplement = \(CaseTable.supplement(after)), checks = \(sealedChecks(after)),
            papers = \(CaseTable.papers(after)), papers_due = \(after.papersDue), after_check = \(after.afterCheck?.json),
            check_due = \(after.afterCheck?.next?.date), follow_provisional = \(after.hasProvisionalFollowUps)
        WHERE id = \(before.id) AND version = \(before.version)
        """
    }

    /// Puts a case in the place of what it was, with the events that tell why.
    func replace(
        _ before: Case, with after: Case, desk: CaseDesk?, recording events: [CaseEvent], _ history: EventTable,
        in connection: any Connection
    ) throws {
        precondition(events.first?.sequence == before.version + 1 && events.last?.sequence == after.version, "no change without its trail")
        guard try connection.run(replacement(of: before, with: after, desk: desk)) == 1 else { throw CaseRefusal.stale }
        try connection.run(history.insertion(events))
    }

    /// Notes who has taken a case on.
    func assign(_ id: ID, to account: ID?, from holder: ID?, in connection: any Connection) throws -> Bool {
        let unchanged: Query = holder.map { "assignee = \($0)" } ?? "assignee IS NULL"
        return try connection.run("UPDATE cases_case SET assignee = \(account) WHERE id = \(id) AND \(unchanged)") == 1
    }

    /// Brings the dates of a case up to a calendar that knows more, or to the cases that it waited for. They follow from clock and calendar,
    /// so no event of its own tells of it.
    func settle(_ value: Case, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE cases_case SET due_on = \(CaseTable.dueOn(value)), due_provisional = \(value.provisionalDates),
                due_phase = \(value.due?.phase.rawValue), clock = \(value.clock.json),
                promised_on = \(value.due?.promised?.date), statutory_on = \(value.due?.statutory?.date),
                papers = \(CaseTable.papers(value)), papers_due = \(value.papersDue), after_check = \(value.afterCheck?.json),
                check_due = \(value.afterCheck?.next?.date), follow_provisional = \(value.hasProvisionalFollowUps)
            WHERE id = \(value.id) AND version = \(value.version)
            """)
    }

    private static func dueOn(_ value: Case) -> String { value.due?.due?.date.description ?? never }

    private static func supplement(_ value: Case) -> JSON? {
        value.supplementPoints.map { .array($0.sorted().map(JSON.string)) }
    }

    private static func papers(_ value: Case) -> JSON? { value.papers.isEmpty ? nil : .array(value.papers.map(\.json)) }

    // MARK: Reading

    static let columns: Query = """
        c.id, c.application_id, c.number, c.item, c.catalogue_version, c.department, c.region, c.desk_region, c.status, c.version, c.head,
        c.party, c.applicant_name, c.received_at, c.accepted_at, c.decided_at, c.closed_at, c.due_on, c.due_phase, c.due_provisional,
        c.promised_on, c.statutory_on, c.clock, c.assignee, c.accepted_by, c.deemed, c.instant, c.reviewed, c.fee_fen, c.paid_receipt,
        c.result_licence, c.supplement, c.checks, c.papers, c.promise_version, c.after_check
        """

    func case_(_ id: ID, in connection: any Connection) throws -> Case? {
        try connection.row("SELECT \(CaseTable.columns) FROM cases_case c WHERE c.id = \(id)").map(value)
    }

    /// The cases of an application, in the order in which they were opened.
    func cases(of application: ID, in connection: any Connection) throws -> [Case] {
        try connection.rows("SELECT \(CaseTable.columns) FROM cases_case c WHERE c.application_id = \(application) ORDER BY c.id").map(
            value)
    }

    func value(_ row: ResultRow) throws -> Case {
        let id = try row.id("id")
        guard let region = RegionCode(try row.text("region")), let deskRegion = RegionCode(try row.text("desk_region")),
            let party = Party(try row.text("party")), let clock = CaseClock(json: try row.json("clock"))
        else { throw StoreError.malformed("cases_case \(id) is incomplete") }
        let name = String(decoding: try sealer.openBinary(row.blob("applicant_name"), for: context("applicant_name", id)), as: UTF8.self)
        var value = Case(
            id: id, application: try row.id("application_id"), number: try row.text("number"), item: try row.text("item"),
            catalogueVersion: try row.int("catalogue_version"), department: try row.text("department"), region: region,
            status: try row.value("status", as: CaseStatus.self), version: try row.int("version"), clock: clock, party: party,
            applicantName: name, fee: try row.money("fee_fen"))
        value.deskRegion = deskRegion
        value.head = try row.text("head")
        value.receivedAt = try row.instantOrNil("received_at")
        value.acceptedAt = try row.instantOrNil("accepted_at")
        value.decidedAt = try row.instantOrNil("decided_at")
        value.closedAt = try row.instantOrNil("closed_at")
        value.due = try due(row)
        value.assignee = try row.idOrNil("assignee")
        value.acceptedBy = try row.idOrNil("accepted_by")
        value.isDeemedAccepted = try row.bool("deemed")
        value.isInstant = try row.bool("instant")
        value.isReviewed = try row.bool("reviewed")
        value.paymentReceipt = try row.textOrNil("paid_receipt")
        value.licence = try row.idOrNil("result_licence")
        value.supplementPoints = try row.jsonOrNil("supplement").map { Set($0.array?.compactMap(\.string) ?? []) }
        value.papers = try row.jsonOrNil("papers")?.array?.compactMap(OpenPaper.init(json:)) ?? []
        value.promiseVersion = try row.textOrNil("promise_version")
        value.afterCheck = try row.jsonOrNil("after_check").flatMap(AfterCheck.init(json:))
        if let sealed = try row.blobOrNil("checks") {
            let json = try JSON(parsing: sealer.openBinary(sealed, for: context("checks", id)))
            value.checks = json.array?.compactMap(CheckResult.init(json:)) ?? []
        }
        return value
    }

    private func due(_ row: ResultRow) throws -> CaseDue? {
        guard let phase = try row.textOrNil("due_phase").flatMap(CaseClock.Phase.init(rawValue:)) else { return nil }
        let provisional = try row.int("due_provisional")
        func date(_ column: String, _ bit: Int) throws -> DueDate? {
            try row.dateOrNil(column).map { DueDate(date: $0, provisional: provisional & bit != 0) }
        }
        return CaseDue(
            phase: phase, due: try row.text("due_on") == CaseTable.never ? nil : date("due_on", 1), promised: try date("promised_on", 2),
            statutory: try date("statutory_on", 4))
    }
}

extension Case {
    /// Which of its dates wait for a holiday notice: 1 the next, 2 the promised, 4 the law's.
    var provisionalDates: Int {
        (due?.due?.provisional == true ? 1 : 0) | (due?.promised?.provisional == true ? 2 : 0)
            | (due?.statutory?.provisional == true ? 4 : 0)
    }
}
