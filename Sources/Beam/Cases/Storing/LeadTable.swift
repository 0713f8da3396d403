import Kernel
import Store
import Web

/// Whole applications in the order in which their leads have to see to them.
enum LeadTable {
    // `due_on` is empty only for applications of before this migration, until a job has placed them.
    static let migration = Migration(
        room: "cases", number: 6, name: "who leads an application, and reminders",
        statements: [
            "ALTER TABLE cases_application ADD COLUMN lead TEXT", "ALTER TABLE cases_application ADD COLUMN lead_region TEXT",
            "ALTER TABLE cases_application ADD COLUMN lead_office TEXT",
            "ALTER TABLE cases_application ADD COLUMN promised_days BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE cases_application ADD COLUMN due_on TEXT",
            "ALTER TABLE cases_application ADD COLUMN due_provisional BIGINT NOT NULL DEFAULT 0",
            """
            CREATE INDEX cases_application_lead ON cases_application (lead_office, due_on, id)
            WHERE outcome = 'open' AND lead_office IS NOT NULL
            """,
            "CREATE INDEX cases_application_due ON cases_application (due_on, id) WHERE outcome = 'open' AND lead_office IS NOT NULL",
            "CREATE INDEX cases_application_unplaced ON cases_application (id) WHERE due_on IS NULL",
            "CREATE INDEX cases_application_provisional ON cases_application (id) WHERE due_provisional > 0",
            """
            CREATE TABLE cases_reminder (
                id TEXT NOT NULL PRIMARY KEY,
                application_id TEXT NOT NULL REFERENCES cases_application (id),
                case_id TEXT NOT NULL REFERENCES cases_case (id),
                account_id TEXT NOT NULL,
                content BLOB NOT NULL,
                sent_on TEXT NOT NULL,
                sent_at BIGINT NOT NULL,
                UNIQUE (case_id, sent_on)
            )
            """,
            "CREATE INDEX cases_reminder_application ON cases_reminder (application_id, id)",
        ])

    /// The open ones of one office.
    static func part(_ office: String, after: WorklistKey?, limit: Int) -> Query {
        """
        SELECT due_on, id FROM (
            SELECT a.due_on, a.id FROM cases_application a
            WHERE a.outcome = 'open' AND a.lead_office IS NOT NULL AND a.lead_office = \(office)\(beyond(after))
            ORDER BY a.due_on, a.id LIMIT \(limit: limit)
        ) AS part
        """
    }

    /// The open ones of a scope so wide that it holds a good part of the city's.
    static func throughout(_ rights: Query, after: WorklistKey?, limit: Int) -> Query {
        """
        SELECT a.due_on, a.id FROM cases_application a
        WHERE a.outcome = 'open' AND a.lead_office IS NOT NULL AND \(rights)\(beyond(after)) ORDER BY a.due_on, a.id LIMIT \(limit: limit)
        """
    }

    private static func beyond(_ after: WorklistKey?) -> Query {
        after.map { " AND (a.due_on, a.id) > (\($0.dueOn), \($0.id))" } ?? ""
    }
}
