"""What is promised, on a phone: a paper that follows later, and a licence on a promise that is checked afterwards."""
import re

import pytest
from conftest import Person, a_city
from test_journeys import PLAN

RULES = {"name": "rules.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 rules"}


@pytest.fixture
def people(browser):
    """A city of their own: of one shop there is one application at a time."""
    with a_city() as city:
        made = []

        def make(**way):
            made.append(Person(browser, city, **way))
            return made[-1]

        yield make
        for one in made:
            one.close()


def begin(owner, dishes="热菜、面点"):
    owner.go("/things/food-licence")
    owner.page.get_by_label(dishes).first.check()
    owner.page.get_by_role("button", name=re.compile("^(开始办理|继续办理)$")).first.click()
    owner.page.wait_for_load_state()


def promise(owner, noun):
    """Opens what is offered, reads it, and promises."""
    form = owner.page.locator(f"form[action$='/{noun}']").first
    form.locator("xpath=ancestor::details").locator("summary").first.click()
    assert form.is_visible()
    owner.look(f"offer-{noun}")
    form.locator("input[name=agreed]").check()
    # What was typed beside it is saved before.
    with owner.page.expect_navigation():
        form.get_by_role("button").click()


def fill_in(owner, **files):
    form = owner.page.locator("form[action$='/fields']").first
    boxes = {"enterprise.kitchenArea": "20", "enterprise.seats": "24", "enterprise.coldRoomArea": "8", "enterprise.foodSafetyOfficer": "林福根"}
    for name, value in boxes.items():
        box = form.locator(f"[name='{name}']")
        if box.count():
            box.fill(value)
    for name, file in files.items():
        form.locator(f"[name='material.{name.replace('_', '-')}']").set_input_files(file)
    owner.press("下一步", "Next")
    owner.look("promises-check")
    owner.page.locator("[name=declared]").check()
    owner.press("提交申请", "Submit").follow("查看进度", "Follow it")


def test_a_paper_follows_and_a_licence_is_granted_on_a_promise(people):
    owner = people(width=360).sign_in("林福根").act_for("小满餐饮店")
    # Whoever serves raw dishes writes the rules themselves, and may hand them in later.
    begin(owner, "生食（刺身、生蚝）")
    promise(owner, "deferrals")
    assert owner.page.get_by_text("您已承诺后交").count()
    fill_in(owner, floor_plan=PLAN)
    owner.look("progress-owed")
    application = owner.page.url
    owner.follow("现在补交", "Hand it in now").look("papers")
    owner.page.locator("[name='material.food-safety-rules']").set_input_files(RULES)
    owner.press("交材料", "Hand in")
    assert owner.page.url == application and not owner.page.get_by_text("现在补交").count()

    # The same shop once more, in the other way.
    owner.page.get_by_text("撤回申请").first.click()
    owner.press("撤回这一件", "Withdraw this one")
    begin(owner)
    assert owner.page.get_by_text("两种办法").count()
    promise(owner, "approval-promises")
    assert owner.page.get_by_text("您已选择告知承诺").count()
    fill_in(owner)
    owner.look("progress-promised")
    assert owner.page.get_by_text("核查承诺").count() and owner.page.get_by_text("办好了").count()
    owner.go("/promises").look("promises")

    officer = people(width=360).sign_in("钱明").go("/console/after-checks").look("after-checks")
    assert officer.page.get_by_text("小满餐饮店").count()
    officer.page.locator("table a").first.click()
    officer.page.wait_for_load_state()
    officer.look("after-check-case")
    assert officer.page.locator("form[action$='/mending-order']").count()
