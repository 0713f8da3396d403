"""A department's own system, another program in another language, takes cases over and sends decisions back: by messages and by tables."""
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pytest
from api import Newborn, Program, identity_number
from conftest import ROOT, Person, a_city

EXAMPLES = ROOT / "examples" / "department-system"
sys.path.insert(0, str(EXAMPLES))
import licences  # noqa: E402
import signing  # noqa: E402

EXAMPLE = json.loads((Path(__file__).parent / "submission.json").read_text())
SUBMIT = f"/things/{EXAMPLE['thing']}/applications"
ITEM = "id-card-reissue"
INTAKE, APPROVER = ("310104-jiang", "蒋海峰"), ("310104-han", "韩立")


def until(what, seconds=90):
    """The first true answer of a question that is asked again and again."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = what()
        if answer:
            return answer
        time.sleep(0.3)
    raise AssertionError(f"not within {seconds} s: {what()}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Department:
    """The example program, started and stopped like a system of its own."""

    def __init__(self, folder, *arguments, secret=""):
        self.folder, self.arguments, self.secret = folder, arguments, secret
        self.desk, self.process = folder / "desk.sqlite", None

    def start(self):
        self.log = open(self.folder / "department.log", "ab")
        before = self.said().count("ready\n")
        self.process = subprocess.Popen(
            [sys.executable, EXAMPLES / "department.py", "--desk", self.desk, "serve", *self.arguments, "--automatic",
             "--intake", ":".join(INTAKE), "--approver", ":".join(APPROVER), "--seconds", "0.3"],
            env={**os.environ, "DEPARTMENT_SECRET": self.secret}, stdout=self.log, stderr=self.log)
        until(lambda: self.said().count("ready\n") > before)
        return self

    def said(self):
        return (self.folder / "department.log").read_text()

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None


def registered(steward, code, way, url=None):
    """A system of the police, with its secret."""
    made = steward.post("/console/exchange/registration", {
        "code": code, "department": "gaj", "name_zh": "身份证系统", "name_en": "Identity cards", "items": [ITEM], "way": way, "url": url or ""})
    assert made.status == 200, made
    secret = steward.post(f"/console/exchange/systems/{code}/secret", {"revision": made.json["revision"]})
    assert secret.status == 200, secret
    return secret.json["secret"]


def opened(server):
    """An application that is under way before anybody has registered a system."""
    sent = Program(server, "gu").post(SUBMIT, EXAMPLE["body"], key=uuid.uuid4().hex)
    assert sent.status == 201, sent
    return sent.json["id"]


class Way:
    """A city whose police have a system of their own, and somebody who applies."""

    def __init__(self, server, steward, code, department, secret):
        self.server, self.steward, self.code, self.department, self.secret = server, steward, code, department, secret
        self.mother = Program(server, "gu")

    def submit(self, key=None):
        sent = self.mother.post(SUBMIT, EXAMPLE["body"], key=key or uuid.uuid4().hex)
        assert sent.status == 201, sent
        return sent.json["id"]

    def case(self, application):
        return self.mother.get(f"/applications/{application}").json["cases"][0]

    def decided(self, application):
        return until(lambda: self.case(application)["status"] in ("granted", "issued", "done") and self.case(application))

    def standing(self):
        reply = self.steward.get(f"/console/exchange/systems/{self.code}")
        assert reply.status == 200, reply
        return reply.json

    def act(self, kind, number, official=INTAKE, identifier=None, secret=None, ago=0, **more):
        """An act as the department's program would send it, or as a forger would."""
        identifier = identifier or uuid.uuid4().hex
        data = {"project_no": number, "handle_user_no": official[0], "handle_user_name": official[1], **more}
        body = json.dumps({
            "specversion": "1.0", "id": identifier, "source": f"/exchange/systems/{self.code}", "type": f"yiwang.act.{kind}",
            "data": data}).encode()
        headers = signing.headers(secret or self.secret, identifier, body, time.time() - ago)
        return Program(self.server).call(
            "POST", f"/api/v1/exchange/systems/{self.code}/events", body, headers, content="application/cloudevents+json")


