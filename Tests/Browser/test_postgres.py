"""The same way and the same fall on PostgreSQL, with the server that scripts/postgres/with-postgres.sh brings along."""
import os
import subprocess
import tempfile
import time
import urllib.request
import uuid

import pytest
from api import Newborn, Program
from conftest import PROGRAM, ROOT, Server
from test_durability import check, load

URL = os.environ.get("YIWANG_TEST_POSTGRES", "")

if not URL and os.environ.get("REQUIRE_POSTGRES") == "1":
    raise RuntimeError("REQUIRE_POSTGRES=1, but YIWANG_TEST_POSTGRES names no server: run this below scripts/postgres/with-postgres.sh")

pytestmark = pytest.mark.skipif(not URL, reason="no PostgreSQL: run this below scripts/postgres/with-postgres.sh")


class PostgresServer(Server):
    """`yiwang serve --demo` on a schema of its own."""

    def __init__(self, folder):
        super().__init__(folder)
        self.schema = "journeys_" + uuid.uuid4().hex[:12]

    def start(self, seconds=300):
        self.log = open(self.folder / "server.log", "ab")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--demo", "--port", str(self.port), "--database", URL, "--set", f"database.schema={self.schema}",
             "--keys", f"{self.folder}/keys.json"],
            cwd=ROOT, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "server.log").read_text()[-3000:])
            try:
                if urllib.request.urlopen(self.url + "/readyz", timeout=2).status == 200:
                    return self
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the server was not ready in time:\n" + (self.folder / "server.log").read_text()[-3000:])


@pytest.fixture(scope="module")
def city():
    with tempfile.TemporaryDirectory(prefix="yiwang-postgres-") as folder:
        running = PostgresServer(folder)
        try:
            yield running.start()
        finally:
            running.stop()


def test_a_child_is_born(city):
    newborn = Newborn(city).submit().finish()
    application = newborn.read()
    assert application["outcome"] == "done" and len(application["cases"]) == 10
    types = {one["type"] for one in newborn.mother.get("/licences").json["items"]}
    assert {"birth-certificate", "vaccination-record", "delivery-certificate"} <= types


def test_kill_nine(city):
    # Somebody who has handed in nothing yet.
    person = Program(city, "zhou")
    asked, acknowledged = load(city, person)
    city.start()
    check(asked, acknowledged, person)
