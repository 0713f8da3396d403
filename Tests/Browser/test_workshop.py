"""The catalogue made in the console, as officials make it: an item from nothing to the citizen's receipt, and what goes wrong on the way."""
import re
from datetime import date, timedelta

import pytest
from api import Program
from conftest import a_city
from playwright.sync_api import expect

# Within one sheet of the editor: what goes into which box, by the boxes' names.
POWER = {
    "c.basicCode": "312091234000", "c.type": "20", "c.name.zh": "无障碍阅览证办理", "c.name.en": "Card for the accessible reading room",
    "c.summary.zh": "视力、听力不便的居民凭证使用无障碍阅览室。", "c.summary.en": "Lets residents who see or hear badly use the accessible reading room.",
    "c.department": "mzj",
}
BASIS = {"c.basis.0.law.zh": "中华人民共和国无障碍环境建设法", "c.basis.0.law.en": "Law on Building a Barrier-Free Environment"}
HANDLING = {
    "c.handling": "promised", "c.limits.promised.count": "3", "c.where.zh": "各区行政服务中心综合窗口",
    "c.where.en": "The general windows of any district service centre",
    "c.hours.zh": "周一至周五 9:00–17:00，法定节假日除外", "c.hours.en": "Monday to Friday 9:00–17:00, except public holidays",
}
FIELDS = {
    "c.fields.0.why.zh": "证上要写明姓名。", "c.fields.0.why.en": "The card states your name.",
    "c.fields.1.why.zh": "用来核对身份。", "c.fields.1.why.en": "To check who you are.",
}
POINT = {
    "c.reviewPoints.0.code": "name", "c.reviewPoints.0.text.zh": "申请人姓名与户籍登记一致",
    "c.reviewPoints.0.text.en": "The name is the one on the household register", "c.reviewPoints.0.check": "applicant.name != null",
}
RESULT = {
    "c.results.0.document.zh": "无障碍阅览证", "c.results.0.document.en": "Reading room card",
    "c.results.0.sample.zh": "写明姓名和编号，盖电子印章", "c.results.0.sample.en": "States name and number, with an electronic seal",
}
MORE = {"c.words": "阅览证\n盲文阅览\nreading card"}


class Desk:
    """An official at the editor of one definition."""

    def __init__(self, person, draft, kind, code):
        self.person, self.page = person, person.page
        self.draft, self.here = draft, f"{draft}/definitions/{kind}/{code}"

    def sheet(self, part):
        self.person.go(f"{self.here}?part={part}")
        return self

    def fill(self, boxes):
        for name, value in boxes.items():
            box = self.page.locator(f'[name="{name}"]').first
            # A row that is folded still has its boxes.
            box.evaluate("box => { for (let row = box.closest('details'); row; row = row.parentElement.closest('details')) row.open = true }")
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        return self

    def add(self, name):
        self.page.locator(f'button[value="add:{name}"]').click()
        self.page.wait_for_load_state()
        return self

    def save(self):
        self.page.locator('.sticky button[value="save"]').click()
        self.page.wait_for_load_state()
        return self

    def says(self):
        """What the lint has to say, on the page of the draft."""
        return self.page.locator("main").inner_text()


@pytest.fixture(scope="module")
def city():
    # A city of its own: what is published here is no other test's catalogue.
    with a_city() as running:
        yield running


@pytest.fixture
def official(browser, city):
    from conftest import Person

    people = []

    def make(name, **how):
        people.append(Person(browser, city, **how).sign_in(name))
        return people[-1]

    yield make
    for one in people:
        one.close()


def begin(editor, title):
    """A new draft; its address."""
    editor.go("/console/catalogue/drafts")
    editor.page.fill('[name="title"]', title)
    editor.press("新开草稿", "Begin a draft")
    return re.search(r"/console/catalogue/drafts/[^/?#]+", editor.page.url).group()


def write_new(editor, draft, kind, code, name):
    editor.go(draft)
    editor.page.locator("summary", has_text="写一条新的").click()
    editor.page.select_option('[name="kind"]', kind)
    editor.page.fill('[name="code"]', code)
    editor.page.fill('[name="name"]', name)
    editor.press("开始写", "Begin")
    return Desk(editor, draft, kind, code)


def hand_in(person, draft, action):
    person.go(draft)
    person.page.locator(".acts summary", has_text=action).first.click()
    return person.page.locator(".acts details[open] form")


