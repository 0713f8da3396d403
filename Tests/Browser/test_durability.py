"""`kill -9` during a load of submissions loses none that was acknowledged and doubles none."""
import json
import tempfile
import threading
import urllib.error
import urllib.request

from conftest import Server


def post(server, path, body, token=None, key=None):
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = "Bearer " + token
    if key:
        headers["idempotency-key"] = key
    request = urllib.request.Request(server.url + "/api/v1" + path, data=json.dumps(body).encode(), headers=headers)
    return json.load(urllib.request.urlopen(request, timeout=20))


def get(server, path, token):
    request = urllib.request.Request(server.url + "/api/v1" + path, headers={"authorization": "Bearer " + token})
    return json.load(urllib.request.urlopen(request, timeout=20))


APPLICATION = {"answers": {}, "fields": {}, "declared": True}


def test_kill_nine():
    with tempfile.TemporaryDirectory(prefix="yiwang-kill-") as folder:
        server = Server(folder).start()
        try:
            token = post(server, "/sign-in", {"login": "gu", "password": "yiwang-demo-city"})["token"]
            example = json.load(open(__file__.replace("test_durability.py", "submission.json")))
            acknowledged, stop = {}, threading.Event()

            def load(worker):
                number = 0
                while not stop.is_set():
                    key = f"kill-{worker}-{number}"
                    number += 1
                    try:
                        acknowledged[key] = post(server, f"/things/{example['thing']}/applications", example["body"], token, key)["number"]
                    except (OSError, urllib.error.URLError, ValueError):
                        return

            workers = [threading.Thread(target=load, args=(n,)) for n in range(8)]
            for worker in workers:
                worker.start()
            threading.Event().wait(3)
            server.kill()
            stop.set()
            for worker in workers:
                worker.join()
            assert len(acknowledged) > 20, len(acknowledged)
            assert len(set(acknowledged.values())) == len(acknowledged)

            server.start()
            token = post(server, "/sign-in", {"login": "gu", "password": "yiwang-demo-city"})["token"]
            # The same key again: the same application, for every one that was acknowledged.
            for key, number in acknowledged.items():
                again = post(server, f"/things/{example['thing']}/applications", example["body"], token, key)
                assert again["number"] == number
            seen, after = [], None
            while True:
                page = get(server, "/applications" + (f"?before={after}" if after else ""), token)
                seen += [one["number"] for one in page["items"]]
                after = page["next"]
                if after is None:
                    break
            assert len(seen) == len(set(seen))
            assert set(acknowledged.values()) <= set(seen)
        finally:
            server.stop()
