"""What bad input gets: a clear problem, the field marked, and nothing typed lost."""
import json
import urllib.error
import urllib.request

LIE = {"name": "plan.png", "mimeType": "image/png", "buffer": b"MZ this is no picture"}


def open_form(one):
    one.afresh().go("/things/newborn")
    for group in one.page.locator("fieldset").all():
        group.locator("input[type=radio]").last.check()
    one.page.locator("form.form button.main").first.click()
    one.page.wait_for_load_state()
    return one


def test_nothing_typed_is_lost(person):
    mother = open_form(person(width=360).sign_in("顾晓岚"))
    mother.page.fill("[name='child.name']", "沈知夏")
    mother.press("下一步", "Next")
    assert mother.page.locator("[role=alert]").count() == 1
    assert mother.page.input_value("[name='child.name']") == "沈知夏"
    mother.look("form-fault")


def test_what_was_typed_outlives_another_form_of_the_page(person):
    mother = open_form(person().sign_in("顾晓岚"))
    mother.page.fill("[name='child.name']", "沈知夏")
    other = mother.page.locator("form[action$='/corrections']")
    other.locator("xpath=ancestor::details").locator("summary").first.click()
    other.locator("select").select_option(index=1)
    with mother.page.expect_navigation():
        other.get_by_role("button").click()
    assert mother.page.input_value("[name='child.name']") == "沈知夏"


def test_a_file_that_lies(person):
    owner = person().sign_in("林福根").act_for("小满餐饮店").afresh()
    owner.go("/things/restaurant")
    for group in owner.page.locator("fieldset").all():
        boxes = group.locator("input")
        (boxes.first if boxes.first.get_attribute("type") == "checkbox" else boxes.last).check()
    owner.page.locator("form.form button.main").first.click()
    owner.page.wait_for_load_state()
    owner.page.locator("[name='material.floor-plan']").set_input_files(LIE)
    owner.press("下一步", "Next")
    assert owner.page.locator("[name='material.floor-plan'][aria-invalid=true]").count() == 1
    assert owner.page.locator("[role=alert]").count() == 1


def test_ten_megabytes_in_a_text_field(server):
    body = ("login=gu&password=" + "x" * 10_000_000).encode()
    request = urllib.request.Request(server.url + "/api/v1/sign-in", data=body, headers={"content-type": "application/x-www-form-urlencoded"})
    try:
        urllib.request.urlopen(request, timeout=20)
        raise AssertionError("it was taken")
    except urllib.error.HTTPError as error:
        assert error.code == 413, error.code
        assert json.load(error)["type"].startswith("/problems/")


def test_a_session_that_ends_in_mid_form(person):
    mother = open_form(person().sign_in("顾晓岚"))
    mother.page.fill("[name='child.name']", "沈知夏")
    mother.context.clear_cookies()
    mother.press("下一步", "Next")
    assert not mother.faults
    assert "沈知夏" in mother.page.content() or "sign-in" in mother.page.url


def test_a_stale_page(person):
    officer, colleague = person().sign_in("钱明"), person().sign_in("钱明")
    # Last year's cases go on loading behind the first page; those that are open come with them.
    for _ in range(900):
        officer.go("/console")
        if officer.page.locator("table a").count():
            break
        officer.page.wait_for_timeout(1000)
    link = officer.page.locator("table a").first.get_attribute("href")
    officer.go(link)
    if officer.page.locator("details.act").count() == 0:
        return
    colleague.go(link)
    for one in (colleague, officer):
        act = one.page.locator("details.act").first
        act.locator("summary").click()
        for box in act.locator("textarea, input[type=text]").all():
            if box.is_visible():
                box.fill("示例理由")
        for group in act.locator("fieldset").all():
            group.locator("input").first.check()
        act.locator("button").first.click()
        one.page.wait_for_load_state()
        assert not one.faults
