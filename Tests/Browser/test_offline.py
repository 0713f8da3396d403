"""Guides that were read and one's licences, without a connection; and nobody else's licences."""
import pytest

OFFLINE = {"zh": "现在没有网络", "en": "You are offline."}


def heading(one):
    return one.page.locator("h1").first.inner_text().strip()


def is_offline_page(one):
    return OFFLINE["zh"] in one.page.locator("main").inner_text() and OFFLINE["en"] in one.page.locator("main").inner_text()


def with_worker(person, **way):
    """Somebody whose pages are already watched over by the service worker."""
    one = person(worker=True, **way).go("/")
    one.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    one.page.wait_for_function("navigator.serviceWorker.controller !== null")
    return one


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_read_can_be_read_again_without_a_connection(person, language):
    mother = with_worker(person, width=360, language=language)
    mother.go("/things/newborn")
    guide = heading(mother)
    mother.sign_in("顾晓岚").go("/licences")
    licences = mother.page.locator("main a[href^='/licences/']")
    own = licences.first.get_attribute("href")
    assert licences.count() > 1, "she holds licences"
    listed = mother.page.locator("main").inner_text()
    mother.go(own)
    licence = mother.page.locator("main").inner_text()

    mother.context.set_offline(True)
    mother.go("/things/newborn")
    assert heading(mother) == guide
    mother.go("/licences")
    assert mother.page.locator("main").inner_text() == listed
    mother.go(own).look("offline-licence")
    assert mother.page.locator("main").inner_text() == licence
    for path in ("/sign-in", "/things/restaurant", "/applications", "/messages"):
        mother.go(path)
        assert is_offline_page(mother), path
    mother.look("offline")
    assert mother.page.locator("[data-offline-list] a").count() >= 2, "it tells what can be read"

    mother.context.set_offline(False)
    mother.go("/")
    mother.press("退出", "Sign out")
    mother.context.set_offline(True)
    for path in ("/licences", own):
        mother.go(path)
        assert is_offline_page(mother), f"{path} is gone with its owner"
    mother.go("/things/newborn")
    assert is_offline_page(mother) or heading(mother) == guide


def test_numbers_in_full_are_never_kept(person):
    mother = with_worker(person, width=360)
    mother.sign_in("顾晓岚").go("/licences")
    own = mother.page.locator("main a[href^='/licences/']").first.get_attribute("href")
    mother.go(own)
    masked = mother.page.locator("main article").inner_text()
    mother.go(own + "?show=full")
    full = mother.page.locator("main article").inner_text()
    assert full != masked
    mother.context.set_offline(True)
    for path in (own, own + "?show=full"):
        mother.go(path)
        assert mother.page.locator("main article").inner_text() == masked, path


def test_a_change_of_person_leaves_no_licence_behind(person):
    mother = with_worker(person, width=1280)
    mother.sign_in("顾晓岚").go("/licences")
    own = mother.page.locator("main a[href^='/licences/']").first.get_attribute("href")
    mother.go(own)
    # Somebody else signs in on the same machine, without her signing out.
    mother.sign_in("周敏之")
    mother.context.set_offline(True)
    mother.go(own)
    assert is_offline_page(mother)
