"""A demo city of its own for every run: server, browser, and the helpers of the journeys."""
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from api import Newborn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (ROOT / os.environ.get("YIWANG", ".build/debug/yiwang")).resolve()
SHOTS = os.environ.get("JOURNEYS_SCREENSHOTS")


class Server:
    """One `yiwang serve --demo` on a folder of its own, with a short past; `settings` are further ones by name."""

    def __init__(self, folder, database=None, **settings):
        self.folder = Path(folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        # What every command needs to know of this installation.
        self.place = ["--database", database or f"sqlite:{folder}/city.sqlite", "--keys", f"{folder}/keys.json"]
        for name, value in {"demoCases": 600, **settings}.items():
            self.place += ["--set", f"{name.replace('_', '.', 1)}={value}"]

    def start(self, seconds=300):
        self.log = open(self.folder / "server.log", "ab")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--demo", "--port", str(self.port), *self.place], cwd=ROOT, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "server.log").read_text()[-3000:])
            try:
                if urllib.request.urlopen(self.url + "/readyz", timeout=2).status == 200:
                    return self
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the server was not ready in time:\n" + (self.folder / "server.log").read_text()[-3000:])

    def run(self, *command, words=None):
        """A command of the program on this installation, while the server runs or rests."""
        return subprocess.run([PROGRAM, *command, *self.place], cwd=ROOT, input=words, capture_output=True, text=True, timeout=600,
                              env={**os.environ, "LC_ALL": "en_GB.UTF-8"})

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@contextmanager
def a_city(**settings):
    """A city of its own, gone in the end."""
    with tempfile.TemporaryDirectory(prefix="yiwang-journeys-") as folder:
        running = Server(folder, **settings)
        try:
            yield running.start()
        finally:
            running.stop()


@pytest.fixture(scope="session")
def server():
    # The whole past, which officers and the home page have to show something of.
    with a_city(demoCases=20_000) as running:
        yield running


@pytest.fixture(scope="session")
def born(server):
    """Somebody with papers, licences and news: a child is born once, also for the tests."""
    return Newborn(server).submit().finish()


@pytest.fixture(scope="session")
def browser():
    path = next(p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if os.path.exists(p))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Person:
    """Somebody in front of a browser."""

    def __init__(self, browser, server, width=1280, language="zh", scripts=True, dark=False, worker=False):
        self.server, self.language, self.width = server, language, width
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, locale="zh-CN" if language == "zh" else "en-GB", java_script_enabled=scripts,
            color_scheme="dark" if dark else "light", service_workers="allow" if worker else "block")
        self.page = self.context.new_page()
        self.scripts = scripts
        self.faults = []
        self.page.on("response", lambda r: self.faults.append(f"{r.status} {r.url}") if r.status >= 500 else None)

    def go(self, path):
        self.page.goto(self.server.url + path)
        return self

    def sign_in(self, name):
        self.go("/sign-in")
        self.page.get_by_role("button", name=name, exact=False).first.click()
        self.page.wait_for_load_state()
        return self

    def afresh(self):
        """Without the drafts that an earlier journey has left."""
        while True:
            self.go("/applications")
            discard = self.page.get_by_role("button", name="删除" if self.language == "zh" else "Discard", exact=True)
            if not discard.count():
                return self
            discard.first.click()
            self.page.wait_for_load_state()

    def act_for(self, name):
        self.go("/acting-for")
        self.page.get_by_role("button", name=name, exact=False).first.click()
        self.page.wait_for_load_state()
        return self

    def press(self, zh, en):
        self.page.get_by_role("button", name=zh if self.language == "zh" else en, exact=True).first.click()
        self.page.wait_for_load_state()
        return self

    def follow(self, zh, en):
        self.page.get_by_role("link", name=zh if self.language == "zh" else en, exact=True).first.click()
        self.page.wait_for_load_state()
        return self

    def look(self, name):
        """The page as it stands: no horizontal scrolling, nothing for axe to find, a picture where they are wanted."""
        assert not self.faults, self.faults
        if self.scripts:
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name}: {wide} px too wide at {self.width} px"
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{name} at {self.width} px:\n{found.generate_report()[:3000]}"
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{SHOTS}/{name}-{self.width}-{self.language}.png", full_page=True)
        return self

    def close(self):
        self.context.close()


@pytest.fixture
def person(browser, server):
    people = []

    def make(**how):
        people.append(Person(browser, server, **how))
        return people[-1]

    yield make
    for one in people:
        one.close()
