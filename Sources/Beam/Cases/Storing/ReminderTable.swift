import Cryptography
import Kernel
import Store

/// The rows of reminders, once written never changed. What a lead wrote may name somebody, so it is sealed.
struct ReminderTable: Sendable {
    let sealer: Sealer

    private func context(_ id: ID) -> String { Sealer.context(table: "cases_reminder", column: "content", row: id.rawValue) }

    /// false where that case was reminded of on that day already.
    func insert(_ value: Reminder, in connection: any Connection) throws -> Bool {
        let content: JSON = ["name": .string(value.name), "note": JSON(value.note)]
        return try connection.run(
            """
            INSERT INTO cases_reminder (id, application_id, case_id, account_id, content, sent_on, sent_at)
            VALUES (\(value.id), \(value.application), \(value.caseID), \(value.account),
                \(sealer.sealBinary(content.bytes, for: context(value.id))), \(value.sentAt.date), \(value.sentAt))
            ON CONFLICT (case_id, sent_on) DO NOTHING
            """) == 1
    }

    private static let columns: Query = "r.id, r.application_id, r.case_id, r.account_id, r.content, r.sent_at"

    /// The newest first.
    func reminders(ofApplication id: ID, in connection: any Connection) throws -> [Reminder] {
        try connection.rows(
            "SELECT \(ReminderTable.columns) FROM cases_reminder r WHERE r.application_id = \(id) ORDER BY r.id DESC LIMIT 100"
        ).map(value)
    }

    /// The latest of a case; nil where there was none.
    func latest(ofCase id: ID, in connection: any Connection) throws -> Reminder? {
        try connection.row(
            "SELECT \(ReminderTable.columns) FROM cases_reminder r WHERE r.case_id = \(id) ORDER BY r.sent_on DESC LIMIT 1"
        ).map(value)
    }

    /// Which of these cases somebody has been reminded of.
    func reminded(among cases: [ID], in connection: any Connection) throws -> Set<ID> {
        guard !cases.isEmpty else { return [] }
        return Set(
            try connection.rows("SELECT DISTINCT r.case_id FROM cases_reminder r WHERE r.case_id IN \(list: cases)").map {
                try $0.id("case_id")
            })
    }

    private func value(_ row: ResultRow) throws -> Reminder {
        let id = try row.id("id")
        let content = try JSON(parsing: sealer.openBinary(row.blob("content"), for: context(id)))
        guard let name = content["name"]?.string else { throw StoreError.malformed("cases_reminder \(id) has no sender") }
        return Reminder(
            id: id, application: try row.id("application_id"), caseID: try row.id("case_id"), account: try row.id("account_id"),
            name: name, note: content["note"]?.string, sentAt: try row.instant("sent_at"))
    }
}