@pytest.fixture(scope="module")
def messages(tmp_path_factory):
    port, folder = free_port(), tmp_path_factory.mktemp("department")
    with a_city(exchange_hosts=f"127.0.0.1:{port}", outbox_pollSeconds=1) as server:
        before = opened(server)
        steward, code = Program(server, "shu"), "gaj-cards"
        secret = registered(steward, code, "webhook", f"http://127.0.0.1:{port}/cases")
        department = Department(
            folder, "--way", "webhook", "--platform", server.url, "--system", code, "--port", str(port), secret=secret)
        way = Way(server, steward, code, department.start(), secret)
        way.port, way.before = port, before
        yield way
        department.stop()


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder, place = tmp_path_factory.mktemp("department"), tmp_path_factory.mktemp("exchange")
    with a_city(exchange_database=f"sqlite:{place}", outbox_pollSeconds=1) as server:
        before = opened(server)
        steward, code = Program(server, "shu"), "gaj-tables"
        secret = registered(steward, code, "tables")
        file = place / f"{code}.sqlite"
        department = Department(folder, "--way", "tables", "--exchange", str(file), "--system", code)
        way = Way(server, steward, code, department.start(), secret)
        way.file, way.before = file, before
        yield way
        department.stop()


# By messages


def test_a_case_goes_over_and_its_decision_comes_back(messages):
    application = messages.submit()
    case = messages.decided(application)
    events = messages.mother.get(f"/applications/{application}").json["events"]
    assert [event["action"] for event in events][:4] == ["submit", "accept", "recordOpinion", "grant"]
    standing = until(lambda: not messages.standing()["waiting"] and messages.standing())
    sent = [one["type"] for one in standing["history"] if one["project_no"] == case["number"]]
    assert {"yiwang.case.submitted", "yiwang.case.accepted", "yiwang.case.granted"} <= set(sent)
    done = [line["act"] for line in standing["received"] if line["project_no"] == case["number"]]
    assert done[::-1] == ["accept", "opinion", "grant"]
    uses = messages.mother.get("/data-uses").json["items"]
    assert any("身份证系统" in json.dumps(use, ensure_ascii=False) for use in uses), "she is told who was given her data"


def test_a_case_from_before_the_registration_goes_over_and_is_decided(messages):
    case = messages.decided(messages.before)
    sent = [one["type"] for one in messages.standing()["history"] if one["project_no"] == case["number"]]
    # The whole of it; or its beginning, where the registration was faster than the news of it.
    assert sent[-1] in ("yiwang.case.snapshot", "yiwang.case.submitted")
    assert sum(sent.count(f"yiwang.case.{one}") for one in ("snapshot", "submitted")) == 1


def test_while_the_system_is_down_nothing_is_lost(messages):
    messages.department.stop()
    applications = [messages.submit(), messages.submit()]
    waiting = until(lambda: len([one for one in messages.standing()["waiting"] if one["error"]]) >= 2 and messages.standing())
    assert {one["error"] for one in waiting["waiting"]} <= {"unreachable", "resting"}
    assert waiting["system"]["failures"] > 0 and waiting["system"]["lastError"] == "unreachable"
    assert {messages.case(one)["status"] for one in applications} == {"submitted"}
    messages.department.start()
    again = messages.steward.post(f"/console/exchange/systems/{messages.code}/retry", {})
    assert again.status == 200, again
    for one in applications:
        messages.decided(one)
    until(lambda: messages.standing()["system"]["failures"] == 0)


def test_the_same_act_twice_is_done_once(messages):
    messages.department.stop()
    number = messages.case(messages.submit())["number"]
    first = messages.act("note", number, identifier="twice", handle_explain="电话核实过地址。")
    second = messages.act("note", number, identifier="twice", handle_explain="电话核实过地址。")
    assert first.status == second.status == 200, (first, second)
    assert (first.json["repeated"], second.json["repeated"]) == (False, True)
    assert first.json["version"] == second.json["version"] == 2
    other = messages.act("note", number, identifier="twice", handle_explain="另一件事。")
    assert other.status == 422 and other.json["type"] == "/problems/exchange.other-content"
    messages.department.start()


def test_a_forger_is_refused_and_noted(messages):
    application = messages.submit()
    number = messages.case(application)["number"]
    forged = messages.act("grant", number, APPROVER, identifier="forged", secret="whsec_" + "QUJD" * 8)
    assert forged.status == 401 and forged.json["type"] == "/problems/exchange.signature", forged
    old = messages.act("grant", number, APPROVER, identifier="old", ago=3600)
    assert old.status == 401 and old.json["type"] == "/problems/exchange.too-old", old
    lines = {line["id"]: line for line in messages.standing()["received"]}
    assert lines["forged"]["problem"] == "exchange.signature" and lines["old"]["problem"] == "exchange.too-old"
    messages.decided(application)


