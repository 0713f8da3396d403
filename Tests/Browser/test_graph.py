"""The graph in the console: advice from its computation to a draft, and pictures that people and programs can read."""
import time
from datetime import date, timedelta

import pytest
from api import Program
from conftest import Person, a_city

# 许清 keeps the catalogue of the whole city.
EDITOR = "许清"
WIDTHS = [dict(width=360, language="zh"), dict(width=1280, language="en")]


@pytest.fixture(scope="module")
def server():
    """A city with a short past, whose catalogue these journeys may draft for."""
    with a_city(demoCases=2_000) as running:
        yield running


def compute(program, deadline):
    assert program.post("/console/graph/computation", {}).status == 202
    while (run := program.get("/console/graph/computation").json["run"])["state"] == "running":
        assert time.monotonic() < deadline, run
        time.sleep(0.3)
    assert run["state"] == "done" and time.monotonic() < deadline, run
    return run


@pytest.fixture(scope="module")
def computed(server):
    """A program of an official's, with the advice computed on the whole past."""
    program = Program(server, "admin")
    deadline = time.monotonic() + 300
    # The past of the city goes on loading behind the first pages.
    while compute(program, deadline)["last"]["cases"] < 1_800:
        time.sleep(2)
    return program


def first(program, wanted):
    """The best open advice that is wanted."""
    return next(each for each in program.get("/console/graph").json["items"] if wanted(each))


@pytest.mark.parametrize("way", WIDTHS, ids=str)
def test_the_list_and_one_advice(person, computed, way):
    official = person(**way).sign_in(EDITOR).go("/console/graph").look("graph")
    ranked = [each["worth"]["citizenHours"] for each in computed.get("/console/graph").json["items"] if each["kind"] != "single-source"]
    assert ranked == sorted(ranked, reverse=True)
    official.page.locator(".advice h2 a").first.click()
    official.page.wait_for_load_state()
    official.look("graph-advice")
    assert official.page.locator(".numbers li").count() == 5
    assert official.page.locator(".drawing:visible").count() == 1
    official.go("/console/graph?state=declined").look("graph-declined").go("/console/graph?kind=connection-to-build").look("graph-kind")


def test_nothing_is_declined_without_a_reason(person, computed):
    declined = first(computed, lambda each: each["kind"] == "critical-path")
    official = person(width=360).sign_in(EDITOR).go(f"/console/graph/advice/{declined['id']}")
    official.page.locator("summary", has_text="不采纳").click()
    official.press("不采纳", "Decline")
    official.look("graph-decline-empty")
    assert official.page.locator("#refusal-error-summary").is_visible()
    official.page.get_by_label("为什么不采纳").fill("窗口已经换了新的样本")
    official.press("不采纳", "Decline")
    official.look("graph-declined-one")
    assert "窗口已经换了新的样本" in official.page.locator("main").inner_text()
    assert computed.get(f"/console/graph/advice/{declined['id']}").json["state"] == "declined"
    assert computed.post(f"/console/graph/advice/{declined['id']}/reopening", {}).status == 200


def test_accepted_advice_is_a_draft_with_its_price(person, computed):
    wanted = first(computed, lambda each: each["changes"] and each["kind"] == "material-held")
    official = person(width=1280).sign_in(EDITOR).go(f"/console/graph/advice/{wanted['id']}")
    official.page.locator("summary", has_text="采纳").first.click()
    official.press("采纳", "Accept")
    assert "/console/catalogue/drafts/" in official.page.url
    official.look("graph-accepted-draft")
    assert official.page.locator("#price").is_visible() and official.page.locator(".diff").count() > 0
    again = computed.post(f"/console/graph/advice/{wanted['id']}/acceptance", {})
    assert again.status == 409 and again.json["type"].endswith("workshop.advice-decided"), again
    official.go(f"/console/graph/advice/{wanted['id']}").look("graph-accepted")
    official.page.locator("main a[href*='/console/catalogue/drafts/']").first.click()
    official.page.wait_for_load_state()
    draft = official.page.url.rsplit("/", 1)[1]
    assert computed.post(f"/console/catalogue/drafts/{draft}/withdrawal", {}).status == 200
    assert computed.post(f"/console/graph/advice/{wanted['id']}/reopening", {}).status == 200


@pytest.mark.parametrize("way", WIDTHS, ids=str)
@pytest.mark.parametrize("place", [
    "powers/department/gaj", "items/thing/newborn?depth=2", "materials/item/id-card-reissue", "data/resource/zr-premises?depth=2"])
