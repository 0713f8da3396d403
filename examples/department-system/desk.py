"""The department's own records: which cases it has, what it has been told of them, and what it still has to tell."""
import json
import sqlite3
import time
import uuid

SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS cases (
    number TEXT PRIMARY KEY, item TEXT NOT NULL DEFAULT '', applicant TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 0, form TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE IF NOT EXISTS outgoing (
    place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, number TEXT NOT NULL, act TEXT NOT NULL, data TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting', answer TEXT NOT NULL DEFAULT ''
);
"""


class Desk:
    """What it has learned is committed before the platform is told that it has it: a fall in between means a repetition, not a loss."""

    def __init__(self, path):
        self.database = sqlite3.connect(path, timeout=30, isolation_level=None)
        self.database.row_factory = sqlite3.Row
        self.database.executescript(SCHEMA)

    def learn(self, message, number, *, item=None, applicant=None, status=None, version=None, form=None):
        """Enters what one message tells of a case; false where that message was entered before. Older news never overwrites newer."""
        with self.database:
            self.database.execute("BEGIN IMMEDIATE")
            if self.database.execute("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING", (message, time.time())).rowcount == 0:
                return False
            self.database.execute("INSERT INTO cases (number) VALUES (?) ON CONFLICT DO NOTHING", (number,))
            for column, value in (("item", item), ("applicant", applicant), ("form", form and json.dumps(form, ensure_ascii=False))):
                if value is not None:
                    self.database.execute(f"UPDATE cases SET {column} = ? WHERE number = ?", (value, number))
            if version is not None:
                # What moves nothing (a note, a payment) tells no status.
                self.database.execute(
                    "UPDATE cases SET status = COALESCE(?, status), version = ? WHERE number = ? AND version < ?",
                    (status, version, number, version))
            return True

    def case(self, number):
        return self.database.execute("SELECT * FROM cases WHERE number = ?", (number,)).fetchone()

    def cases(self):
        return self.database.execute("SELECT * FROM cases ORDER BY number").fetchall()

    def order(self, number, act, data):
        """Puts an act on the way to the platform, under an id that it keeps however often it is sent."""
        identifier = uuid.uuid4().hex
        self.database.execute(
            "INSERT INTO outgoing (id, number, act, data) VALUES (?, ?, ?, ?)",
            (identifier, number, act, json.dumps(data, ensure_ascii=False)))
        return identifier

    def waiting(self):
        return self.database.execute("SELECT * FROM outgoing WHERE state = 'waiting' ORDER BY place").fetchall()

    def ordered(self, number):
        """What has been ordered for a case, apart from what came too late: the case had moved on, so that it is to be looked at again."""
        return self.database.execute(
            "SELECT act, data, state FROM outgoing WHERE number = ? AND state <> 'stale' ORDER BY place", (number,)).fetchall()

    def answer(self, identifier, state, answer):
        self.database.execute("UPDATE outgoing SET state = ?, answer = ? WHERE id = ?", (state, answer, identifier))
