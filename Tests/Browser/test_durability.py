"""`kill -9` during a load of submissions loses none that was acknowledged and doubles none."""
import http.client
import json
import threading
import time
from pathlib import Path

from api import Program
from conftest import a_city

EXAMPLE = json.loads((Path(__file__).parent / "submission.json").read_text())
SUBMIT = f"/things/{EXAMPLE['thing']}/applications"
WORKERS, SECONDS = 8, 3


def load(server, person, seconds=SECONDS):
    """Submits from several threads until the server is killed in the midst of it: what was asked for, and what was acknowledged."""
    asked, acknowledged, refused = set(), {}, []

    def worker(name):
        number = 0
        while True:
            key = f"kill-{name}-{number}"
            number += 1
            asked.add(key)
            try:
                reply = person.post(SUBMIT, EXAMPLE["body"], key)
                if reply.status != 201:
                    refused.append(reply)
                    return
                acknowledged[key] = reply.json["number"]
            except (OSError, http.client.HTTPException, ValueError):
                return

    threads = [threading.Thread(target=worker, args=(name,)) for name in range(WORKERS)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    server.kill()
    for thread in threads:
        thread.join()
    assert not refused, refused[:3]
    return asked, acknowledged


def all_applications(person):
    """The numbers of all that the person has handed in, page by page."""
    numbers, before = [], None
    while True:
        page = person.get("/applications" + (f"?after={before}" if before else ""))
        assert page.status == 200, page
        numbers += [one["number"] for one in page.json["items"]]
        before = page.json["next"]
        if before is None:
            return numbers


def check(asked, acknowledged, person):
    """After the restart: each acknowledged number is there, once, under the same key; nothing is there that nobody asked for."""
    assert len(acknowledged) > 20, len(acknowledged)
    assert len(set(acknowledged.values())) == len(acknowledged), "no two submissions share a number"
    there = all_applications(person)
    assert len(there) == len(set(there))
    assert set(acknowledged.values()) <= set(there), "an acknowledged submission is lost"
    # What was being saved when the power went may be there without its sender knowing; never more than one a worker.
    assert len(there) - len(acknowledged) <= WORKERS
    for key in sorted(asked):
        again = person.post(SUBMIT, EXAMPLE["body"], key)
        assert again.status == 201, again
        assert key not in acknowledged or again.json["number"] == acknowledged[key], key
    # Sent again, every key has exactly one application: also those whose answer never arrived.
    numbers = all_applications(person)
    assert len(numbers) == len(set(numbers)) == len(asked)


def test_kill_nine():
    with a_city() as server:
        person = Program(server, "gu")
        asked, acknowledged = load(server, person)
        server.start()
        # The token of before the fall is good after it.
        check(asked, acknowledged, person)
