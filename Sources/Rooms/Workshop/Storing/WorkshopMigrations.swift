package import Store

/// The tables of this room.
package enum WorkshopMigrations {
    package static let all: [Migration] = [
        Migration(
            room: "workshop", number: 1, name: "drafts of the catalogue",
            statements: [
                """
                CREATE TABLE workshop_draft (
                    id TEXT NOT NULL PRIMARY KEY,
                    title TEXT NOT NULL,
                    base_version BIGINT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('draft', 'review', 'returned', 'approved', 'published', 'withdrawn')),
                    author TEXT,
                    author_name TEXT NOT NULL,
                    reviewer TEXT,
                    reviewer_name TEXT,
                    reason TEXT,
                    effective_on TEXT,
                    published_version BIGINT,
                    revision BIGINT NOT NULL CHECK (revision > 0),
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX workshop_draft_state ON workshop_draft (state, id)",
                """
                CREATE TABLE workshop_edit (
                    draft_id TEXT NOT NULL REFERENCES workshop_draft (id),
                    kind TEXT NOT NULL,
                    code TEXT NOT NULL,
                    content TEXT,
                    base_hash TEXT,
                    base_version BIGINT NOT NULL,
                    revision BIGINT NOT NULL CHECK (revision > 0),
                    editor TEXT,
                    editor_name TEXT NOT NULL,
                    edited_at BIGINT NOT NULL,
                    PRIMARY KEY (draft_id, kind, code)
                )
                """,
                "CREATE INDEX workshop_edit_definition ON workshop_edit (kind, code)",
                """
                CREATE TABLE workshop_author (
                    draft_id TEXT NOT NULL REFERENCES workshop_draft (id),
                    account TEXT NOT NULL,
                    PRIMARY KEY (draft_id, account)
                )
                """,
                """
                CREATE TABLE workshop_event (
                    draft_id TEXT NOT NULL REFERENCES workshop_draft (id),
                    sequence BIGINT NOT NULL CHECK (sequence > 0),
                    at BIGINT NOT NULL,
                    action TEXT NOT NULL,
                    actor TEXT,
                    actor_name TEXT NOT NULL,
                    to_state TEXT NOT NULL,
                    reason TEXT,
                    PRIMARY KEY (draft_id, sequence)
                )
                """,
                """
                CREATE TABLE workshop_price (
                    draft_id TEXT NOT NULL PRIMARY KEY REFERENCES workshop_draft (id),
                    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
                    content_hash TEXT NOT NULL,
                    run TEXT NOT NULL,
                    position TEXT,
                    done BIGINT NOT NULL CHECK (done >= 0),
                    share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 1000),
                    tally TEXT NOT NULL,
                    asked_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL
                )
                """,
            ]),
        Migration(
            room: "workshop", number: 2, name: "advice of the graph",
            statements: [
                """
                CREATE TABLE workshop_advice (
                    id TEXT NOT NULL PRIMARY KEY,
                    kind TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined')),
                    revision BIGINT NOT NULL CHECK (revision > 0),
                    content TEXT NOT NULL,
                    hours BIGINT NOT NULL,
                    position BIGINT,
                    first_seen BIGINT NOT NULL,
                    last_seen BIGINT NOT NULL,
                    actor TEXT,
                    actor_name TEXT,
                    reason TEXT,
                    decided_at BIGINT,
                    decision TEXT,
                    draft_id TEXT REFERENCES workshop_draft (id),
                    saved TEXT,
                    CHECK ((state = 'open') = (decision IS NULL)),
                    CHECK (state <> 'declined' OR reason IS NOT NULL),
                    CHECK (state <> 'accepted' OR draft_id IS NOT NULL)
                )
                """,
                "CREATE INDEX workshop_advice_rank ON workshop_advice (state, position)",
                "CREATE INDEX workshop_advice_kind ON workshop_advice (state, kind, position)",
                "CREATE INDEX workshop_advice_decision ON workshop_advice (state, decision)",
                """
                CREATE TABLE workshop_advice_event (
                    advice_id TEXT NOT NULL REFERENCES workshop_advice (id),
                    sequence BIGINT NOT NULL CHECK (sequence > 0),
                    at BIGINT NOT NULL,
                    action TEXT NOT NULL,
                    actor TEXT,
                    actor_name TEXT NOT NULL,
                    to_state TEXT NOT NULL,
                    reason TEXT,
                    draft_id TEXT,
                    worth TEXT NOT NULL,
                    PRIMARY KEY (advice_id, sequence)
                )
                """,
                """
                CREATE TABLE workshop_advice_run (
                    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
                    run TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
                    share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 1000),
                    asked_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL,
                    done_at BIGINT,
                    done_version BIGINT,
                    done_cases BIGINT,
                    done_milliseconds BIGINT,
                    found TEXT
                )
                """,
            ]),
    ]
}
