// Makes the plain pages quick: one key a decision, the next advertiser without a reload, focus where it belongs.
// Without this file every page works as plain links and forms.

const KEYS = "lykta.keys";
const byKey = new Map();
let busy = false;

function keysAreOn() {
  return localStorage.getItem(KEYS) !== "off";
}

function showKeys() {
  document.documentElement.classList.toggle("no-keys", !keysAreOn());
  for (const button of document.querySelectorAll("[data-keys-switch]")) {
    button.hidden = false;
    button.textContent = keysAreOn() ? button.dataset.off : button.dataset.on;
    button.setAttribute("aria-pressed", String(keysAreOn()));
  }
}

function collectKeys() {
  byKey.clear();
  for (const one of document.querySelectorAll("[data-key]")) byKey.set(one.dataset.key, () => press(one));
  for (const one of document.querySelectorAll("[data-key-open]")) byKey.set(one.dataset.keyOpen, () => unfold(one));
  for (const one of document.querySelectorAll("[data-key-focus]")) byKey.set(one.dataset.keyFocus, () => one.focus());
  byKey.set("j", () => step(1));
  byKey.set("k", () => step(-1));
  byKey.set("/", () => document.getElementById("find")?.focus());
  byKey.set("?", () => go("/help#keys"));
}

function press(one) {
  if (one instanceof HTMLFormElement) one.requestSubmit();
  else one.form.requestSubmit(one);
}

function unfold(details) {
  details.open = true;
  details.querySelector("input[type=radio]").focus();
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (rows.length === 0) {
    document.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
    return;
  }
  const at = rows.indexOf(document.activeElement);
  rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))].focus();
}

async function go(address, options = {}, { stays = false, push = true } = {}) {
  if (busy) return;
  busy = true;
  document.getElementById("main").setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const landed = new URL(answer.url, location.href);
    if (landed.pathname === "/sign-in") {
      location.assign(landed);
      return;
    }
    swap(await answer.text());
    if (push && !stays) history.pushState({}, "", withoutSaid(landed, address));
    settle(stays ? document.getElementById("contacts") : null, new URL(address, location.href).hash);
  } catch {
    location.reload();
  } finally {
    busy = false;
    document.getElementById("main").removeAttribute("aria-busy");
  }
}

function withoutSaid(landed, address) {
  landed.searchParams.delete("said");
  landed.hash = new URL(address, location.href).hash;
  return landed;
}

function swap(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  document.title = fresh.title;
  document.getElementById("main").replaceWith(document.adoptNode(fresh.getElementById("main")));
  document.querySelector(".top").replaceWith(document.adoptNode(fresh.querySelector(".top")));
  // The region itself stays, so that a screen reader hears what is put into it.
  document.getElementById("status").replaceChildren(...fresh.getElementById("status").childNodes);
}

function settle(focus, hash) {
  collectKeys();
  showKeys();
  const named = hash ? document.getElementById(hash.slice(1)) : null;
  const heading = focus?.querySelector("h2") ?? named ?? document.querySelector("main h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  if (named) named.scrollIntoView();
  else if (!focus) scrollTo(0, 0);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-swap]")) return;
  event.preventDefault();
  const told = new URLSearchParams(new FormData(form, event.submitter));
  go(form.action, { method: "POST", body: told }, { stays: "stay" in form.dataset });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    go(link.href);
  }
  if (event.target.closest("[data-keys-switch]")) {
    localStorage.setItem(KEYS, keysAreOn() ? "off" : "on");
    showKeys();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const writing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
  if (event.key === "Escape" && writing) writing.blur();
  if (writing || !keysAreOn()) return;
  const act = byKey.get(event.key);
  if (act) {
    event.preventDefault();
    act();
  }
});

addEventListener("popstate", () => go(location.href, {}, { push: false }));

collectKeys();
showKeys();
