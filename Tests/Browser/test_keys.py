"""The national suite end to end, and new keys under a running server."""
import json
import threading
from http.client import HTTPException
from pathlib import Path

import pytest
from api import Newborn, Program, part
from conftest import a_city
from test_durability import all_applications

EXAMPLE = json.loads((Path(__file__).parent / "submission.json").read_text())
SUBMIT = f"/things/{EXAMPLE['thing']}/applications"
# What licences are presented with is ES256 in either suite: others verify it by published standards.
NATIONAL = {"SM4-CTR+HMAC-SM3", "HMAC-SM3", "SM2", "ES256"}


@pytest.fixture(scope="module")
def national():
    with a_city(keys_suite="national") as running:
        yield running


@pytest.fixture(scope="module")
def city():
    with a_city() as running:
        yield running


def keys(server):
    listed = server.run("keys", "list", "--json")
    assert listed.returncode == 0, listed
    return [json.loads(line) for line in listed.stdout.splitlines()]


def file_of(holder):
    """One of somebody's licences as a file."""
    licence = next(one for one in holder.get("/licences").json["items"] if one["status"] == "active")
    reply = holder.post(f"/licences/{licence['id']}/file", {"claims": ["holder.name"], "audience": "bank"})
    assert reply.status == 200, reply
    return reply.body.decode()


def papers(newborn):
    """What anybody can check of the papers of a birth, by their tokens."""
    found = {}
    for paper in newborn.read()["documents"]:
        read = newborn.mother.get(f"/documents/{paper['id']}").json
        found[read["content"]["token"]] = read["digest"]
    assert len(found) >= 10
    return found


def all_authentic(server, papers):
    anybody = Program(server)
    for token, digest in papers.items():
        verified = anybody.get("/verify/document/" + part(token))
        assert verified.status == 200 and verified.json["authentic"] is True and verified.json["digest"] == digest, verified
        page = anybody.call("GET", "/verify/document/" + part(token))
        assert page.status == 200 and page.headers["content-type"].startswith("text/html"), page


def audited(server):
    audit = server.run("audit", "verify")
    assert audit.returncode == 0, audit


def test_a_child_is_born_with_the_national_suite(national):
    assert {key["algorithm"] for key in keys(national)} == NATIONAL
    newborn = Newborn(national).submit().finish()
    assert {case["status"] for case in newborn.read()["cases"]} == {"done"}
    licences = newborn.mother.get("/licences").json["items"]
    assert licences and all(Program(national).get("/verify/licence/" + part(one["identifier"])).json["valid"] for one in licences)
    assert Program(national).post("/presentations/verify", {"file": file_of(newborn.mother)}).json["result"] == "valid"
    all_authentic(national, papers(newborn))
    audited(national)


def test_the_suite_stays_with_the_installation(national, city):
    # The file tells the suite: nobody has to repeat it.
    rotated = national.run("keys", "rotate", "--later", "--set", "keys.suite=international")
    assert rotated.returncode == 0, rotated
    assert {key["algorithm"] for key in keys(national)} == NATIONAL
    before = keys(city)
    refused = city.run("keys", "rotate", "--set", "keys.suite=national")
    assert refused.returncode == 1 and "cannot be changed" in refused.stderr, refused
    assert keys(city) == before


class Load:
    """Somebody who goes on submitting, each time until it is acknowledged, whatever happens to the server."""

    def __init__(self, person):
        self.person, self.acknowledged, self.refused, self.over = person, {}, [], threading.Event()
        self.threads = [threading.Thread(target=self.submit, args=(name,)) for name in range(3)]
        for thread in self.threads:
            thread.start()

    def submit(self, name):
        number = 0
        while not self.over.is_set():
            try:
                reply = self.person.post(SUBMIT, EXAMPLE["body"], f"keys-{name}-{number}")
            except (OSError, HTTPException):
                self.over.wait(0.1)
                continue
            if reply.status == 201:
                self.acknowledged[f"keys-{name}-{number}"] = reply.json["number"]
                number += 1
            elif reply.status != 503:
                self.refused.append(reply)
                return

    def wait_for(self, more):
        enough = len(self.acknowledged) + more
        for _ in range(600):
            if len(self.acknowledged) >= enough or self.refused:
                break
            self.over.wait(0.1)
        assert not self.refused, self.refused[:3]
        assert len(self.acknowledged) >= enough

    def end(self):
        self.over.set()
        for thread in self.threads:
            thread.join()
        assert not self.refused, self.refused[:3]


def test_new_keys_while_people_submit(city):
    newborn = Newborn(city).submit().finish()
    old_papers, old_keys = papers(newborn), keys(city)
    old_file = file_of(newborn.mother)
    load = Load(newborn.mother)
    try:
        load.wait_for(5)
        rotated = city.run("keys", "rotate")
        assert rotated.returncode == 0 and "restart" in rotated.stdout, rotated
        # The server goes on with the keys that it knows, and nobody seals anything that it could not read.
        load.wait_for(5)
        early = city.run("keys", "reseal")
        assert early.returncode == 1 and "old keys" in early.stderr, early
        load.wait_for(5)
        city.stop()
        city.start()
        load.wait_for(5)
        resealed = city.run("keys", "reseal")
        assert resealed.returncode == 0, resealed
        load.wait_for(5)
    finally:
        load.end()
    current = {key["use"]: key["id"] for key in keys(city) if key["current"]}
    before = {key["use"]: key["id"] for key in old_keys}
    assert current["seal"] != before["seal"] and current["sign"] != before["sign"] and current["index"] == before["index"]
    numbers = all_applications(newborn.mother)
    assert len(numbers) == len(set(numbers)) and set(load.acknowledged.values()) <= set(numbers)
    assert len(set(load.acknowledged.values())) == len(load.acknowledged)
    assert len(numbers) == len(load.acknowledged) + 1, "what was sent again is not there twice"
    all_authentic(city, old_papers)
    audited(city)
    assert newborn.mother.get("/licences").status == 200
    # The file that the old key signed still verifies, and so does a new one, with the holder's key sealed anew.
    for file in (old_file, file_of(newborn.mother)):
        assert Program(city).post("/presentations/verify", {"file": file}).json["result"] == "valid"
    # Nothing is left that only the old key opens.
    again = city.run("keys", "reseal")
    assert again.returncode == 0 and "Done: 0 values" in again.stdout, again
