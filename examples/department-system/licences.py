"""Delivers the department's own licences into the register, signed as the system itself: nobody signs in for it."""
import csv
import json
import urllib.error
import urllib.request
import uuid

import signing

# What a row says of the licence itself; every other column of a file is an element of its face.
COLUMNS = {
    "certificate_source_id", "certificate_name", "certificate_type_code", "issue_dept", "issue_dept_code", "certificate_area_code",
    "certificate_holder", "certificate_holder_code", "certificate_holder_type", "certificate_number", "issue_date", "valid_from", "valid_until",
    "cd_operation", "ground", "cancel_ground", "law", "reason",
}


def rows(path):
    """The rows of a CSV file whose first line names the columns, or of a JSON file with an array of objects."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        if path.endswith(".json"):
            return json.load(file)
        return [shaped(row) for row in csv.DictReader(file)]


def shaped(row):
    said = {name: value for name, value in row.items() if name and value}
    own = {name: value for name, value in said.items() if name in COLUMNS}
    return {**own, "face": {name: value for name, value in said.items() if name not in COLUMNS}}


def deliver(platform, system, secret, delivered, origin="register", identifier=None):
    """(state, report or problem). The same identifier again is the same delivery: send it with that until it is answered."""
    identifier = identifier or str(uuid.uuid4())
    body = json.dumps({"origin": origin, "rows": delivered}, ensure_ascii=False).encode()
    request = urllib.request.Request(
        f"{platform}/api/v1/exchange/systems/{system}/licences", data=body,
        headers={"content-type": "application/json", **signing.headers(secret, identifier, body)})
    try:
        with urllib.request.urlopen(request, timeout=120) as reply:
            return "done", json.load(reply)
    except urllib.error.HTTPError as refusal:
        problem = json.loads(refusal.read() or b"{}")
        return ("waiting" if refusal.code >= 500 or refusal.code == 429 else "refused"), problem
    except OSError as fault:
        return "waiting", {"title": str(fault)}


def told(state, report):
    """A delivery in lines that people read: how many rows, and what is wrong with each that was not taken."""
    if state != "done":
        return [f"{state}: {report.get('title', '')} {report.get('detail', '')}".strip()]
    counts = ", ".join(f"{report[name]} {name}" for name in ("made", "changed", "cancelled", "unchanged", "rejected"))
    lines = [f"{report['total']} rows: {counts}"]
    for row in report["rows"]:
        reasons = "; ".join(f"{fault['column']}: {fault['message']['en']}" for fault in row["faults"])
        lines.append(f"row {row['line']} ({row['source']}): {reasons}")
    return lines
