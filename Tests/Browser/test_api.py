"""The same way over JSON: every step of a birth and of the offices behind it, and what a program is told when it errs."""
import gzip
import json
import re
import threading
from pathlib import Path

import pytest
from api import Newborn, Program, part
from conftest import a_city
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

EXAMPLE = json.loads((Path(__file__).parent / "submission.json").read_text())
SUBMIT = f"/things/{EXAMPLE['thing']}/applications"


@pytest.fixture(scope="module")
def city():
    """A city of its own: sign-ins from one address are rationed, and the journeys need theirs."""
    with a_city() as running:
        yield running


@pytest.fixture(scope="module")
def newborn(city):
    return Newborn(city).submit().finish()


@pytest.fixture(scope="module")
def stranger(city):
    return Program(city, "wang")


@pytest.fixture(scope="module")
def description(city):
    return Program(city).call("GET", "/openapi.json").json


def problem(reply, status, code=None):
    """The problem of a refusal, which has the shape of RFC 9457 whatever it is about."""
    assert reply.status == status, reply
    assert reply.headers["content-type"] == "application/problem+json"
    assert "no-store" in reply.headers["cache-control"]
    body = reply.json
    assert body["status"] == status and body["type"].startswith("/problems/") and body["title"] and body["detail"]
    assert body["instance"] == reply.headers["x-request-id"]
    assert code is None or body["type"] == f"/problems/{code}", body
    return body


# The way


def test_the_guide_tells_what_to_expect(city):
    guide = Program(city).get("/things/newborn")
    assert guide.status == 200 and guide.json["code"] == "newborn"
    assert len(guide.json["items"]) == 10
    hukou = next(item for item in guide.json["items"] if item["code"] == "hukou-birth")
    assert hukou["by_law"] and hukou["materials"] and hukou["promise_day"] >= 0


def test_one_form_ten_cases_all_done(newborn):
    application = newborn.read()
    assert application["number"] == newborn.number and application["outcome"] == "done"
    assert len(application["cases"]) == 10
    assert {case["status"] for case in application["cases"]} == {"done"}
    by_case = {}
    for event in application["events"]:
        by_case.setdefault(event["case"], []).append(event)
    assert set(by_case) == {case["number"] for case in application["cases"]}
    for events in by_case.values():
        assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
        assert events[0]["action"] == "submit" and events[-1]["status"] == "done"
        assert [event["at"] for event in events] == sorted(event["at"] for event in events)


def test_the_mother_finds_her_application_and_the_news(newborn):
    listed = newborn.mother.get("/applications").json["items"]
    assert [one["number"] for one in listed].count(newborn.number) == 1
    news = newborn.mother.get("/messages").json["items"]
    assert news
    assert newborn.mother.get(f"/messages/{news[0]['id']}").status == 200
    assert newborn.mother.get("/data-uses").json["items"]


def test_the_licences_are_in_her_wallet_and_can_be_verified(newborn, city):
    licences = {one["type"]: one for one in newborn.mother.get("/licences").json["items"]}
    assert {"birth-certificate", "vaccination-record", "delivery-certificate"} <= set(licences)
    certificate = licences["birth-certificate"]
    assert certificate["status"] == "active" and "沈知夏" in certificate["face"].values(), certificate
    assert newborn.mother.get(f"/licences/{certificate['id']}").json["identifier"] == certificate["identifier"]
    anybody = Program(city).get("/verify/licence/" + part(certificate["identifier"]))
    assert anybody.status == 200 and anybody.json["valid"] is True and anybody.json["status"] == "active", anybody
    assert "顾晓岚" not in anybody.body.decode(), "whoever verifies learns no name"


def test_every_paper_bears_a_seal_that_anybody_can_verify(newborn, city):
    anybody, kinds = Program(city), set()
    case = newborn.cases()["hukou-birth"]
    for document in newborn.officer("han").get(f"/console/cases/{case['id']}").json["documents"]:
        paper = newborn.mother.get(f"/documents/{document['id']}")
        assert paper.status == 200, paper
        kinds.add(paper.json["kind"])
        verified = anybody.get("/verify/document/" + part(paper.json["content"]["token"]))
        assert verified.json["authentic"] is True and verified.json["digest"] == paper.json["digest"]
        assert verified.json["number"] == document["number"]
    assert {"acceptance", "grantDecision", "proofOfService"} <= kinds
    problem(anybody.get("/verify/document/0000000000000000"), 404, "cases.not-found")