def test_an_item_from_nothing_to_the_citizen(official, city):
    editor = official("卞文")
    draft = begin(editor, "新增无障碍阅览证")
    desk = write_new(editor, draft, "item", "reading-card", "无障碍阅览证办理")
    editor.look("workshop-new")
    # The lint guides: what is missing stands beside its box, and handing in is refused until it is there.
    assert "这一项必填" in desk.says()
    form = hand_in(editor, draft, "提交审核")
    form.locator("button").click()
    editor.page.wait_for_load_state()
    assert editor.page.get_by_role("alert").count(), "a draft full of errors was handed in"

    desk.sheet("power").fill(POWER).add("c.basis").fill(BASIS).save()
    assert "这一项必填" not in desk.says()
    desk.sheet("form").fill(FIELDS).save()
    desk.sheet("handling").fill(HANDLING).save()
    desk.sheet("deciding").add("c.reviewPoints").fill(POINT).add("c.results").fill(RESULT).save()
    desk.sheet("more").fill(MORE).save()
    # The guide stands beside the form and follows what is typed, before anything is saved.
    desk.sheet("handling")
    preview = editor.page.locator("details[data-preview]")
    preview.locator("summary").first.click()
    guide = preview.locator("[data-preview-guide]")
    expect(guide).to_contain_text("3 个工作日", timeout=20_000)
    desk.fill({"c.limits.promised.count": "2"})
    expect(guide).to_contain_text("2 个工作日", timeout=20_000)
    # With a mistake in the form the last good guide stays, and the note says what to do.
    desk.fill({"c.limits.promised.count": ""})
    expect(preview.locator("[data-preview-note]")).to_contain_text("先改正", timeout=20_000)
    expect(guide).to_contain_text("2 个工作日")
    editor.look("workshop-live-preview")
    editor.go(draft)
    said = editor.page.locator("main").inner_text()
    assert "个错误" not in said, said
    editor.look("workshop-draft")

    # It can be tried and read before anybody else sees it.
    editor.go(f"{draft}/trial/reading-card").look("workshop-trial")
    editor.go(f"{draft}/guide/reading-card").look("workshop-preview")
    assert "无障碍阅览证" in editor.page.locator("h1").inner_text()

    # Its price: nobody applied for it last year, so nobody would notice.
    editor.go(draft).press("算一算", "Work it out")
    for _ in range(60):
        if editor.page.get_by_text("不受影响").count():
            break
        editor.page.wait_for_timeout(500)
        editor.go(draft)
    assert editor.page.get_by_text("不受影响").count()

    hand_in(editor, draft, "提交审核").locator("button").click()
    editor.page.wait_for_load_state()
    assert "审核中" in editor.page.locator("h1").inner_text()

    # A second official reviews it; a day that is over is refused, today publishes at once.
    reviewer = official("申和")
    form = hand_in(reviewer, draft, "审核通过")
    form.locator('[name="effectiveOn"]').fill((date.today() - timedelta(days=3)).isoformat())
    form.locator("button").click()
    reviewer.page.wait_for_load_state()
    assert "不能从过去的日子起施行" in reviewer.page.locator("main").inner_text()
    reviewer.look("workshop-past")
    form = hand_in(reviewer, draft, "审核通过")
    form.locator("button").click()
    reviewer.page.wait_for_load_state()
    assert "已发布" in reviewer.page.locator("h1").inner_text(), reviewer.page.locator("main").inner_text()

    # No restart and no code: a citizen finds it, applies, and has a receipt.
    citizen = official("顾晓岚")
    citizen.go("/search?q=阅览证")
    citizen.page.get_by_role("link", name="无障碍阅览证办理").first.click()
    citizen.page.wait_for_load_state()
    citizen.look("workshop-guide")
    citizen.press("开始办理", "Begin")
    for _ in range(6):
        if "/receipt" in citizen.page.url or "/applications/" in citizen.page.url:
            break
        consent = citizen.page.locator('input[type="checkbox"]:visible')
        for index in range(consent.count()):
            consent.nth(index).check()
        citizen.page.locator("main form button.main:visible").last.click()
        citizen.page.wait_for_load_state()
    assert "无障碍阅览证办理" in citizen.page.locator("main").inner_text()
    citizen.go("/applications")
    assert citizen.page.get_by_text("无障碍阅览证办理").count()
    # And the officers have its manual.
    officer = official("陶怡").go("/console/manual/reading-card")
    assert "申请人姓名与户籍登记一致" in officer.page.locator("main").inner_text()
    officer.look("workshop-manual")


def rename(desk, name):
    return desk.sheet("power").fill({"c.summary.zh": name}).save()


