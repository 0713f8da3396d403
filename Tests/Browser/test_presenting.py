"""A licence shown on one device and read on another; and its file, checked by an independent implementation."""
import html
import json
import urllib.error
import urllib.request
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from api import Program
from conftest import Person, a_city
from jwcrypto.jwk import JWKSet
from jwcrypto.jws import JWS, InvalidJWSSignature
from sd_jwt.verifier import SDJWTVerifier

NUMBER_WORDS = "1993"


def public(city, address, headers=None):
    """What anybody gets, without signing in."""
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers or {}), timeout=30) as reply:
        return reply.status, dict(reply.headers), reply.read()


@pytest.fixture(scope="module")
def server():
    """A city of its own: sign-ins are rationed by address."""
    with a_city(demoCases=100) as running:
        yield running


@pytest.fixture(scope="module")
def holder(server):
    return Program(server, "gu", language="zh")


@pytest.fixture(scope="module")
def card(holder):
    """The holder's identity card."""
    return next(one for one in holder.get("/licences").json["items"] if one["type"] == "id-card")


@pytest.fixture(scope="module")
def keys(server):
    """The issuer's keys, found as SD-JWT VC says: from its metadata."""
    metadata = json.loads(public(server, server.url + "/.well-known/jwt-vc-issuer")[2])
    assert metadata["issuer"] == server.url
    return JWKSet.from_json(public(server, metadata["jwks_uri"])[2].decode())


def a_file(holder, card, claims, nonce="n-1", audience="市图书馆"):
    reply = holder.post(f"/licences/{card['id']}/file", {"claims": claims, "audience": audience, "nonce": nonce})
    assert reply.status == 200 and reply.headers["content-type"] == "application/dc+sd-jwt", reply
    return reply.body.decode()


def checked(file, keys, nonce="n-1", audience="市图书馆"):
    return SDJWTVerifier(
        file, lambda issuer, header: keys.get_key(header["kid"]), expected_aud=audience, expected_nonce=nonce).get_verified_payload()