def test_no_link_of_the_progress_page_is_broken(newborn):
    page = newborn.mother.call("GET", f"/applications/{newborn.application}")
    assert page.status == 200, page
    links = set(re.findall(r'href="(/(?:licences|documents)/[^"]+)"', page.body.decode()))
    assert sum(link.startswith("/licences/") for link in links) >= 3 and len(links) > 20
    broken = [link for link in sorted(links) if newborn.mother.call("GET", link).status != 200]
    assert not broken, broken


def test_the_applicant_finds_the_papers(newborn):
    papers = newborn.read()["documents"]
    assert {"acceptance", "grantDecision"} <= {paper["kind"] for paper in papers}
    for paper in papers:
        assert newborn.mother.get(f"/documents/{paper['id']}").json["number"] == paper["number"]


def test_an_applicant_can_withdraw_with_what_the_application_tells(newborn):
    sent = newborn.mother.post(SUBMIT, EXAMPLE["body"], key="withdrawn")
    application = newborn.mother.get(f"/applications/{sent.json['id']}").json
    case = application["cases"][0]
    done = newborn.mother.post(f"/cases/{case['id']}/withdrawal", {"version": case["version"], "reason": "不办了。"})
    assert done.status == 200, done
    assert newborn.mother.get(f"/applications/{sent.json['id']}").json["cases"][0]["status"] == "withdrawn"


# The offices


def test_a_worklist_holds_only_what_is_ours(newborn):
    newborn.mother.post(SUBMIT, EXAMPLE["body"], key="worklist")
    police = newborn.officer("jiang").get("/console").json
    assert police["items"] and {case["department"] for case in police["items"]} == {"gaj"}
    market = Program(newborn.server, "qian").get("/console").json
    assert all(case["department"] != "gaj" for case in market["items"])


def test_a_worklist_is_turned_page_by_page(newborn):
    seen, after, pages = [], None, 0
    while pages < 3:
        page = newborn.officer("wu").get("/console" + (f"?after={part(after)}" if after else "")).json
        seen += [case["id"] for case in page["items"]]
        after, pages = page["next"], pages + 1
        if after is None:
            break
    assert seen and len(seen) == len(set(seen))


def test_a_search_finds_a_case_by_its_number(newborn):
    case = newborn.cases()["hukou-birth"]
    found = newborn.officer("han").get("/console/search?q=" + part(case["number"])).json["items"]
    assert [one["id"] for one in found] == [case["id"]]
    nothing = Program(newborn.server, "chen").get("/console/search?q=" + part(case["number"]))
    assert nothing.json["items"] == [], "it is another office's"


# What a program is told when it errs


def test_without_a_token(city):
    for reply in (Program(city).get("/applications"), Program(city).post(SUBMIT, EXAMPLE["body"]), Program(city).get("/console")):
        problem(reply, 401, "web.sign-in")
        assert reply.headers["www-authenticate"].startswith("Bearer")
    forged = Program(city)
    forged.token = "A" * 43
    problem(forged.get("/applications"), 401, "web.sign-in")


def test_a_token_ends_with_its_session(city):
    someone = Program(city, "zhou")
    assert someone.get("/applications").status == 200
    assert someone.post("/sign-out", {}).status == 204
    problem(someone.get("/applications"), 401, "web.sign-in")


def test_a_wrong_password_and_a_wrong_name_are_answered_alike(city):
    replies = [Program(city).post("/sign-in", {"login": login, "password": "wrong"}) for login in ("gu", "nobody-of-this-name")]
    first, second = (problem(reply, reply.status) for reply in replies)
    assert first["status"] in (401, 422) and {**first, "instance": ""} == {**second, "instance": ""}


