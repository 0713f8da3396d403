"""Delivers the department's own licences into the register, and freezes or ends them, signed as the system itself: nobody signs in for it."""
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
    return post(f"{platform}/api/v1/exchange/systems/{system}/licences", secret, {"origin": origin, "rows": delivered}, identifier)


def act(platform, system, secret, kind, source, ground, reason, law=None, identifier=None):
    """(state, what became of the licence or problem): one act on one licence, as the department has decided it. The same identifier again
    is the same act."""
    order = {"act": kind, "certificate_source_id": source, "ground": ground, "reason": reason, **({"law": law} if law else {})}
    return post(f"{platform}/api/v1/exchange/systems/{system}/licence-acts", secret, order, identifier)


def post(address, secret, content, identifier=None):
    identifier = identifier or str(uuid.uuid4())
    body = json.dumps(content, ensure_ascii=False).encode()
    request = urllib.request.Request(
        address, data=body,
        headers={"content-type": "application/json", **signing.headers(secret, identifier, body)})
    try:
        with urllib.request.urlopen(request, timeout=120) as reply:
            return "done", json.load(reply)
    except urllib.error.HTTPError as refusal:
        problem = json.loads(refusal.read() or b"{}")
        return ("waiting" if refusal.code >= 500 or refusal.code == 429 else "refused"), problem
    except OSError as fault:
        return "waiting", {"title": str(fault)}


def refused(state, problem):
    """What was refused, in a line that people read, with every fault."""
    faults = "; ".join(f"{fault['field']}: {fault['detail']}" for fault in problem.get("errors", []))
    return f"{state}: {problem.get('title', '')} {problem.get('detail', '')} {faults}".strip()


def told(state, report):
    """A delivery in lines that people read: how many rows, and what is wrong with each that was not taken."""
    if state != "done":
        return [refused(state, report)]
    counts = ", ".join(f"{report[name]} {name}" for name in ("made", "changed", "cancelled", "unchanged", "rejected"))
    lines = [f"{report['total']} rows: {counts}"]
    for row in report["rows"]:
        reasons = "; ".join(f"{fault['column']}: {fault['message']['en']}" for fault in row["faults"])
        lines.append(f"row {row['line']} ({row['source']}): {reasons}")
    return lines
