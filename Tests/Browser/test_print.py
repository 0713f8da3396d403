"""What people print: guides and the papers of the law, as PDF with its text, without what only a screen needs."""
import re
import shutil
import subprocess

import pytest

needs_text = pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext (apt install poppler-utils)")
NAVIGATION = {"zh": ("我的办件", "我的证照", "无障碍", "打印"), "en": ("My applications", "My licences", "Accessibility", "Print")}


def printed(one):
    """The pages of what is printed now, as text."""
    pdf = one.page.pdf(format="A4")
    assert pdf.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", pdf)) > 0
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [page for page in text.split("\f") if page.strip()]


def bare(text):
    """Without spaces: a PDF sets them where it likes."""
    return re.sub(r"\s", "", text)


def has_no_navigation(one, text):
    one.page.emulate_media(media="print")
    for hidden in ("header.top nav", "footer nav", ".actions", ".crumbs", "[data-print]", "input", "button"):
        for element in one.page.locator(hidden).all():
            assert not element.is_visible(), f"{hidden} is printed"
    for words in NAVIGATION[one.language]:
        assert bare(words) not in bare(text), f"“{words}” is printed"


@needs_text
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/things/newborn", "/things/newborn/print", "/things/id-card-reissue/print"])
def test_a_guide_on_paper(person, language, path):
    reader = person(language=language).go(path)
    # Without the tag beside it.
    title = reader.page.locator("h1").first.evaluate("heading => heading.firstChild.textContent")
    pages = printed(reader)
    text = "\n".join(pages)
    assert 0 < len(pages) < 30
    assert bare(title) in bare(text)
    words = {"zh": ("设定依据", "咨询电话", "12345"), "en": ("Legal basis", "Questions", "12345")}[language]
    # What is folded on the screen is unfolded on paper.
    assert all(bare(word) in bare(text) for word in words), text[:2000]
    has_no_navigation(reader, text)


@needs_text
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_manual_on_paper(person, language):
    officer = person(language=language).sign_in("钱明").go(f"/console/manual/food-licence?lang={language}")
    pages = printed(officer)
    text = "\n".join(pages)
    assert 0 < len(pages) < 20
    # The points of review, the benchmark of those of judgement, and the templates with their blanks.
    words = {"zh": ("审查要点", "裁量基准", "受理通知书", "〔申请人〕"), "en": ("Review points", "Benchmark", "Notice of acceptance", "[applicant]")}[language]
    assert all(bare(word) in bare(text) for word in words), text[:2000]
    has_no_navigation(officer, text)


@needs_text
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_decision_on_paper(person, born, language):
    paper = next(one for one in born.read()["documents"] if one["kind"] == "grantDecision")
    mother = person(language=language).sign_in("顾晓岚").go(f"/documents/{paper['id']}?lang={language}")
    title = mother.page.locator("h1").first.inner_text()
    pages = printed(mother)
    text = "\n".join(pages)
    assert 1 <= len(pages) <= 2, "a decision is a sheet of paper"
    assert bare(title) in bare(text) and paper["number"] in bare(text)
    # Chromium names the file by the page's title; the code leads to where anybody can check the paper.
    assert mother.page.locator("svg, img").count() > 0
    has_no_navigation(mother, text)