def test_the_wrong_role(newborn, stranger):
    problem(stranger.get("/console"), 403, "web.forbidden")
    problem(newborn.officer("han").get("/licences"), 403, "web.forbidden")
    sent = newborn.mother.post(SUBMIT, EXAMPLE["body"], key="roles").json
    refused = newborn.act("han", sent["cases"][0]["id"], "acceptance")
    problem(refused, 403, "cases.wrong-role")


def test_what_is_not_yours_is_not_there(newborn, stranger):
    nothing = problem(stranger.get("/applications/" + "0" * 26), 404)
    theirs = problem(stranger.get(f"/applications/{newborn.application}"), 404, "cases.not-found")
    assert {**nothing, "instance": ""} == {**theirs, "instance": ""}
    case = newborn.cases()["hukou-birth"]
    paper = newborn.officer("han").get(f"/console/cases/{case['id']}").json["documents"][0]
    problem(stranger.get(f"/documents/{paper['id']}"), 404, "cases.not-found")
    problem(stranger.post(f"/cases/{case['id']}/withdrawal", {"version": 1, "reason": "x"}), 404)
    licence = newborn.mother.get("/licences").json["items"][0]
    problem(stranger.get(f"/licences/{licence['id']}"), 404)
    problem(Program(newborn.server, "tao").get(f"/console/cases/{case['id']}"), 404, "cases.not-found")


def test_a_stale_version(newborn):
    sent = newborn.mother.post(SUBMIT, EXAMPLE["body"], key="stale").json
    case = f"/console/cases/{sent['cases'][0]['id']}"
    officer = newborn.officer("jiang")
    version = officer.get(case).json["version"]
    assert officer.post(case + "/acceptance", {"version": version}).status == 200
    problem(officer.post(case + "/opinion", {"version": version, "opinion": "pass", "reason": "符合条件。"}), 409, "cases.stale")
    current = officer.get(case).json["version"]
    problem(officer.post(case + "/acceptance", {"version": current}), 409, "cases.not-allowed")
    problem(newborn.officer("han").post(case + "/grant", {"version": current}), 409, "cases.not-reviewed")


def test_too_large(city):
    mother = Program(city, "gu")
    problem(mother.post(SUBMIT, {"declared": True, "fields": {"applicant.name": "长" * 100_000}}), 413, "web.too-large")
    problem(Program(city).call("POST", "/api/v1/sign-in", b"[" * 3_000_000), 413, "web.too-large")


def test_a_format_that_nobody_reads(city):
    for content in ("text/plain", "application/xml", "application/octet-stream"):
        problem(Program(city).call("POST", "/api/v1/sign-in", b"login=gu", content=content), 415, "web.content-type")
    packed = gzip.compress(b'{"login":"gu"}')
    problem(Program(city).call("POST", "/api/v1/sign-in", packed, {"content-encoding": "gzip"}), 415, "web.content-type")


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b'"x"', b'{"a":1,}', b"\xff\xfe", b'{"login": "\\u0000"}', b"[" * 5000])
def test_json_that_cannot_be_read(city, body):
    told = problem(Program(city).call("POST", "/api/v1/sign-in", body), 400, "web.malformed")
    assert told["detail"]


def test_a_version_that_is_not_there(newborn):
    case = newborn.cases()["hukou-birth"]["id"]
    for body in ({}, {"version": "x"}):
        told = problem(newborn.mother.post(f"/cases/{case}/withdrawal", body), 422, "invalid")
        assert [error["pointer"] for error in told["errors"]] == ["/version"]


def test_an_address_or_a_method_that_is_not_there(city):
    problem(Program(city).get("/nowhere"), 404, "web.not-found")
    problem(Program(city).get("/applications/nonsense"), 401)
    reply = Program(city).call("DELETE", "/api/v1/applications")
    problem(reply, 405, "web.method")
    assert "GET" in reply.headers["allow"]


