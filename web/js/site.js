// What scripts add to pages that work without them. No page needs this file.
"use strict";

const isChinese = document.documentElement.lang.startsWith("zh");
const say = (zh, en) => (isChinese ? zh : en);

// The first thing read after a failed form is what to mend.
const summary = document.querySelector("[data-focus]");
if (summary) {
  summary.focus();
  document.title = say("错误：", "Error: ") + document.title;
}

// Before another form of the page is sent, what was typed into the main one is kept: the page that comes back has it.
document.addEventListener("submit", async (event) => {
  const kept = document.querySelector("form[data-kept]");
  const form = event.target;
  if (!kept || form === kept || form.method !== "post" || form.dataset.waits === "done" || !navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.waits) return;
  form.dataset.waits = "begun";
  try {
    await fetch(kept.action, { method: "POST", body: new FormData(kept), redirect: "manual" });
  } catch {
    // Then it is as without scripts.
  }
  form.dataset.waits = "done";
  form.requestSubmit(event.submitter);
}, true);

// A second click while the first is on its way does nothing; a form sent without a connection keeps what was typed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (!navigator.onLine) {
    event.preventDefault();
    tell(form, say("现在没有网络。填好的内容还在，连上后再提交。", "You are offline. What you wrote is kept: send it once you are connected."));
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
});

// A page that comes back from the browser's memory may be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

function tell(form, message) {
  let box = form.querySelector(":scope > .banner");
  if (!box) {
    box = document.createElement("div");
    box.className = "banner wait";
    box.setAttribute("role", "alert");
    form.append(box);
  }
  box.textContent = message;
}

// At a counter a barcode reader types into the box that has the focus: the first that is still empty.
[...document.querySelectorAll("[data-scan] input:not([type=hidden])")].find((input) => !input.value)?.focus();

// Printing: buttons appear only here, and what is folded is printed too.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details.more:not([open])")];
  for (const details of unfolded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});

// Suggestions while typing: a combobox (ARIA APG). The address answers {"suggestions": [{"text", "hint", "link" or "value"}]}.
for (const input of document.querySelectorAll("[data-suggest]")) suggest(input);

function suggest(input) {
  const list = document.createElement("ul");
  list.className = "suggest";
  list.id = `${input.id}-list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say("建议", "Suggestions"));
  const place = input.closest(".search") || input.parentElement;
  if (!place.matches(".search")) place.classList.add("suggest-place");
  (input.closest(".box") || input).after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id], ["autocomplete", "off"]]) {
    input.setAttribute(name, value);
  }

  let timer = 0;
  let asked = null;
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[index].id);
  };
  const choose = (item) => {
    if (item.dataset.link) {
      location.assign(item.dataset.link);
    } else {
      input.value = item.dataset.value;
      input.focus();
      close();
    }
  };
  const show = (suggestions) => {
    list.replaceChildren(...suggestions.slice(0, 8).map((suggestion, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${index}`;
      item.setAttribute("role", "option");
      item.textContent = suggestion.text;
      if (suggestion.hint) {
        const hint = document.createElement("small");
        hint.textContent = suggestion.hint;
        item.append(hint);
      }
      // Only this site's own pages are followed.
      if (suggestion.link && /^\/(?![/\\])/.test(suggestion.link)) item.dataset.link = suggestion.link;
      else item.dataset.value = suggestion.value || suggestion.text;
      return item;
    }));
    list.hidden = list.children.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  };
  const ask = async () => {
    asked?.abort();
    const words = input.value.trim();
    if (!words) return close();
    asked = new AbortController();
    try {
      const url = new URL(input.dataset.suggest, location.href);
      url.searchParams.set("q", words);
      const response = await fetch(url, { signal: asked.signal, headers: { accept: "application/json" } });
      if (response.ok) show((await response.json()).suggestions || []);
    } catch {
      close();
    }
  };

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    // While an input method is composing, what stands in the box is not yet a word.
    if (!event.isComposing) timer = setTimeout(ask, 150);
  });
  input.addEventListener("compositionend", () => { timer = setTimeout(ask, 150); });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") mark((at + 1) % count);
    else if (event.key === "ArrowUp") mark((at <= 0 ? count : at) - 1);
    else if (event.key === "Enter" && at >= 0) choose(list.children[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const item = event.target.closest("li");
    if (item) choose(item);
  });
}

// A licence that is being shown: the next code comes before the last is over, and who read it is seen at once. Without scripts the page
// asks again by itself.
for (const place of document.querySelectorAll("[data-live]")) live(place, 0);

function live(place, looks) {
  // Not by the clock of the day, which on a phone may be anything.
  const until = performance.now() + Number(place.dataset.life) * 1000;
  const look = async () => {
    try {
      const response = await fetch(place.dataset.live, { headers: { accept: "application/json" } });
      const isOver = response.ok && (await response.json()).state !== "waiting";
      if (isOver || performance.now() > until - 5000) {
        const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
        const next = page.querySelector(".live");
        if (!next) return location.reload();
        if (isOver) document.querySelector("main .heading")?.replaceWith(page.querySelector("main .heading"));
        document.title = page.title;
        place.replaceWith(next);
        if (next.dataset.live) live(next, looks);
        return;
      }
    } catch {
      // The next look may succeed.
    }
    again();
  };
  // Often at first, when somebody stands there with a camera; then less, since many may be waiting.
  const again = () => {
    looks += 1;
    if (!document.hidden) setTimeout(look, looks < 12 ? 1500 : 4000);
    else document.addEventListener("visibilitychange", look, { once: true });
  };
  again();
}

// What can be read without a connection (see sw.js).
const kept = document.querySelector("[data-offline-list]");
if (kept && "caches" in window) listKept(kept);

async function listKept(section) {
  const pages = [];
  for (const name of ["yiwang-guides", "yiwang-private"]) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = await (await cache.match(request)).text();
      const title = new DOMParser().parseFromString(text, "text/html").title.split(" · ")[0];
      pages.push({ title, url: request.url });
    }
  }
  section.querySelector("ul").replaceChildren(...pages.map((page) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = page.url;
    link.textContent = page.title;
    item.append(link);
    return item;
  }));
  section.hidden = pages.length === 0;
}

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
