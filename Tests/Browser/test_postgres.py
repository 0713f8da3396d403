"""The same way and the same fall on PostgreSQL, with the server that scripts/postgres/with-postgres.sh brings along."""
import os
import uuid

import pytest
from api import Newborn, Program
from conftest import a_city
from test_durability import check, load

URL = os.environ.get("YIWANG_TEST_POSTGRES", "")

if not URL and os.environ.get("REQUIRE_POSTGRES") == "1":
    raise RuntimeError("REQUIRE_POSTGRES=1, but YIWANG_TEST_POSTGRES names no server: run this below scripts/postgres/with-postgres.sh")

pytestmark = pytest.mark.skipif(not URL, reason="no PostgreSQL: run this below scripts/postgres/with-postgres.sh")


@pytest.fixture(scope="module")
def city():
    # A schema of its own: the server may hold other cities.
    with a_city(database=URL, database_schema="journeys_" + uuid.uuid4().hex[:12]) as running:
        yield running


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
