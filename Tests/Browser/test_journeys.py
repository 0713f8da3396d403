"""The three things, end to end, as people do them: at both widths, in both languages, with scripts on and off."""
import re

import pytest
from conftest import Person, a_city

WAYS = [
    dict(width=360, language="zh", scripts=True),
    dict(width=1280, language="en", scripts=True),
    dict(width=360, language="en", scripts=False),
    dict(width=1280, language="zh", scripts=False),
]
PLAN = {"name": "plan.png", "mimeType": "image/png", "buffer": bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082")}


@pytest.fixture
def newcomer(browser):
    """Somebody in a city of their own: a child is born once, and a restaurant opens once."""
    with a_city() as city:
        people = []

        def make(**way):
            people.append(Person(browser, city, **way))
            return people[-1]

        yield make
        for one in people:
            one.close()


def heading(one):
    return one.page.locator("h1").first.inner_text()


def answer(one):
    """Answers every question that is asked with its first choice, and no where that is a choice."""
    for group in one.page.locator("fieldset").all():
        radios = group.locator("input[type=radio]")
        boxes = group.locator("input[type=checkbox]")
        if radios.count():
            radios.last.check()
        elif boxes.count():
            boxes.first.check()


def fill(one, values):
    """Fills the boxes that are there, by name; what has no value of its own gets one by its kind."""
    # What may be promised has forms of its own before the boxes.
    boxes = one.page.locator("form.form[action$='/fields']")
    form = (boxes if boxes.count() else one.page.locator("form.form")).first
    for box in form.locator("input, select, textarea").all():
        name, kind = box.get_attribute("name") or "", box.get_attribute("type") or ""
        if kind in ("hidden", "radio", "checkbox") or name in ("field",) or not box.is_visible():
            continue
        if kind == "file":
            box.set_input_files(PLAN)
        elif box.evaluate("e => e.tagName") == "SELECT" if one.scripts else box.locator("option").count():
            if not box.input_value():
                box.select_option(index=1)
        elif name in values:
            box.fill(values[name])
        elif not box.input_value():
            usual = {"date": "2027-01-15", "tel": "13900000001"}.get(kind)
            box.fill(usual or ("12" if box.get_attribute("inputmode") in ("numeric", "decimal") else "示例内容"))
    for group in form.locator("fieldset").all():
        radios = group.locator("input[type=radio]")
        if radios.count() and not group.locator("input:checked").count():
            radios.first.check()


def through_the_form(one, name, values):
    for _ in range(4):
        if "/check" in one.page.url:
            break
        if one.page.url.split("?")[0].rstrip("/").endswith("/form"):
            one.look(f"{name}-form")
            fill(one, values)
        else:
            answer(one)
        one.press("下一步", "Next")
    assert "/check" in one.page.url, one.page.url + "\n" + one.page.locator("main").inner_text()[:2000]
    one.look(f"{name}-check")
    one.page.locator("input[name=declared]").check()
    one.press("提交申请", "Submit")
    assert one.page.url.endswith("/receipt"), one.page.locator("main").inner_text()[:2000]
    one.look(f"{name}-receipt")
    one.follow("查看进度", "Follow it")
    one.look(f"{name}-progress")


@pytest.mark.parametrize("way", WAYS, ids=lambda w: f"{w['width']}-{w['language']}-{'js' if w['scripts'] else 'plain'}")
def test_a_child_is_born(newcomer, way):
    mother = newcomer(**way).sign_in("顾晓岚")
    mother.go("/").look("home")
    mother.go("/things/newborn").look("newborn-guide")
    answer(mother)
    begin = mother.page.get_by_role("button", name=re.compile("^(开始办理|继续办理|Begin|Go on)$")).first
    begin.click()
    mother.page.wait_for_load_state()
    if not mother.page.url.endswith("/form"):
        answer(mother)
        mother.press("下一步", "Next")
    expected = ("还差两个空", "Two boxes left")
    assert heading(mother) in expected, heading(mother)
    through_the_form(mother, "newborn", {"child.name": "沈知夏"})
    assert "10" in heading(mother) or "办好" in heading(mother) or "done" in heading(mother)
    mother.go("/licences").look("licences")
    mother.go("/messages").look("messages")
    mother.go("/data-uses").look("data-uses")
    mother.go("/applications").look("applications")


@pytest.mark.parametrize("way", WAYS, ids=lambda w: f"{w['width']}-{w['language']}-{'js' if w['scripts'] else 'plain'}")
def test_a_restaurant_opens(newcomer, way):
    owner = newcomer(**way).sign_in("林福根").act_for("小满餐饮店")
    owner.go("/things/restaurant").look("restaurant-guide")
    answer(owner)
    owner.page.get_by_role("button", name=re.compile("^(开始办理|继续办理|Begin|Go on)$")).first.click()
    owner.page.wait_for_load_state()
    through_the_form(owner, "restaurant", {"enterprise.kitchenArea": "30", "enterprise.seats": "24"})


@pytest.mark.parametrize("way", WAYS, ids=lambda w: f"{w['width']}-{w['language']}-{'js' if w['scripts'] else 'plain'}")
def test_an_enterprise_changes(newcomer, way):
    agent = newcomer(**way).sign_in("林福根").act_for("小满餐饮店")
    agent.go("/things/enterprise-change").look("enterprise-change-guide")
    answer(agent)
    agent.page.get_by_role("button", name=re.compile("^(开始办理|继续办理|Begin|Go on)$")).first.click()
    agent.page.wait_for_load_state()
    through_the_form(agent, "enterprise-change", {})


@pytest.mark.parametrize("width", [360, 1280])
def test_officers_see_what_is_theirs(person, width):
    officer = person(width=width).sign_in("钱明")
    for _ in range(900):
        officer.go("/console")
        if officer.page.locator("table a").count():
            break
        officer.page.wait_for_timeout(1000)
    officer.look("console")
    first = officer.page.locator("table a").first
    assert first.count(), "the demo city leaves something to do"
    first.click()
    officer.page.wait_for_load_state()
    officer.look("console-case")
    officer.go("/console/search?q=小满餐饮店").look("console-search")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_public_pages(person, language):
    for width in (360, 1280):
        one = person(width=width, language=language)
        for path, name in [
            ("/", "home-public"), ("/services", "services"), ("/search?q=身份证丢了", "search"), ("/things/newborn", "guide-public"),
            ("/things/id-card-reissue", "guide-item"), ("/sign-in", "sign-in"), ("/api", "api"), ("/nowhere", "not-found"),
        ]:
            one.go(path).look(name)


def test_dark(person):
    mother = person(width=1280, dark=True).sign_in("顾晓岚")
    for path, name in [("/", "dark-home"), ("/things/newborn", "dark-guide"), ("/applications", "dark-applications")]:
        mother.go(path).look(name)
