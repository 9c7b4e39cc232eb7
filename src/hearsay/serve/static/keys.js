// Keys for everything that pages do; what each does, the help lists. All of it can be done without.
"use strict";

const on = document.body.hasAttribute("data-keys");
const places = { h: "/", r: "/reports", n: "/names", p: "/predictions", v: "/review", l: "/log", s: "/settings" };
const ITEMS = "[data-item], .stories > li, article.dispute, .rows tbody tr, .list > li, .hits > li, .accounts > li, .speaker";
let at = null;
let going = false;

const items = () => [...document.querySelectorAll(ITEMS)].filter((item) => item.checkVisibility());
const typing = (element) => element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

function choose(item) {
  at?.classList.remove("at");
  at = item;
  at.classList.add("at");
  if (!at.hasAttribute("tabindex")) at.tabIndex = -1;
  at.focus({ preventScroll: true });
  at.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = items();
  if (!all.length) return;
  const inside = all.findLast((item) => item.contains(document.activeElement));
  const now = all.indexOf(at?.isConnected ? at : inside);
  choose(all[Math.min(all.length - 1, Math.max(0, now < 0 ? 0 : now + by))]);
}

// The button or summary for a key: in the chosen item, else the first of the page.
function act(key) {
  const found = (scope) => [...scope.querySelectorAll(`[data-key="${key}"]`)].find((one) => one.checkVisibility());
  const target = (at && found(at)) || (at?.matches("[data-item]") && !at.closest("main > *") ? null : found(document));
  if (!target) return false;
  if (target.matches("summary")) {
    target.parentElement.open = true;
    target.parentElement.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  } else {
    target.click();
  }
  return true;
}

function follow(rel) {
  const link = document.querySelector(`main a[rel="${rel}"]`);
  link?.click();
  return Boolean(link);
}

function press(key) {
  if (going) {
    going = false;
    if (places[key]) location.href = places[key];
    return Boolean(places[key]);
  }
  switch (key) {
    case "j": step(1); return true;
    case "k": step(-1); return true;
    case "g": going = true; return true;
    case "/": document.getElementById("find")?.focus(); return true;
    case "?": location.href = "/help"; return true;
    case "[": return follow("prev");
    case "]": return follow("next");
    case "u": {
      const undo = document.querySelector("#kept .undo button");
      undo?.click();
      return Boolean(undo);
    }
    case "Enter": {
      if (!at || document.activeElement !== at) return false;
      const link = at.matches("a") ? at : at.querySelector("h2 a, h3 a, blockquote a, .about a, a[href]");
      link?.click();
      return Boolean(link);
    }
    default: return ["c", "x", "e", "s", "n"].includes(key) && act(key);
  }
}

if (on) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    if (press(event.key)) event.preventDefault();
  });
}

// How far decisions are applied; the page itself stays as it is, since somebody may be writing on it.
const applying = document.querySelector("[data-applying]");
async function look() {
  const state = await (await fetch("/applying")).json();
  const bar = applying.querySelector("progress");
  if (bar && state.total) bar.value = state.done;
  if (state.running) {
    setTimeout(look, 1000);
  } else {
    for (const part of applying.children) part.hidden = !part.hidden;
  }
}
if (applying) setTimeout(look, 300);