def status(server, payload, keys):
    """What the published list says, read with nothing but the draft."""
    place = payload["status"]["status_list"]
    code, headers, body = public(server, place["uri"])
    assert code == 200 and headers["content-type"] == "application/statuslist+jwt"
    token = JWS()
    token.deserialize(body.decode(), None)
    header = json.loads(token.objects["protected"])
    assert header["typ"] == "statuslist+jwt" and header["alg"] == "ES256"
    token.verify(keys.get_key(header["kid"]))
    said = json.loads(token.payload)
    assert said["sub"] == place["uri"] and said["ttl"] > 0
    bits = said["status_list"]["bits"]
    packed = zlib.decompress(urlsafe_b64decode(said["status_list"]["lst"] + "=="))
    at = place["idx"] * bits
    # 304 for whoever has it already.
    with pytest.raises(urllib.error.HTTPError) as unchanged:
        public(server, place["uri"], {"if-none-match": headers["etag"]})
    assert unchanged.value.code == 304
    return packed[at // 8] >> (at % 8) & ((1 << bits) - 1)


def test_the_file_is_checked_by_an_independent_implementation(server, holder, card, keys):
    payload = checked(a_file(holder, card, ["age.18", "holder.name"]), keys)
    assert payload["age_equal_or_over"] == {"18": True} and payload["holder.name"] == "顾晓岚"
    assert payload["iss"] == server.url and payload["vct"] == server.url + "/credentials/id-card"
    assert payload["iat"] < payload["exp"] and payload["cnf"]["jwk"]["crv"] == "P-256"
    assert "holder.number" not in payload and "person.birthDate" not in payload
    kind = json.loads(public(server, payload["vct"])[2])
    assert kind["vct"] == payload["vct"] and ["age_equal_or_over", "18"] in [claim["path"] for claim in kind["claims"]]
    assert status(server, payload, keys) == 0


def test_what_was_kept_back_is_in_no_part_of_the_file(holder, card):
    file = a_file(holder, card, ["age.18"])
    decoded = b" ".join(urlsafe_b64decode(part + "==") for part in file.replace("~", ".").split(".") if part).decode("utf-8", "replace")
    for hidden in ("顾晓岚", NUMBER_WORDS, card["number"]):
        assert hidden not in decoded + file


@pytest.mark.parametrize("where", ["issuer", "claim", "binding"])
def test_an_altered_file_fails_there_and_here(holder, card, keys, where):
    parts = a_file(holder, card, ["age.18", "holder.name"]).split("~")
    place = {"issuer": 0, "claim": 1, "binding": -1}[where]
    if where == "claim":
        parts[place] = urlsafe_b64encode(json.dumps(["c2FsdHNhbHRzYWx0c2FsdA", "holder.name", "王二"]).encode()).decode().rstrip("=")
    else:
        head, body, signature = parts[place].split(".")
        said = json.loads(urlsafe_b64decode(body + "=="))
        said["iat"] += 1
        parts[place] = ".".join([head, urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("="), signature])
    altered = "~".join(parts)
    with pytest.raises((ValueError, InvalidJWSSignature)):
        checked(altered, keys)
    answer = holder.post("/presentations/verify", {"file": altered, "audience": "市图书馆", "nonce": "n-1"}).json
    assert answer["result"] == "altered" and "claims" not in answer


def test_the_example_on_the_page_works(server, holder, card, tmp_path, monkeypatch, capsys):
    page = public(server, server.url + "/verify/offline")[2].decode()
    sample = html.unescape(page[page.index("<code>") + 6:page.index("</code>")])
    (tmp_path / "licence.sd-jwt").write_text(a_file(holder, card, ["holder.name"], nonce="whatever"))
    (tmp_path / "jwks.json").write_bytes(public(server, server.url + "/.well-known/jwks.json")[2])
    monkeypatch.chdir(tmp_path)
    exec(compile(sample.replace("…", "市图书馆"), "sample", "exec"), {})
    assert "顾晓岚" in capsys.readouterr().out


def test_another_audience_and_another_question_are_told(holder, card, keys):
    file = a_file(holder, card, ["holder.name"])
    with pytest.raises(ValueError):
        checked(file, keys, audience="健身房")
    verify = lambda **more: holder.post("/presentations/verify", {"file": file, **more}).json["result"]  # noqa: E731
    assert verify() == "valid" and verify(audience="健身房") == "wrong-audience" and verify(nonce="n-2") == "replayed"


def test_the_answer_to_a_program_is_bound_to_its_question(server, holder, card, keys):
    started = holder.post(f"/licences/{card['id']}/presentations", {"preset": "age18"}).json
    code = holder.post(f"/presentations/{started['id']}/codes", {}).json
    assert len(code["url"]) <= 120
    gate = Program(server)
    answer = gate.post("/presentations/verify", {"token": code["url"], "audience": "泳馆", "nonce": "q-7", "reader": "徐汇泳馆"}).json
    assert answer["result"] == "valid" and answer["claims"] == {"age.18": True}
    assert checked(answer["presentation"], keys, nonce="q-7", audience="泳馆")["age_equal_or_over"] == {"18": True}
    assert gate.post("/presentations/verify", {"token": code["url"]}).json["result"] == "replayed"
    state = holder.get(f"/presentations/{started['id']}").json
    assert state["state"] == "read" and "徐汇泳馆" in state["reader"]["zh"]


def address(page):
    """What the camera reads: the code is a picture, so the address is asked for as a program would."""
    return page.evaluate("""async () => {
      const live = document.querySelector("[data-live]").dataset.live;
      const token = document.querySelector("input[name=_csrf]").value;
      const reply = await fetch(live + "/codes", {method: "POST", headers: {"content-type": "application/json"}, body: "{}"});
      return (await reply.json()).url;
    }""")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_devices(browser, server, card, language):
    phone, door = Person(browser, server, width=360, language=language), Person(browser, server, width=1280, language=language)
    try:
        phone.sign_in("顾晓岚").go(f"/licences/{card['id']}").look("licence")
        phone.follow("出示", "Present").look("present")
        phone.page.get_by_role("button", name="仅证明已满 18 岁" if language == "zh" else "Only that I am over 18").click()
        phone.page.wait_for_load_state()
        phone.look("present-code")
        assert phone.page.locator("svg.qr").is_visible()

        door.page.goto(address(phone.page))
        door.look("verify-asking")
        door.page.locator("input[name=reader]").fill("示例书店")
        door.press("查看证照", "See the licence").look("verify-valid")
        seen = door.page.inner_text("main")
        assert ("有效" if language == "zh" else "Valid") in seen and ("已满 18 岁" if language == "zh" else "Aged 18 or over") in seen
        assert "顾晓岚" not in seen and NUMBER_WORDS not in seen

        # The holder sees it without touching anything.
        phone.page.get_by_role("heading", name="已被读取" if language == "zh" else "It was read").wait_for(timeout=10_000)
        assert "示例书店" in phone.page.inner_text("main")
        phone.look("present-read")

        door.page.go_back()
        door.page.reload()
        door.look("verify-used")
        assert ("已被用过" if language == "zh" else "Already used") in door.page.inner_text("main")
        for path in ("/verify", "/verify/offline"):
            door.go(path).look(path.strip("/").replace("/", "-"))
        phone.go("/verify/offline").look("verify-offline")
    finally:
        phone.close()
        door.close()


def test_without_scripts(browser, server, card):
    phone, door = Person(browser, server, width=360, scripts=False), Person(browser, server, width=360, scripts=False)
    holder = Program(server, "gu")
    try:
        phone.sign_in("顾晓岚").go(f"/licences/{card['id']}/present")
        phone.page.get_by_role("button", name="仅姓名或名称").click()
        assert phone.page.locator("svg.qr").is_visible() and "http-equiv=\"refresh\"" in phone.page.content()
        started = holder.post(f"/licences/{card['id']}/presentations", {"claims": ["holder.name"]}).json
        door.page.goto(holder.post(f"/presentations/{started['id']}/codes", {}).json["url"])
        door.press("查看证照", "")
        assert "顾晓岚" in door.page.inner_text("main")
    finally:
        phone.close()
        door.close()


def test_at_the_counter(browser, server, holder, card):
    counter = Person(browser, server)
    try:
        counter.sign_in("吴桂芳").go("/console/verify").look("console-verify")
        started = holder.post(f"/licences/{card['id']}/presentations", {"preset": "identity"}).json
        url = holder.post(f"/presentations/{started['id']}/codes", {}).json["url"]
        counter.page.locator("input[name=code]").fill(url)
        counter.press("核验", "")
        assert counter.page.locator("[data-focus]").is_visible(), "without a purpose nothing is read"
        assert counter.page.locator("input[name=code]").input_value() == url
        counter.page.locator("input[name=purpose]").fill("窗口核对身份")
        counter.press("核验", "").look("console-verified")
        assert "顾晓岚" in counter.page.inner_text("main")
        uses = holder.call("GET", f"/licences/{card['id']}").body.decode()
        assert "窗口核对身份" in uses
    finally:
        counter.close()


def test_the_file_is_checked_on_the_page(browser, server, holder, card):
    bank = Person(browser, server, width=360)
    try:
        bank.go("/verify").look("verify")
        bank.press("核验", "").look("verify-nothing")
        file = a_file(holder, card, ["holder.name"])
        bank.page.locator("input[type=file]").set_input_files(
            {"name": "card.sd-jwt", "mimeType": "application/dc+sd-jwt", "buffer": file.encode()})
        bank.press("核验", "").look("verify-file")
        assert "顾晓岚" in bank.page.inner_text("main") and "市图书馆" in bank.page.inner_text("main")
        bank.go("/verify").page.locator("input[name=content]").fill(file.replace("~", "~x", 1))
        bank.press("核验", "").look("verify-altered")
        assert "顾晓岚" not in bank.page.inner_text("main")
    finally:
        bank.close()


def test_the_paper_prints_on_one_sheet(browser, server, card):
    person = Person(browser, server)
    try:
        person.sign_in("顾晓岚").go(f"/licences/{card['id']}/paper").look("licence-paper")
        pdf = person.page.pdf(format="A4", print_background=True)
        assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page/") <= 1 or b"/Count 1" in pdf
        assert person.page.locator("svg.seal").get_attribute("aria-label")
    finally:
        person.close()
