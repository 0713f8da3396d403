"""A program that talks JSON with the server, and the birth of a child as programs of citizens and offices go through it."""
import http.client
import json
from urllib.parse import quote, urlsplit

PASSWORD = "yiwang-demo-city"
# Who accepts, gives an opinion, decides and hands out, by the department of the case: the people of the sign-in page.
POLICE = ("jiang", "jiang", "han", "zheng")
OTHERS = ("wu", "tao", "yu", "zheng")


class Reply:
    def __init__(self, method, path, response):
        self.method, self.path, self.status, self.body = method, path, response.status, response.read()
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.cookies = response.headers.get_all("set-cookie") or []

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.method} {self.path} → {self.status} {self.body[:1500].decode('utf-8', 'replace')}"


class Program:
    """Somebody's program. It keeps what it was answered, so that the answers can be held against the description."""

    def __init__(self, server, login=None, language="en"):
        self.server, self.token, self.language, self.replies = server, None, language, []
        if login:
            self.token = self.post("/sign-in", {"login": login, "password": PASSWORD}).json["token"]

    def call(self, method, target, body=None, headers=None, content="application/json"):
        sent = {"accept-language": self.language, **(headers or {})}
        if self.token:
            sent["authorization"] = "Bearer " + self.token
        if body is not None:
            sent["content-type"] = content
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        parts = urlsplit(self.server.url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        try:
            connection.request(method, target, body=body, headers=sent)
            reply = Reply(method, target, connection.getresponse())
        finally:
            connection.close()
        self.replies.append(reply)
        return reply

    def get(self, path):
        return self.call("GET", "/api/v1" + path)

    def post(self, path, body, key=None):
        return self.call("POST", "/api/v1" + path, body, {"idempotency-key": key} if key else None)


def identity_number(seventeen):
    """With its check character (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(seventeen))
    return seventeen + "10X98765432"[total % 11]


class Newborn:
    """The whole way: one form with two boxes, and then every office until nothing is left to do."""

    boxes = {"child.name": "沈知夏", "child.ethnicity": "01"}

    def __init__(self, server):
        self.server, self.staff = server, {}
        self.mother = Program(server, "gu")

    def officer(self, login):
        if login not in self.staff:
            self.staff[login] = Program(self.server, login)
        return self.staff[login]

    def submit(self):
        mother = self.mother
        begun = mother.post("/things/newborn/drafts", {})
        assert begun.status == 201, begun
        draft = f"/drafts/{begun.json['id']}"
        answered = mother.post(draft + "/answers", {"answers.follow": "mother"})
        assert answered.status == 200, answered
        asked = {field["field"] for field in answered.json["checklist"]["fields"] if field["state"] == "asked"}
        assert asked == set(self.boxes), asked
        filled = mother.post(draft + "/fields", self.boxes)
        assert filled.status == 200 and filled.json["missing"] == 0, filled
        submitted = mother.post(draft + "/submission", {"declared": True})
        assert submitted.status == 201, submitted
        self.application, self.number = submitted.json["id"], submitted.json["number"]
        return self

    def read(self):
        reply = self.mother.get(f"/applications/{self.application}")
        assert reply.status == 200, reply
        return reply.json

    def cases(self):
        return {case["item"]: case for case in self.read()["cases"]}

    def act(self, login, case, noun, **more):
        """What an officer does on the version that they have just read."""
        officer = self.officer(login)
        seen = officer.get(f"/console/cases/{case}")
        assert seen.status == 200, seen
        return officer.post(f"/console/cases/{case}/{noun}", {"version": seen.json["version"], **more})

    def decided(self, item, facts):
        """What the office adds with its decision."""
        if item == "hukou-birth":
            born, sex = facts["child.birthDate"]["value"].replace("-", ""), facts["child.sex"]["value"]
            # The last three digits before the check: 991 and 992 are given to nobody.
            return {"decided.child.idNumber": identity_number(f"310104{born}{'991' if sex == '1' else '992'}")}
        return {"decided.mother.maternityAllowance": "3281250"} if item == "maternity-benefit" else {}

    def step(self, case):
        """The next step of a case that waits for an office; false where none of ours can take one."""
        counter, reviewer, head, maker = POLICE if case["department"] == "gaj" else OTHERS
        seen = self.officer(maker).get(f"/console/cases/{case['id']}").json
        if case["status"] == "submitted":
            done = self.act(counter, case["id"], "acceptance")
        elif case["status"] == "accepted" and not any(event["action"] == "recordOpinion" for event in seen["events"]):
            done = self.act(reviewer, case["id"], "opinion", opinion="pass", reason="材料齐全，符合条件。")
        elif case["status"] == "accepted":
            done = self.act(head, case["id"], "grant", **self.decided(case["item"], seen["facts"]))
        elif case["status"] == "granted":
            done = self.act(maker, case["id"], "licence")
        elif case["status"] == "issued":
            done = self.act(maker, case["id"], "hand-over")
        else:
            return False
        assert done.status == 200, done
        return True

    def finish(self):
        for _ in range(60):
            open_cases = [case for case in self.cases().values() if case["status"] != "done"]
            if not open_cases:
                return self
            moved = [self.step(case) for case in open_cases]
            assert any(moved), open_cases
        raise AssertionError(self.cases())


def part(text):
    """A text as one part of a path."""
    return quote(text, safe="")
