// What scripts add to the console's pages, after site.js. No page needs this file.
"use strict";

// The workshop: what the lint says of a definition while it is written. The page says the same after saving.
for (const form of document.querySelectorAll("form[data-check]")) lintAsTyped(form);

function lintAsTyped(form) {
  let timer = 0;
  let asked = null;
  // The guide as it would read, for whoever has unfolded it.
  const preview = document.querySelector("[data-preview]");
  const check = async () => {
    asked?.abort();
    asked = new AbortController();
    if (preview?.open) tell(say("正在更新……", "Updating …"));
    try {
      const response = await fetch(form.dataset.check + (preview?.open ? "?guide=yes" : ""), {
        method: "POST", body: new URLSearchParams(new FormData(form)), signal: asked.signal, headers: { accept: "application/json" },
      });
      if (response.ok) show(await response.json());
    } catch {
      // Without an answer the page keeps what it last said.
    }
  };
  const note = preview?.querySelector("[data-preview-note]");
  const kept = note?.textContent;
  const tell = (words) => { note.textContent = words; };
  const show = ({ errors, notes, findings, guide }) => {
    if (preview?.open) {
      // With a mistake in the text the last good guide stays.
      if (guide) preview.querySelector("[data-preview-guide]").innerHTML = guide;
      tell(guide ? kept : say("先改正标出的错误，指南就会更新。", "Mend what is marked, and the guide follows."));
    }
    const places = new Map([...form.querySelectorAll("[data-lint]")].map((place) => [place.dataset.lint, place]));
    for (const place of places.values()) place.replaceChildren();
    for (const finding of findings) {
      let name = finding.name || "";
      while (name && !places.has(name)) name = name.slice(0, Math.max(0, name.lastIndexOf(".")));
      const place = places.get(name);
      if (!place) continue;
      const line = document.createElement("p");
      line.className = finding.severity === "error" ? "error" : "note";
      line.textContent = finding.message + (finding.suggestion ? ` ${say("建议：", "Instead: ")}${finding.suggestion}` : "");
      place.append(line);
    }
    const count = form.querySelector("[data-lint-count]");
    if (!count) return;
    const words = [errors ? say(`${errors} 个错误`, `${errors} to mend`) : "", notes ? say(`${notes} 条提醒`, `${notes} to weigh`) : ""].filter(Boolean);
    count.textContent = words.length ? words.join(say("，", ", ")) : say("没有发现问题", "Nothing to mend");
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, 500);
  });
  if (!preview) return;
  preview.hidden = false;
  preview.addEventListener("toggle", () => preview.open && check());
}

// A replay under way: the page is loaded again when it is done, and shows how far it is until then.
for (const place of document.querySelectorAll("[data-watch]")) watch(place);

function watch(place) {
  const bar = place.querySelector("progress");
  const look = async () => {
    try {
      const response = await fetch(place.dataset.watch, { headers: { accept: "application/json" } });
      const { price, run } = response.ok ? await response.json() : {};
      const work = price ?? run;
      if (work && work.state !== "running") return location.reload();
      if (work && bar) bar.value = work.permille;
    } catch {
      // The next look may succeed.
    }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1500);
}
