"""Every page, found as people find it, by following links: in both languages, on a phone, for whoever may see it."""
import json
import re
import time
from collections import Counter
from urllib.parse import urldefrag, urlsplit

import pytest
from api import Newborn, Program
from axe_playwright_python.sync_playwright import Axe
from conftest import a_city

# So many pages of one kind are looked at: the tenth guide is made like the first three.
OF_EACH_KIND = 3

# Chinese sentences that stand in an English page without being marked as Chinese. Names and addresses are as they are written (WCAG 3.1.2
# excepts proper names), and so are facts that somebody stated; a sentence is told by its punctuation.
UNMARKED = """() => {
  const chinese = /[\\u3400-\\u9fff][^\\u201c\\u201d]*[\\u3002\\uff0c\\uff1b\\uff1f]/;
  const language = (node) => (node.closest("[lang]") || document.documentElement).lang;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (["SCRIPT", "STYLE"].includes(parent.tagName) || language(parent).startsWith("zh") || parent.closest("[aria-hidden=true], [role=img], dd, td")) continue;
    if (chinese.test(node.data)) found.push(`<${parent.tagName.toLowerCase()} class="${parent.className}"> ${node.data.trim().slice(0, 60)}`);
  }
  for (const element of document.querySelectorAll("[title], [alt], [aria-label], [placeholder]")) {
    if (language(element).startsWith("zh")) continue;
    for (const name of ["title", "alt", "aria-label", "placeholder"]) {
      const text = element.getAttribute(name);
      if (text && chinese.test(text)) found.push(`${name}="${text.slice(0, 60)}"`);
    }
  }
  return found;
}"""


# A link within a drawing says where it leads in another way than one of HTML.
HREFS = "all => all.map((a) => new URL(a.getAttribute('href'), document.baseURI).href)"


def with_language(path, language):
    """The same address in that language."""
    return path + ("&" if "?" in path else "?") + f"lang={language}"