def test_pictures_around_a_node(person, computed, way, place):
    official = person(**way).sign_in(EDITOR).go(f"/console/graph/{place}")
    official.look("graph-picture-" + place.split("/")[0])
    shown = official.page.locator(".drawing:visible")
    assert shown.count() == 1 and shown.locator("text").count() > 3
    # The same in words, and every box leads on.
    assert official.page.locator(".relations li").count() > 0
    assert shown.locator("a").count() > 1


def test_pictures_work_without_scripts(person, computed):
    official = person(width=1280, scripts=False).sign_in(EDITOR).go("/console/graph/materials/item/id-card-reissue")
    before = official.page.url
    official.page.locator(".drawing:visible a").last.click()
    official.page.wait_for_load_state()
    assert official.page.url != before and "/console/graph/materials/" in official.page.url


@pytest.mark.parametrize("way", WIDTHS, ids=str)
def test_a_thing_before_and_after(person, computed, way):
    official = person(**way).sign_in(EDITOR).go("/console/graph/things/newborn").look("graph-thing")
    assert official.page.locator(".drawing:visible").count() == 2
    assert official.page.locator(".matrix tbody tr").count() > 10
    official.go("/console/graph/pictures?q=身份证" if way["language"] == "zh" else "/console/graph/pictures?q=identity").look("graph-pictures")


CERTIFICATE = "disability-certificate-application"
ANSWERS = {
    "answers": {"homeVisit": False},
    "fields": {"applicant.disabilityCategory": "1", "applicant.assessmentOn": (date.today() + timedelta(days=9)).isoformat()},
}


def test_what_an_accepted_advice_really_saved(browser):
    """From the advice to the published change, the people who apply since, and the page that counts what it spared them."""
    with a_city(demoCases=3_000) as server:
        editor, reviewer, citizen = Program(server, "admin"), Program(server, "shen-he"), Program(server, "gu")
        deadline = time.monotonic() + 300
        while compute(editor, deadline)["last"]["cases"] < 2_800:
            time.sleep(2)
        advice = first(editor, lambda each: any(change["code"] == CERTIFICATE for change in each["changes"]))
        place = f"/console/graph/advice/{advice['id']}"
        begun = citizen.post(f"/things/{CERTIFICATE}/drafts", {}).json
        assert paper(citizen, begun)["state"] == "asked"

        accepted = editor.post(place + "/acceptance", {})
        assert accepted.status in (200, 201), accepted
        draft = f"/console/catalogue/drafts/{editor.get(place).json['draft']}"
        for official, noun in ((editor, "submission"), (reviewer, "approval")):
            done = official.post(f"{draft}/{noun}", {})
            assert done.status == 200, done
        assert reviewer.get(draft).json["state"] == "published"

        # No restart: whoever applies now is not asked for it. Nobody may have two at once, so each is taken back before the next.
        for number in range(21):
            handed_in = citizen.post(f"/things/{CERTIFICATE}/applications", {"declared": True, **ANSWERS}, f"saved-{number}")
            assert handed_in.status == 201, handed_in
            case = citizen.get(f"/applications/{handed_in.json['id']}").json["cases"][0]
            taken_back = citizen.post(f"/cases/{case['id']}/withdrawal", {"version": case["version"], "reason": "想等评定以后再办"})
            assert taken_back.status == 200, taken_back
        compute(editor, deadline)
        saved = editor.get(place).json["saved"]
        assert saved["enough"] and saved["applicationsSince"] == 21, saved
        assert saved["before"]["materials"] > 0 and saved["after"]["materials"] == 0 and saved["saved"]["materials"] > 0, saved
        # Nobody decided any of them: that they are over says nothing of how long they take.
        assert saved["endedSince"] == 0 and saved["saved"]["days"] == 0, saved
        for way in WIDTHS:
            official = Person(browser, server, **way).sign_in(EDITOR).go(place).look("graph-saved")
            assert str(saved["saved"]["materials"]) in official.page.locator("main").inner_text()
            official.close()


def paper(citizen, draft):
    checklist = citizen.get(f"/drafts/{draft['id']}").json["checklist"]
    return next(each for each in checklist["materials"] if each["code"] == "portrait")


def test_the_dark_scheme_is_readable(person, computed):
    person(width=1280, dark=True).sign_in(EDITOR).go("/console/graph/items/thing/newborn").look("graph-dark")