def test_every_mistake_is_told_at_once_at_its_place(newborn):
    draft = newborn.mother.post("/things/disability-certificate-application/drafts", {}).json["id"]
    answered = newborn.mother.post(f"/drafts/{draft}/answers", {"answers.homeVisit": False}).json
    asked = {f"/{field['field']}" for field in answered["checklist"]["fields"] if field["state"] == "asked"}
    told = problem(newborn.mother.post(f"/drafts/{draft}/fields", dict.fromkeys((name[1:] for name in asked), "")), 422, "invalid")
    assert {error["pointer"] for error in told["errors"]} == asked and asked
    assert all(error["detail"] for error in told["errors"])
    undeclared = problem(newborn.mother.post(f"/drafts/{draft}/submission", {}), 422, "invalid")
    assert [error["pointer"] for error in undeclared["errors"]] == ["/declared"]
    assert newborn.mother.post(f"/drafts/{draft}/deletion", {}).status == 200
    problem(newborn.mother.get(f"/drafts/{draft}"), 404)


def test_a_mistake_in_a_whole_application_is_told_at_its_place(newborn):
    body = {"declared": True, "answers": {"reason": "nonsense"}, "fields": {**EXAMPLE["body"]["fields"], "applicant.mobile": "1"}}
    told = problem(newborn.mother.post(SUBMIT, body), 422, "invalid")
    pointers = {error["pointer"] for error in told["errors"]}
    assert {"/answers/reason", "/fields/applicant.mobile"} <= pointers, pointers


@pytest.fixture
def elsewhere():
    """Another city: here the child is born already."""
    with a_city() as running:
        yield Newborn(running)


def test_a_decision_needs_its_facts(elsewhere):
    again = elsewhere
    case = again.submit().cases()["hukou-birth"]["id"]
    assert again.act("jiang", case, "acceptance").status == 200
    assert again.act("jiang", case, "opinion", opinion="pass", reason="符合条件。").status == 200
    for given in ({}, {"decided.child.idNumber": "310104202611169920"}, {"decided.child.idNumber": "1"}):
        told = problem(again.act("han", case, "grant", **given), 422, "invalid")
        assert [error["pointer"] for error in told["errors"]] == ["/decided.child.idNumber"]
    problem(again.act("han", case, "refusal"), 422, "invalid")


def test_problems_speak_the_readers_language(city):
    english, chinese = (problem(Program(city, language=language).get("/applications"), 401) for language in ("en", "zh-CN"))
    assert english["title"] == "Please sign in first" and chinese["title"] == "请先登录"
    assert english["type"] == chinese["type"]


# Once is once


def test_the_same_key_submits_once(newborn):
    first = newborn.mother.post(SUBMIT, EXAMPLE["body"], key="once")
    second = newborn.mother.post(SUBMIT, EXAMPLE["body"], key="once")
    assert first.status == 201 and second.status in (200, 201)
    assert second.json["id"] == first.json["id"] and second.json["number"] == first.json["number"]
    other = {**EXAMPLE["body"], "fields": {**EXAMPLE["body"]["fields"], "applicant.mobile": "13800000001"}}
    problem(newborn.mother.post(SUBMIT, other, key="once"), 422, "web.idempotency")
    assert newborn.mother.post(SUBMIT, EXAMPLE["body"], key="once more").json["id"] != first.json["id"]