class Crawl:
    """Follows every link that leads to another page of the site."""

    def __init__(self, person, words, within="/"):
        self.person, self.words, self.within = person, words, within
        self.seen, self.kinds, self.faults = set(), Counter(), []

    def kind(self, path):
        """The address with what varies left out: its ids, and what the description says is a parameter."""
        address = urlsplit(path)
        parts = [part if part in self.words else "{}" for part in address.path.strip("/").split("/") if part]
        return "/" + "/".join(parts) + ("?" if address.query else "")

    def run(self, *starts):
        left = list(starts)
        while left:
            path = left.pop(0)
            kind = self.kind(path)
            if path in self.seen or self.kinds[kind] >= OF_EACH_KIND:
                continue
            self.seen.add(path)
            if self.look(path):
                self.kinds[kind] += 1
                left += self.links()
        return self

    def links(self):
        found = []
        for link in self.person.page.eval_on_selector_all("a[href]", HREFS):
            link = urldefrag(link).url
            if link.startswith(self.person.server.url + "/"):
                path = link[len(self.person.server.url):]
                # The link that switches the language leads to the page where it stands; a download is no page.
                is_download = urlsplit(path).path.endswith(".csv")
                if path.startswith(self.within) and "lang=" not in path and not is_download and path not in ("/openapi.json", "/sign-out"):
                    found.append(path)
        return found

    def fault(self, path, what):
        self.faults.append(f"{path}: {what}")

    def look(self, path):
        """The page in English with everything that can be checked, then in Chinese."""
        return all(self.visit(path, language) for language in ("en", "zh"))

    def visit(self, path, language):
        page = self.person.page
        answer = page.goto(self.person.server.url + with_language(path, language))
        if "text/html" not in (answer.header_value("content-type") or ""):
            return False
        if answer.status != 200:
            self.fault(path, f"{answer.status} in {language}")
            return False
        told = page.evaluate("document.documentElement.lang")
        if told != {"zh": "zh-Hans", "en": "en"}[language]:
            self.fault(path, f"says lang={told} in {language}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.fault(path, f"{wide} px too wide in {language}")
        if language == "en":
            for text in page.evaluate(UNMARKED)[:5]:
                self.fault(path, f"Chinese in English: {text}")
        found = Axe().run(page)
        for violation in found.response["violations"]:
            self.fault(path, f"axe in {language}: {violation['id']} {violation['nodes'][0]['html'][:160]}")
        return True


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A city of its own: so many people sign in here that nobody else could, since sign-ins are rationed by address."""
    folder = tmp_path_factory.mktemp("sources")
    # A file of a name that nobody knows is a delivery with a page of its own, and changes no register.
    (folder / "drops").mkdir()
    (folder / "drops" / "nobody.csv").write_text("x")
    (folder / "sources.json").write_text(json.dumps({"folder": str(folder / "drops"), "sources": {}}))
    with a_city(demoCases=1500, exchange_hosts="127.0.0.1:9", datacentre_sourcesFile=folder / "sources.json") as running:
        yield running


@pytest.fixture(scope="module")
def born(server):
    return Newborn(server).submit().finish()


@pytest.fixture(scope="module")
def described(server):
    """The templates that programs may read, and the words of which addresses are made."""
    paths = Program(server).call("GET", "/openapi.json").json["paths"]
    templates = {path.removeprefix("/api/v1") for path, operations in paths.items() if "get" in operations}
    words = {part for path in paths for part in path.split("/") if part and not part.startswith("{")}
    # Pages that programs do not need.
    return templates, words | {"print", "items", "problems", "accessibility", "form", "check", "receipt", "questions", "paper", "offline"}


def kind_of(template):
    return re.sub(r"\{[^}]*\}", "{}", template)


# What has no page of its own: for machines, or files.
NO_PAGE = {
    "/catalogue.ttl", "/catalogue.jsonld", "/data.jsonld", "/certificates.csv", "/things/{code}/form.schema.json", "/things/{code}/process.bpmn",
    "/items/{code}/exchange", "/healthz", "/readyz", "/metrics", "/search/suggestions", "/attachments/{id}",
    "/console/data/corrections/{id}/evidence", "/data-corrections/{id}/evidence", "/console/data/statistics.csv",
    "/console/data/quality/{resource}/rows.csv", "/console/data/ledger/template.csv",
    "/console/licences/collections/template.csv", "/console/licences/collections/{id}/rejected.csv",
    "/.well-known/jwt-vc-issuer", "/.well-known/jwks.json", "/statuslists/{number}", "/credentials/{type}",
    "/exchange/systems/{code}/files/{id}"}
VISITED = set()


def finish(crawl):
    VISITED.update(kind.rstrip("?") for kind in crawl.kinds)
    assert not crawl.faults, f"{len(crawl.faults)} faults:\n" + "\n".join(sorted(crawl.faults))


def test_signed_out(person, described):
    crawl = Crawl(person(width=360), described[1]).run("/", "/sign-in", "/search?q=identity+card", "/search?q=zzzzqqqq", "/api", "/accessibility", "/certificates")
    finish(crawl)


def test_a_citizen(person, described, born):
    mother = person(width=360).sign_in("顾晓岚")
    born.mother.post("/things/id-card-reissue/drafts", {})
    crawl = Crawl(mother, described[1]).run("/", "/applications", "/licences", "/messages", "/data-uses", "/account", "/acting-for")
    # What stands on a paper leads back to the site: its seal, and the licences'.
    papers = born.read()["documents"]
    token = born.mother.get(f"/documents/{papers[0]['id']}").json["content"]["token"]
    licence = born.mother.get("/licences").json["items"][0]["identifier"]
    crawl.run(f"/verify/document/{token}", f"/verify/licence/{licence}")
    # A licence that is being shown, and where files are verified.
    shown = next(one for one in born.mother.get("/licences").json["items"] if one["status"] == "active")
    started = born.mother.post(f"/licences/{shown['id']}/presentations", {"preset": "name"}).json
    crawl.run(f"/presentations/{started['id']}", "/verify", "/verify/offline")
    finish(crawl)


def test_an_agent_of_an_enterprise(person, described):
    agent = person(width=360).sign_in("林福根").act_for("小满餐饮店")
    finish(Crawl(agent, described[1]).run("/", "/applications", "/licences", "/promises"))


def test_an_officer(person, described, born):
    officer = person(width=360).sign_in("蒋海峰")
    finish(Crawl(officer, described[1], within="/console").run("/console", "/console/search?q=顾晓岚", "/account"))


def test_a_lead(person, described):
    """Of whole applications: somebody of a department that leads one-things."""
    lead = person(width=360).sign_in("钱明")
    finish(Crawl(lead, described[1], within="/console").run("/console/applications", "/console/manual"))


def test_a_keeper_of_licences(person, server, described, born):
    keeper, officer = Program(server, "zheng"), Program(server, "jiang")
    # A row that nobody can take, and a licence that its holder doubts.
    sent = keeper.post("/licences/collections", {"department": "scjg", "origin": "register", "rows": [{"certificate_source_id": "A-1"}]})
    card = next(one for one in born.mother.get("/licences").json["items"] if one["type"] == "id-card")
    born.mother.post(f"/licences/{card['id']}/corrections", {"wrong": "The address is an old one."})
    objection = keeper.get("/console/licences/corrections").json["items"][0]["id"]
    pages = Crawl(person(width=360).sign_in("郑洁"), described[1], within="/console/licences")
    finish(pages.run("/console/licences", f"/console/licences/{card['id']}", f"/console/licences/collections/{sent.json['id']}",
                     "/console/licences/collections/entry?type=food-licence", f"/console/licences/corrections/{objection}"))
    holder = Crawl(person(width=360).sign_in("顾晓岚"), described[1], within="/licences")
    finish(holder.run(f"/licences/{card['id']}/corrections", f"/licences/{card['id']}/renewal", "/with-my-id?mine=yes"))
    application = born.mother.get("/applications").json["items"][0]["id"]
    cases = born.mother.get(f"/applications/{application}").json["cases"]
    case = next(one["id"] for one in cases if one["item"] == "hukou-birth")
    copies = [officer.post(f"/console/cases/{case}/licence-copies", {"type": one["type"], "number": one["number"]})
              for one in born.mother.get("/licences").json["items"]]
    copy = next(one.json["id"] for one in copies if one.status == 201)
    finish(Crawl(person(width=360).sign_in("蒋海峰"), described[1], within="/console/licence-copies").run(f"/console/licence-copies/{copy}"))


def test_a_data_steward(person, described, born):
    # Somebody's objection, for the department to answer.
    objections = (born.mother.post(f"/data-uses/{use['id']}/objections", {"kind": "wrong", "words": "The address is an old one."})
                  for use in born.mother.get("/data-uses").json["items"])
    assert any(sent.status == 201 for sent in objections)
    steward = person(width=360).sign_in("舒文")
    starts = ["", "/grants?state=granted", "/requests", "/sources", "/deliveries", "/ledger", "/ledger/entry", "/lists", "/agreements",
              "/standards?kind=person", "/quality", "/statistics", "/corrections?state=all"]
    finish(Crawl(steward, described[1], within="/console/data").run(*["/console/data" + start for start in starts]))
    # Alarms are for whoever watches over all departments.
    finish(Crawl(person(width=360).sign_in("宋远"), described[1], within="/console/data/alarms").run("/console/data/alarms"))


def test_a_keeper_of_systems(person, server, described, born):
    # A system that nobody answers for, so that something waits.
    made = Program(server, "shu").post("/console/exchange/registration", {
        "code": "gaj-births", "department": "gaj", "name_zh": "出生登记系统", "name_en": "Births", "items": ["hukou-birth"], "way": "webhook",
        "url": "http://127.0.0.1:9/cases"})
    assert made.status == 200, made
    starts = ["", "/systems/gaj-births", "/registration", "/registration?code=gaj-births"]
    steward = person(width=360).sign_in("舒文")
    finish(Crawl(steward, described[1], within="/console/exchange").run(*["/console/exchange" + start for start in starts]))


def test_an_editor(person, server, described):
    begun = Program(server, "admin").post("/console/catalogue/definitions/item/id-card-reissue/edits", {})
    assert begun.status in (200, 201), begun
    draft = f"/console/catalogue/drafts/{begun.json['draft']}"
    definition = f"{draft}/definitions/item/id-card-reissue"
    editor = person(width=360).sign_in("许清")
    starts = ["/console/catalogue", draft, definition, f"{draft}/price", f"{draft}/guide/id-card-reissue"]
    finish(Crawl(editor, described[1], within="/console/catalogue").run(*starts, f"{draft}/trial/id-card-reissue"))


def test_an_official_at_the_graph(person, server, described):
    program = Program(server, "admin")
    program.post("/console/graph/computation", {})
    while program.get("/console/graph/computation").json["run"]["state"] == "running":
        time.sleep(0.3)
    editor = person(width=360).sign_in("许清")
    starts = ["/console/graph", "/console/graph/computation", "/console/graph?state=declined", "/console/graph/pictures?q=identity"]
    starts += ["/console/graph/things/newborn", "/console/graph/data/element/person.name?depth=2"]
    finish(Crawl(editor, described[1], within="/console/graph").run(*starts))


def test_every_page_that_is_described_was_seen(described):
    # The pages of the Workshop need drafts, which no journey makes yet.
    wanted = {template for template in described[0] - NO_PAGE if not template.startswith("/console/catalogue")}
    missing = {template for template in wanted if kind_of(template) not in VISITED}
    assert not missing, missing
