"""The way by messages: a receiver that checks signatures, and a sender that signs."""
import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import signing
from desk import Desk

MOST_BYTES = 2_000_000


def handler(secret, path, woken):
    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("content-length") or 0)
            if length > MOST_BYTES:
                return self.reply(413)
            body = self.rfile.read(length)
            try:
                signing.check(secret, self.headers, body)
            except signing.Forged as reason:
                print(f"refused: {reason}", flush=True)
                return self.reply(401)
            event = json.loads(body)
            take(Desk(path), event)
            # Only now: what is answered with 2xx is not sent again.
            self.reply(204)
            woken.set()

        def reply(self, status):
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            """What is in a request is nobody's business but the desk's."""

    return Receiver


def take(desk, event):
    """Enters a CloudEvent of the platform; the same one again changes nothing."""
    data = event["data"]
    # News of licences and requests of other offices: this desk keeps cases alone. What is not answered with 2xx would come for days.
    if not event["type"].startswith("yiwang.case."):
        print(f"heard {event['type']} {event['subject']}", flush=True)
        return
    accept = (data.get("up_pro_accept") or [{}])[0]
    form = {row["field_code"]: row.get("field_value") for row in data.get("up_pro_form", [])}
    new = desk.learn(
        event["id"], data["project_no"], item=data["item"], applicant=accept.get("applyer_name"), status=data["status"],
        version=data["version"], form=form or None)
    print(f"{'took' if new else 'had'} {event['type']} {data['project_no']}", flush=True)


def serve(port, secret, path):
    """Receives in the background; the event is set after each message."""
    woken = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", port), handler(secret, path, woken))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return woken


def send(platform, system, secret, row):
    """Sends one act: (state, answer). `waiting` where the platform could not be asked, so that it is sent again under the same id."""
    source = f"/exchange/systems/{system}"
    event = {"specversion": "1.0", "id": row["id"], "source": source, "type": f"yiwang.act.{row['act']}",
             "datacontenttype": "application/json", "data": json.loads(row["data"])}
    body = json.dumps(event, ensure_ascii=False).encode()
    request = urllib.request.Request(
        f"{platform}/api/v1/exchange/systems/{system}/events", data=body,
        headers={"content-type": "application/cloudevents+json", **signing.headers(secret, row["id"], body)})
    try:
        with urllib.request.urlopen(request, timeout=20) as reply:
            return "done", reply.read().decode()
    except urllib.error.HTTPError as refusal:
        answer = refusal.read().decode()
        if refusal.code >= 500 or refusal.code == 429:
            return "waiting", answer
        return ("stale" if "/problems/cases.stale" in answer else "refused"), answer
    except OSError as fault:
        return "waiting", str(fault)
