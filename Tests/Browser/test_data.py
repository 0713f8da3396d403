"""The data centre in a browser: the steward's pages, a source switched off and a grant withdrawn in the middle, an objection and its answer."""
import http.server
import json
import re
import tempfile
import threading
import time
from pathlib import Path

import pytest
from conftest import Person, Server, a_city

PAGES = ["/console/data", "/console/data/grants?state=granted", "/console/data/requests", "/console/data/sources", "/console/data/sources/ga-population",
         "/console/data/deliveries",
         "/console/data/ledger",
         "/console/data/ledger/entry", "/console/data/lists", "/console/data/agreements", "/console/data/standards?kind=person",
         "/console/data/quality", "/console/data/statistics", "/console/data/corrections?state=all"]


@pytest.fixture(scope="module")
def server():
    """A city of its own: what is switched off and withdrawn here is nobody else's."""
    with a_city(demoCases=100) as running:
        yield running


@pytest.mark.parametrize("width,language", [(1280, "zh"), (360, "zh"), (360, "en")])
def test_a_steward_sees_every_page(person, width, language):
    steward = person(width=width, language=language).sign_in("舒文")
    for path in PAGES:
        steward.go(path).look("data" + re.sub(r"[^a-z]+", "-", path.split("?")[0].removeprefix("/console/data")))
    steward.go("/console/data/grants?state=granted")
    steward.page.locator("table a").first.click()
    steward.look("data-grant")


def births_are_asked(mother):
    """Whether the form has an open box for what the register of births tells."""
    mother.afresh().go("/things/newborn")
    for group in mother.page.locator("fieldset").all():
        group.locator("input[type=radio]").last.check()
    mother.page.locator("form.form button.main").first.click()
    mother.page.wait_for_load_state()
    return mother.page.locator("[name='child.birthDate']").count() > 0


def switch(steward, zh):
    steward.go("/console/data/sources")
    row = steward.page.locator("tr", has_text="出生信息")
    while row.count() == 0:
        steward.page.get_by_role("link", name="下一页").click()
        steward.page.wait_for_load_state()
    row.get_by_role("link", name=zh, exact=True).click()
    steward.page.wait_for_load_state()
    steward.page.locator("[name='reason']").fill("系统升级")
    steward.page.get_by_role("button", name=zh, exact=True).click()
    steward.page.wait_for_load_state()
    assert f"舒文 {zh}：系统升级" in steward.page.inner_text("main")


def test_a_source_switched_off_opens_its_boxes(person):
    steward, mother = person().sign_in("舒文"), person(width=360).sign_in("顾晓岚")
    assert not births_are_asked(mother)
    switch(steward, "停用")
    try:
        assert births_are_asked(mother)
        assert "没有回应" in mother.page.content()
        mother.look("form-source-off")
    finally:
        switch(steward, "恢复")
    assert not births_are_asked(mother)


def test_a_grant_withdrawn_in_the_middle_stops_the_use(person):
    steward, mother = person().sign_in("舒文"), person(width=360).sign_in("顾晓岚")
    assert not births_are_asked(mother)
    steward.go("/console/data/grants?state=granted")
    grant = None
    while grant is None:
        for row in steward.page.locator("tbody tr").all():
            if "出生信息" in row.inner_text() and "出生医学证明" in row.inner_text():
                grant = row.locator("a").first.get_attribute("href")
        if grant is None:
            steward.page.locator("a[rel=next]").click()
            steward.page.wait_for_load_state()
    steward.go(grant)
    steward.page.locator("form[action$='/withdrawal'] textarea").fill("核查中")
    steward.page.locator("form[action$='/withdrawal'] button").click()
    steward.page.wait_for_load_state()
    assert "已撤回" in steward.page.content()
    try:
        # The draft that was filled from the register no longer is.
        mother.page.reload()
        assert mother.page.locator("[name='child.birthDate']").count() > 0
        assert "撤回" in mother.page.content()
    finally:
        steward.page.locator("a.button.main").click()
        steward.page.wait_for_load_state()
        steward.page.locator("textarea[name=need]").fill("办理出生医学证明")
        steward.page.locator("form.form button.main").click()
        steward.page.wait_for_load_state()
        steward.page.locator("form[action$='/agreement'] button").click()
        steward.page.wait_for_load_state()
    assert "已授权" in steward.page.content()