def test_another_departments_case_is_not_there(messages):
    newborn = Newborn(messages.server).submit()
    case = next(case for case in newborn.cases().values() if case["department"] != "gaj" and case["status"] == "submitted")
    refused = messages.act("accept", case["number"], identifier="foreign")
    assert refused.status == 404 and refused.json["type"] == "/problems/exchange.no-case", refused
    assert newborn.cases()[case["item"]]["status"] == "submitted"
    line = next(line for line in messages.standing()["received"] if line["id"] == "foreign")
    assert line["outcome"] == "refused" and line["problem"] == "exchange.no-case"


def test_whoever_accepts_does_not_decide(messages):
    messages.department.stop()
    number = messages.case(messages.submit())["number"]
    assert messages.act("accept", number).status == 200
    assert messages.act("opinion", number, opinion="pass", handle_explain="齐全。").status == 200
    unknown = messages.act("grant", number, ("310104-nobody", "韩立"))
    assert unknown.status == 403 and unknown.json["type"] == "/problems/exchange.unknown-official", unknown
    wrong = messages.act("grant", number, INTAKE)
    assert wrong.status == 403, wrong
    assert messages.act("grant", number, APPROVER, version=1).json["type"] == "/problems/cases.stale"
    assert messages.act("grant", number, APPROVER).status == 200
    messages.department.start()


def test_the_example_believes_nobody_either(messages):
    def post(body, headers):
        request = urllib.request.Request(f"http://127.0.0.1:{messages.port}/cases", data=body, headers=headers)
        try:
            return urllib.request.urlopen(request, timeout=10).status
        except urllib.error.HTTPError as refusal:
            return refusal.code

    body = json.dumps({"id": "m1", "type": "yiwang.case.noted", "data": {"project_no": "T1", "item": ITEM, "status": "granted", "version": 1}}).encode()
    assert post(body, signing.headers("whsec_" + "QUJD" * 8, "m1", body)) == 401
    assert post(body, signing.headers(messages.secret, "m1", body, time.time() - 3600)) == 401
    assert [post(body, signing.headers(messages.secret, "m1", body)) for _ in range(2)] == [204, 204]
    said = until(lambda: "had yiwang.case.noted T1" in messages.department.said() and messages.department.said())
    assert said.count("took yiwang.case.noted T1") == 1


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_stewards_pages(messages, browser, width, language):
    steward = Person(browser, messages.server, width=width, language=language).sign_in("舒文")
    steward.go("/console/exchange").look("exchange")
    steward.go(f"/console/exchange/systems/{messages.code}").look("exchange-system")
    steward.go(f"/console/exchange/registration?code={messages.code}").look("exchange-registration")
    steward.go("/console/exchange/registration").look("exchange-departments")
    steward.close()


# By tables


def test_a_case_goes_over_by_tables_and_its_decision_comes_back(tables):
    case = tables.decided(tables.submit())
    with sqlite3.connect(tables.file) as exchange:
        accepts = exchange.execute("SELECT cd_operation FROM up_pro_accept WHERE project_no = ?", (case["number"],)).fetchall()
        results = until(lambda: exchange.execute(
            "SELECT result_type FROM up_pro_result WHERE project_no = ?", (case["number"],)).fetchall())

        def states():
            return [exchange.execute(f"SELECT cd_state FROM {table} WHERE project_no = ?", (case["number"],)).fetchall()
                    for table in ("dn_pro_accept", "dn_pro_process", "dn_pro_result")]

        until(lambda: states() == [[("1",)], [("1",)], [("1",)]])
    assert sorted(accepts) == [("I",), ("U",)] and ("0",) in results


def test_a_case_from_before_the_registration_stands_in_the_tables_and_is_decided(tables):
    case = tables.decided(tables.before)
    with sqlite3.connect(tables.file) as exchange:
        accepts = exchange.execute("SELECT cd_operation FROM up_pro_accept WHERE project_no = ?", (case["number"],)).fetchall()
    assert sorted(accepts) == [("I",), ("U",)]