def test_the_same_key_at_the_same_time_submits_once(newborn):
    replies = []
    body = EXAMPLE["body"]
    threads = [threading.Thread(target=lambda: replies.append(newborn.mother.post(SUBMIT, body, key="race"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {reply.status for reply in replies} <= {200, 201}, replies
    assert len({reply.json["number"] for reply in replies}) == 1


def test_a_key_that_is_too_long_is_refused_and_not_ignored(newborn):
    problem(newborn.mother.post(SUBMIT, EXAMPLE["body"], key="k" * 256), 400)


# The description


def test_the_description_is_openapi(description):
    assert description["openapi"].startswith("3.1.")
    validate(description)
    names = [operation["operationId"] for path in description["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))


def operation(description, reply):
    """What the description says of the endpoint that gave this reply."""
    path = reply.path.split("?")[0]
    for template, operations in description["paths"].items():
        if re.fullmatch(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template)), path):
            found = operations.get(reply.method.lower())
            if found:
                return found
    return None


def test_every_answer_is_as_described(newborn, description):
    replies = [reply for one in (newborn.mother, *newborn.staff.values()) for reply in one.replies if reply.path.startswith("/api/")]
    assert len(replies) > 60
    faults = []
    for reply in replies:
        described = operation(description, reply)
        assert described, f"{reply.method} {reply.path} is not described"
        answers = described["responses"]
        answer = answers.get(str(reply.status), answers["default"] if reply.status >= 400 else None)
        if answer is None:
            faults.append(f"{reply.method} {reply.path}: {reply.status} is not described")
            continue
        kind = reply.headers["content-type"]
        content = answer.get("content", {})
        if kind not in content:
            faults.append(f"{reply.method} {reply.path}: {kind} is not described")
            continue
        schema = {**content[kind]["schema"], "components": description["components"]}
        for error in OAS31Validator(schema).iter_errors(reply.json):
            faults.append(f"{reply.method} {reply.path} {'/'.join(map(str, error.path))}: {error.message[:200]}")
    assert not faults, "\n".join(sorted(set(faults))[:40])


# The wire


def test_a_public_page_is_not_sent_twice(city):
    anybody = Program(city)
    for path in ("/", "/things/newborn", "/services"):
        first = anybody.call("GET", path)
        assert first.status == 200 and first.headers["etag"], first.headers
        again = anybody.call("GET", path, headers={"if-none-match": first.headers["etag"]})
        assert again.status == 304 and again.body == b"" and again.headers["etag"] == first.headers["etag"]
        other = anybody.call("GET", path, headers={"if-none-match": '"other"'})
        assert other.status == 200 and other.body == first.body
        head = anybody.call("HEAD", path)
        assert head.status == 200 and head.body == b"" and head.headers["etag"] == first.headers["etag"]


def test_what_is_large_is_packed(city):
    anybody = Program(city)
    for path in ("/", "/openapi.json", "/api/v1/things/newborn"):
        plain, packed = anybody.call("GET", path), anybody.call("GET", path, headers={"accept-encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip" and "accept-encoding" in packed.headers["vary"]
        assert gzip.decompress(packed.body) == plain.body and len(packed.body) < len(plain.body) / 2
        refused = anybody.call("GET", path, headers={"accept-encoding": "gzip;q=0"})
        assert "content-encoding" not in refused.headers


def test_headers_that_protect(city):
    anybody = Program(city)
    for path in ("/", "/sign-in", "/nowhere", "/api/v1/services", "/api/v1/applications", "/openapi.json"):
        headers = anybody.call("GET", path).headers
        policy = headers["content-security-policy"]
        assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "*" not in policy
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] in ("same-origin", "no-referrer", "strict-origin-when-cross-origin")
        assert headers["cross-origin-opener-policy"] == "same-origin" and headers["permissions-policy"]
        assert headers["x-request-id"] if path.startswith("/api/") else True
        assert "server" not in headers
    cookies = anybody.call("GET", "/sign-in?lang=en").cookies
    assert cookies
    for cookie in cookies:
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie, cookie


def test_pages_have_nothing_inline(city):
    for path in ("/", "/things/newborn", "/sign-in", "/services", "/api", "/search?q=身份证"):
        page = Program(city).call("GET", path.replace("身份证", part("身份证"))).body.decode()
        assert not re.search(r"<[^>]+\sstyle=", page), path
        assert not re.search(r"<[^>]+\son[a-z]+=", page), path
        assert not re.search(r"<style|<script(?![^>]*\ssrc=)", page), path
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page), f"{path} needs nobody else's server"


def test_the_first_page_is_light(city):
    anybody, packed = Program(city), {"accept-encoding": "gzip"}

    def weight(path):
        reply = anybody.call("GET", path, headers=packed)
        assert reply.status == 200, reply
        return len(reply.body) + sum(len(name) + len(value) + 4 for name, value in reply.headers.items())

    page = anybody.call("GET", "/").body.decode()
    parts = re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', page) + re.findall(r'<script[^>]+src="([^"]+)"', page)
    assert parts
    assert weight("/") + sum(weight(one) for one in set(parts)) < 60_000
    for one in parts:
        assert "immutable" in anybody.call("GET", one).headers["cache-control"], one


def test_health(city):
    for path in ("/healthz", "/readyz"):
        assert Program(city).call("GET", path).status == 200
    metrics = Program(city).call("GET", "/metrics")
    assert metrics.status == 200 and b"# TYPE" in metrics.body