def test_an_objection_is_answered(person):
    steward, mother = person().sign_in("舒文"), person(width=360).sign_in("顾晓岚")
    mother.go("/things/newborn")
    mother.go("/data-uses").look("data-uses")
    mother.page.get_by_role("link", name="我有异议").first.click()
    mother.page.wait_for_load_state()
    mother.look("objection")
    mother.press("提交异议", "Send the objection")
    assert mother.page.locator("[role=alert]").count() == 1
    mother.page.locator("input[name=kind]").first.check()
    mother.page.fill("[name=words]", "住址已经搬了")
    mother.press("提交异议", "Send the objection")
    mother.look("objections")
    assert "核查中" in mother.page.content()
    # What she says of a licence stands beside it.
    mother.go("/licences")
    licence = mother.page.locator("main a[href^='/licences/']").first.get_attribute("href").split("?")[0]
    mother.go(f"{licence}/corrections")
    mother.page.fill("[name=wrong]", "签发日期不对")
    mother.press("提交异议", "Send the objection")
    mother.go("/data-corrections").look("objections-of-both")
    assert "签发日期不对" in mother.page.content() and "核查中" in mother.page.content()
    mother.page.locator(f"main a[href='{licence}']").click()
    mother.page.wait_for_load_state()
    assert mother.page.url.endswith(licence)
    steward.go("/console/data/corrections")
    steward.page.locator("tbody a").first.click()
    steward.page.wait_for_load_state()
    steward.look("correction")
    assert "住址已经搬了" in steward.page.content()
    steward.page.locator("form[action$='/amendment'] textarea").fill("已按居住登记更正")
    steward.page.locator("form[action$='/amendment'] button").click()
    steward.page.wait_for_load_state()
    mother.go("/data-corrections")
    assert "已按居住登记更正" in mother.page.content()
    mother.go("/messages")
    assert "您的数据已经更正" in mother.page.content()


def test_a_guardian_speaks_for_a_child(person):
    mother = person(width=360).sign_in("周敏之")
    mother.go("/data-consents").look("consents")


class Births:
    """A hospital system that answers as it is told to."""

    def __init__(self):
        births = self
        self.mood, self.calls = "good", 0

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                births.calls += 1
                key = self.path.rsplit("/", 1)[-1]
                if births.mood == "hangs":
                    time.sleep(3)
                    return
                answer = {"id": "310104199001019919" if births.mood == "stranger" else key, "record": "F2026-77",
                          "child": {"person.sex": "x9" if births.mood == "wrong" else "1", "person.birthDate": "2026-11-02"}}
                body = json.dumps(answer).encode()
                self.send_response({"fails": 500, "redirects": 302}.get(births.mood, 200))
                if births.mood == "redirects":
                    self.send_header("location", self.path)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def births():
    return Births()


@pytest.fixture(scope="module")
def joined(births):
    """A city whose register of births is a hospital system."""
    with tempfile.TemporaryDirectory(prefix="yiwang-sources-") as folder:
        paths = {"/births/{id}": {"get": {"parameters": [{"name": "id", "in": "path", "required": True}]}}}
        document = {"openapi": "3.0.3", "servers": [{"url": f"http://{births.address}"}], "paths": paths}
        (Path(folder) / "births.json").write_text(json.dumps(document))
        fields = {"person.idNumber": "/id", "person.birthRecordNumber": "/record", "child": "/child"}
        source = {"kind": "rest", "openapi": "births.json", "path": "/births/{id}", "milliseconds": 400, "fields": fields}
        settings = {"hosts": [births.address], "sources": {"wj-births": source}}
        (Path(folder) / "sources.json").write_text(json.dumps(settings))
        running = Server(folder, demoCases=100, datacentre_sourcesFile=f"{folder}/sources.json", datacentre_circuitFailures=3)
        try:
            yield running.start()
        finally:
            running.stop()


@pytest.mark.parametrize("mood,word", [("good", None), ("hangs", "回应太慢"), ("wrong", "内容有误"), ("stranger", "不是您要查的人"),
                                       ("fails", "没有回应"), ("redirects", "暂停查询")])
def test_a_source_elsewhere_is_believed_only_if_it_is_right(browser, joined, births, mood, word):
    births.mood = mood
    mother = Person(browser, joined, width=360).sign_in("顾晓岚")
    asked = births_are_asked(mother)
    assert asked == (word is not None)
    if word:
        assert word in mother.page.content()
        assert "F2026-77" not in mother.page.content()
    mother.look(f"form-source-{mood}")
    mother.close()