def test_a_row_for_another_departments_case_has_its_reason_beside_it(tables):
    newborn = Newborn(tables.server).submit()
    case = next(case for case in newborn.cases().values() if case["department"] != "gaj" and case["status"] == "submitted")
    with sqlite3.connect(tables.file, timeout=30) as exchange:
        exchange.execute(
            "INSERT INTO dn_pro_accept (row_guid, project_no, is_accepted, handle_user_no, handle_user_name, cd_time) VALUES (?, ?, '1', ?, ?, ?)",
            ("foreign", case["number"], *INTAKE, "20261123T090000"))
        exchange.commit()

        def reason():
            return exchange.execute("SELECT cd_reason FROM dn_pro_accept WHERE row_guid = 'foreign' AND cd_state = '2'").fetchone()

        assert until(reason) == ("没有这个办件",)
    assert newborn.cases()[case["item"]]["status"] == "submitted"


def test_a_program_that_rests_finds_everything_afterwards(tables):
    tables.department.stop()
    applications = [tables.submit(), tables.submit()]
    until(lambda: not tables.standing()["waiting"])
    tables.department.start()
    for one in applications:
        tables.decided(one)


def test_a_system_delivers_its_departments_licences_as_itself(messages, tmp_path):
    """By the example's command: a row is taken, a row is told, and the same delivery again changes nothing."""
    code, steward = "gaj-archive", messages.steward
    made = steward.post("/console/exchange/registration", {
        "code": code, "department": "gaj", "name_zh": "证照档案系统", "duties": ["licences"], "licenceTypes": ["residence-permit"],
        "way": "webhook"})
    assert made.status == 200, made
    secret = steward.post(f"/console/exchange/systems/{code}/secret", {"revision": made.json["revision"]}).json["secret"]
    file = tmp_path / "licences.csv"
    columns = ["certificate_source_id", "certificate_type_code", "certificate_holder", "certificate_holder_code", "certificate_holder_type",
               "certificate_number", "issue_date", "person.residenceAddress"]
    good = ["A-1", "residence-permit", "夏示例", identity_number("31010419930512993"), "111", "RP-A-1", "2026-03-01", "示例路 1 号"]
    bad = ["A-2", "residence-permit", "夏示例", "310104199305129999", "111", "RP-A-2", "2026-03-01", "示例路 1 号"]
    file.write_text("\n".join(",".join(row) for row in (columns, good, bad)), encoding="utf-8-sig")

    def deliver():
        return subprocess.run(
            [sys.executable, EXAMPLES / "department.py", "licences", file, "--platform", messages.server.url, "--system", code],
            env={**os.environ, "DEPARTMENT_SECRET": secret}, capture_output=True, text=True, timeout=120)

    first, second = deliver(), deliver()
    assert first.returncode == 1 and first.stdout.startswith("2 rows: 1 made"), first
    assert "row 2 (A-2): certificate_holder_code" in first.stdout
    assert second.stdout.startswith("2 rows: 0 made, 0 changed, 0 cancelled, 1 unchanged, 1 rejected"), second
    state, problem = licences.deliver(messages.server.url, code, "whsec_" + "QUFB" * 8, licences.rows(str(file)))
    assert state == "refused" and problem["type"] == "/problems/exchange.signature"
    page = steward.get(f"/console/exchange/systems/{code}").json
    assert page["received"][0]["outcome"] == "refused" and page["received"][-1]["act"] == "licences"

    def end(*words):
        return subprocess.run(
            [sys.executable, EXAMPLES / "department.py", "licence-act", *words, "--platform", messages.server.url, "--system", code],
            env={**os.environ, "DEPARTMENT_SECRET": secret}, capture_output=True, text=True, timeout=120)

    lawless = end("cancellation", "A-1", "--ground", "death", "--reason", "注销通知 3 号")
    assert lawless.returncode == 1 and lawless.stdout.startswith("refused: ") and "law" in lawless.stdout, lawless
    ended = end("cancellation", "A-1", "--ground", "death", "--reason", "注销通知 3 号", "--law", "《居住证暂行条例》第十五条")
    assert ended.returncode == 0 and ended.stdout.strip() == "A-1: cancelled", ended
    page = steward.get(f"/console/exchange/systems/{code}").json
    assert [line["outcome"] for line in page["received"] if line["act"] == "licence-cancellation"] == ["done", "refused"]
