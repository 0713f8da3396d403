"""The way by the national exchange tables: rows are read from `up_*` and written to `dn_*`."""
import json
import sqlite3
import time

# Rows of the last minutes are read again each time: whoever writes may be slower than the clock. What was read before is known by its batch.
OVERLAP_SECONDS = 600


def now(ago=0):
    """`YYYYMMDDThhmmss` in Shanghai, which is eight hours ahead all year."""
    return time.strftime("%Y%m%dT%H%M%S", time.gmtime(time.time() + 8 * 3600 - ago))


class Tables:
    def __init__(self, path, source):
        # The platform makes the tables; opening a file that is not there would make an empty one in their place.
        while not ready(path):
            time.sleep(1)
        self.database = sqlite3.connect(path, timeout=30, isolation_level=None)
        self.database.row_factory = sqlite3.Row
        self.source = source
        self.since = ""

    def take(self, desk):
        """Enters what is new; how many events that were."""
        begun, taken = now(OVERLAP_SECONDS), 0
        rows = self.database.execute(
            "SELECT * FROM up_pro_process WHERE cd_time >= ? ORDER BY cd_time, CAST(case_version AS INTEGER)", (self.since,)).fetchall()
        batches = {}
        for row in rows:
            batches.setdefault(row["cd_batch"], []).append(row)
        for batch, steps in batches.items():
            # One step, or all of them for a case that was open before the system joined.
            row = steps[-1]
            accept = self.one("up_pro_accept", row)
            form = {field["field_code"]: field["field_value"] for field in self.all("up_pro_form", row)}
            known = [STATUS[step["act"]] for step in steps if step["act"] in STATUS]
            taken += desk.learn(
                batch, row["project_no"], item=accept and accept["catalog_code"], applicant=accept and accept["applyer_name"],
                status=known[-1] if known else None, version=int(row["case_version"]), form=form or None)
        self.since = begun
        return taken

    def all(self, table, row):
        # All rows of one event bear its batch.
        return self.database.execute(
            f"SELECT * FROM {table} WHERE cd_batch = ? AND project_no = ?", (row["cd_batch"], row["project_no"])).fetchall()

    def one(self, table, row):
        return next(iter(self.all(table, row)), None)

    def send(self, row):
        """Writes one act as a row; the same id again writes nothing."""
        table, columns = returned(row["act"], json.loads(row["data"]))
        values = {**columns, "row_guid": row["id"], "cd_operation": "I", "cd_time": now(), "data_source": self.source}
        marks = ", ".join("?" * len(values))
        self.database.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks}) ON CONFLICT DO NOTHING", list(values.values()))

    def outcome(self, row):
        """What became of a row: `sent` while it waits, `done`, or `refused` with the reason."""
        table, _ = returned(row["act"], json.loads(row["data"]))
        found = self.database.execute(f"SELECT cd_state, cd_reason FROM {table} WHERE row_guid = ?", (row["id"],)).fetchone()
        return {"0": "sent", "1": "done", "2": "refused"}[found["cd_state"]], found["cd_reason"] or ""


def ready(path):
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30) as database:
            return database.execute("SELECT 1 FROM sqlite_master WHERE name = 'dn_lic_data_error_state'").fetchone() is not None
    except sqlite3.OperationalError:
        return False


# Where a case stands after each act: `up_pro_process.act`.
STATUS = {
    "submit": "submitted", "release": "submitted", "supply": "submitted", "startPrecheck": "precheck", "requestSupplement": "supplement",
    "accept": "accepted", "deemAccept": "accepted", "recordOpinion": "accepted", "extend": "accepted", "endSpecial": "accepted",
    "startSpecial": "special", "grant": "granted", "deemRenew": "granted", "issue": "issued", "handOver": "done", "decline": "declined",
    "refuse": "refused", "withdraw": "withdrawn", "expire": "returned", "terminate": "terminated",
}


def returned(act, data):
    """The table and the columns in which an act is told."""
    columns = {("case_version" if name == "version" else name): str(value) for name, value in data.items()}
    for name in ("points", "decided", "officers"):
        if name in data:
            columns[name] = json.dumps(data[name], ensure_ascii=False)
    if act in ("accept", "decline"):
        return "dn_pro_accept", {**columns, "is_accepted": "1" if act == "accept" else "0"}
    if act in ("grant", "refuse"):
        return "dn_pro_result", {**columns, "result_type": "0" if act == "grant" else "1"}
    if act in ("special", "extend"):
        return "dn_pro_special_procedure", {**columns, "special_type": "2" if act == "special" else "1"}
    if act == "special-end":
        return "dn_pro_special_procedure", {**columns, "end_time": now()}
    return "dn_pro_process", {**columns, "act": act}
