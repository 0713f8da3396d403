package import Store

/// The tables of this room. Every hot one carries the key of its application; whatever identifies somebody is sealed.
package enum CasesMigrations {
    package static let all: [Migration] = [
        Migration(room: "cases", number: 1, name: "applications, cases, history, documents", statements: applications + cases + history),
        Migration(room: "cases", number: 2, name: "attachments, numbers", statements: attachments + numbers),
        Cases.draftMigration,
        Migration(room: "cases", number: 4, name: "matters that are applied for once", statements: matters),
        SavingTable.migration,
        LeadTable.migration,
        FollowUpTable.migration,
        AssistanceTable.migration, ApplicationTable.deliveryMigration, DraftTable.retentionMigration,
        CaseTable.openMigration,
    ]

    private static let applications: [Query] = [
        """
        CREATE TABLE cases_application (
            id TEXT NOT NULL PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            thing TEXT NOT NULL,
            catalogue_version BIGINT NOT NULL,
            party_kind TEXT NOT NULL CHECK (party_kind IN ('person', 'enterprise')),
            party_id TEXT NOT NULL,
            account_id TEXT NOT NULL,
            submitted_at BIGINT NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('open', 'done', 'partly', 'failed')),
            frozen BLOB NOT NULL,
            amendments BLOB,
            fields_asked BIGINT NOT NULL,
            fields_total BIGINT NOT NULL,
            materials_asked BIGINT NOT NULL,
            materials_total BIGINT NOT NULL,
            trips BIGINT NOT NULL
        )
        """,
        "CREATE INDEX cases_application_party ON cases_application (party_kind, party_id, id)",
    ]

    // `desk` is empty for a case that has ended; `due_on` is the end of time where nothing is due, so that such cases stand last.
    private static let cases: [Query] = [
        """
        CREATE TABLE cases_case (
            id TEXT NOT NULL PRIMARY KEY,
            application_id TEXT NOT NULL REFERENCES cases_application (id),
            number TEXT NOT NULL UNIQUE,
            item TEXT NOT NULL,
            catalogue_version BIGINT NOT NULL,
            department TEXT NOT NULL,
            region TEXT NOT NULL,
            desk_region TEXT NOT NULL,
            office TEXT NOT NULL,
            desk TEXT CHECK (desk IN ('intake', 'review', 'decide', 'issue', 'outside')),
            status TEXT NOT NULL,
            version BIGINT NOT NULL CHECK (version > 0),
            head TEXT NOT NULL,
            party TEXT NOT NULL,
            applicant_name BLOB NOT NULL,
            applicant_key TEXT NOT NULL,
            name_key TEXT NOT NULL,
            received_at BIGINT,
            accepted_at BIGINT,
            decided_at BIGINT,
            closed_at BIGINT,
            due_on TEXT NOT NULL,
            due_phase TEXT,
            due_provisional BIGINT NOT NULL CHECK (due_provisional BETWEEN 0 AND 7),
            promised_on TEXT,
            statutory_on TEXT,
            clock TEXT NOT NULL,
            assignee TEXT,
            accepted_by TEXT,
            deemed BIGINT NOT NULL CHECK (deemed IN (0, 1)),
            instant BIGINT NOT NULL CHECK (instant IN (0, 1)),
            reviewed BIGINT NOT NULL CHECK (reviewed IN (0, 1)),
            fee_fen BIGINT NOT NULL,
            paid_receipt TEXT,
            result_licence TEXT,
            supplement TEXT,
            checks BLOB
        )
        """,
        "CREATE INDEX cases_case_application ON cases_case (application_id)",
        "CREATE INDEX cases_case_worklist ON cases_case (office, desk, due_on, id) WHERE desk IS NOT NULL",
        "CREATE INDEX cases_case_due ON cases_case (desk, due_on, id) WHERE desk IS NOT NULL",
        "CREATE INDEX cases_case_applicant ON cases_case (applicant_key, id)",
        "CREATE INDEX cases_case_name ON cases_case (name_key, id)",
        "CREATE INDEX cases_case_provisional ON cases_case (id) WHERE due_provisional > 0",
        """
        CREATE TABLE cases_office (
            department TEXT NOT NULL,
            region TEXT NOT NULL,
            office TEXT NOT NULL,
            PRIMARY KEY (department, region)
        ) WITHOUT ROWID
        """,
    ]

    private static let history: [Query] = [
        """
        CREATE TABLE cases_event (
            case_id TEXT NOT NULL REFERENCES cases_case (id),
            seq BIGINT NOT NULL CHECK (seq > 0),
            at BIGINT NOT NULL,
            action TEXT NOT NULL,
            actor_kind TEXT NOT NULL CHECK (actor_kind IN ('applicant', 'staff', 'system')),
            actor_id TEXT,
            from_status TEXT,
            to_status TEXT NOT NULL,
            payload BLOB NOT NULL,
            salt TEXT NOT NULL,
            payload_digest TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL,
            PRIMARY KEY (case_id, seq)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX cases_event_at ON cases_event (at)",
        """
        CREATE TABLE cases_document (
            id TEXT NOT NULL PRIMARY KEY,
            case_id TEXT NOT NULL REFERENCES cases_case (id),
            application_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            number TEXT NOT NULL,
            issued_at BIGINT NOT NULL,
            content BLOB NOT NULL,
            digest TEXT NOT NULL,
            seal TEXT NOT NULL,
            token TEXT NOT NULL UNIQUE
        )
        """,
        "CREATE INDEX cases_document_case ON cases_document (case_id)",
        """
        CREATE TABLE cases_root (
            hour TEXT NOT NULL PRIMARY KEY,
            root TEXT NOT NULL,
            previous TEXT NOT NULL,
            heads BIGINT NOT NULL,
            hash TEXT NOT NULL,
            signature TEXT NOT NULL,
            signed_at BIGINT NOT NULL
        ) WITHOUT ROWID
        """,
    ]

    private static let attachments: [Query] = [
        "CREATE TABLE cases_blob (hash TEXT NOT NULL PRIMARY KEY, size BIGINT NOT NULL, created_at BIGINT NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE cases_blob_part (
            hash TEXT NOT NULL REFERENCES cases_blob (hash) ON DELETE CASCADE,
            part BIGINT NOT NULL CHECK (part >= 0),
            bytes BLOB NOT NULL,
            PRIMARY KEY (hash, part)
        )
        """,
        """
        CREATE TABLE cases_attachment (
            id TEXT NOT NULL PRIMARY KEY,
            owner TEXT NOT NULL,
            case_id TEXT,
            material TEXT NOT NULL,
            name BLOB NOT NULL,
            type TEXT NOT NULL,
            size BIGINT NOT NULL CHECK (size > 0),
            content_hash TEXT NOT NULL REFERENCES cases_blob (hash),
            uploaded_at BIGINT NOT NULL,
            bound BIGINT NOT NULL CHECK (bound IN (0, 1))
        )
        """,
        "CREATE INDEX cases_attachment_owner ON cases_attachment (owner, id)",
        "CREATE INDEX cases_attachment_blob ON cases_attachment (content_hash)",
        "CREATE INDEX cases_attachment_loose ON cases_attachment (uploaded_at) WHERE bound = 0",
    ]

    // The latest case about each matter; what the matter is shows only as a keyed hash.
    private static let matters: [Query] = [
        """
        CREATE TABLE cases_matter (
            item TEXT NOT NULL,
            matter TEXT NOT NULL,
            case_id TEXT NOT NULL,
            PRIMARY KEY (item, matter)
        ) WITHOUT ROWID
        """
    ]

    private static let numbers: [Query] = [
        "CREATE TABLE cases_number (scope TEXT NOT NULL PRIMARY KEY, next BIGINT NOT NULL CHECK (next > 0)) WITHOUT ROWID"
    ]
}