def test_two_editors_of_one_item(official):
    """Of the same part the later is told with both texts; of the same item in two drafts the later merges by comparing three ways."""
    one, other = official("卞文"), official("许清")
    draft = begin(one, "改居住证的说明")
    first = Desk(one, draft, "item", "id-card-reissue").sheet("power")
    second = Desk(other, draft, "item", "id-card-reissue").sheet("power")
    first.fill({"c.summary.zh": "先写的说明。"}).save()
    second.fill({"c.summary.zh": "后写的说明。"}).save()
    said = second.says()
    assert "先写的说明。" in said and "后写的说明。" in said, said
    assert second.page.locator('[name="c.summary.zh"]').input_value() == "后写的说明。"
    other.look("workshop-both")

    # Another draft of the same item, published first.
    rival = begin(other, "另一份草稿")
    Desk(other, rival, "item", "id-card-reissue").sheet("handling").fill({"c.where.zh": "任一派出所"}).save()
    hand_in(other, rival, "提交审核").locator("button").click()
    other.page.wait_for_load_state()
    reviewer = official("申和")
    hand_in(reviewer, rival, "审核通过").locator("button").click()
    reviewer.page.wait_for_load_state()
    assert "已发布" in reviewer.page.locator("h1").inner_text()

    # What changed elsewhere merges; nothing of the first draft is lost.
    one.go(draft)
    assert "发布了新版本" in one.page.locator("main").inner_text()
    one.page.get_by_role("link", name="对照并合并").first.click()
    one.page.wait_for_load_state()
    one.look("workshop-merge")
    said = one.page.locator("main").inner_text()
    assert "任一派出所" in said and "先写的说明。" in said, said
    one.page.get_by_role("button", name=re.compile("^合并")).first.click()
    one.page.wait_for_load_state()
    desk = Desk(one, draft, "item", "id-card-reissue").sheet("power")
    assert desk.page.locator('[name="c.summary.zh"]').input_value() == "先写的说明。"
    assert desk.sheet("handling").page.locator('[name="c.where.zh"]').input_value() == "任一派出所"


def refused(editor, draft):
    hand_in(editor, draft, "提交审核").locator("button").click()
    editor.page.wait_for_load_state()
    assert editor.page.get_by_role("alert").count()
    return editor.page.locator("main").inner_text()


def test_a_cycle_and_a_dangling_reference_stop_a_draft(official):
    editor = official("卞文")
    draft = begin(editor, "绕圈的一件事")
    desk = Desk(editor, draft, "thing", "newborn").sheet("items")
    after = desk.page.locator('[name$=".after"]')
    assert after.count() > 1
    items = [desk.page.locator(f'[name="c.items.{row}.item"]').input_value() for row in range(2)]
    desk.fill({"c.items.0.after": items[1], "c.items.1.after": items[0]}).save()
    said = refused(editor, draft)
    assert "形成了循环" in said, said
    editor.look("workshop-cycle")

    other = begin(editor, "指向没有的事项")
    Desk(editor, other, "thing", "newborn").sheet("items").fill({"c.items.0.item": "no-such-item"}).save()
    assert "no-such-item" in refused(editor, other)


def test_a_broken_file_is_told_with_its_place_and_changes_nothing(official):
    editor = official("卞文")
    editor.go("/console/catalogue/drafts")
    before = editor.page.locator("tbody tr").count()
    editor.page.locator("summary", has_text="从 YAML 文件导入").click()
    editor.page.set_input_files("#f-file", {
        "name": "broken.yaml", "mimeType": "application/yaml", "buffer": "code: broken\nbasicCode: [312\nname: {zh: 坏的".encode()})
    editor.press("做成草稿", "Make a draft")
    said = editor.page.locator("body").inner_text()
    # On the page where it was chosen, with its line.
    assert "broken.yaml:3" in said and editor.page.locator("#f-file").count(), said
    editor.look("workshop-broken")
    editor.go("/console/catalogue/drafts")
    assert editor.page.locator("tbody tr").count() == before


def test_a_district_writes_its_own_part_only(official, city):
    editor = official("桂林")
    editor.go("/console/catalogue/definitions/implementations/gaj-310104")
    assert editor.page.get_by_role("button", name="编辑", exact=True).count()
    editor.go("/console/catalogue/definitions/implementations/gaj-310105")
    assert not editor.page.get_by_role("button", name="编辑", exact=True).count()
    editor.go("/console/catalogue/definitions/item/id-card-reissue")
    assert not editor.page.get_by_role("button", name="编辑", exact=True).count()
    draft = begin(editor, "徐汇的窗口")
    desk = Desk(editor, draft, "implementations", "gaj-310104").sheet("office").fill({"c.places.0.phone": "021-12345678"}).save()
    assert desk.page.locator('[name="c.places.0.phone"]').input_value() == "021-12345678"
    # What is the city's is read there, and has no box; whoever sends it all the same is refused.
    assert not desk.sheet("rows").page.locator('[name="c.level"], [name="c.region"], [name="c.uscc"]').count()
    assert "由市级统一规定" in desk.says()
    editor.look("workshop-district")
    program = Program(city, "xuhui")
    content = program.get(desk.here).json["content"]
    told = program.post(desk.here, {"content": {**content, "level": "city"}})
    assert told.status == 403 and told.json["type"].endswith("workshop.city-only"), told
    assert program.post(desk.here, {"content": {**content, "phone": "021-87654321"}}).status == 200
