// Makes the way between a claim and its words shorter. Without it the same links load the page anew.
"use strict";

const text = document.querySelector(".text");
const list = document.querySelector(".claims");
const inText = (id) => text.querySelectorAll(`[data-claims~="${id}"], [data-sources~="${id}"]`);
const inList = (id) => list.querySelector(`[data-claim="${id}"]`);

function choose(id, { scroll }) {
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  for (const piece of inText(id)) piece.classList.add("chosen");
  const item = inList(id);
  item?.classList.add("chosen");
  const target = scroll === "text" ? document.getElementById(id) : item;
  target?.scrollIntoView({ block: scroll === "text" ? "center" : "nearest" });
  history.replaceState(null, "", `?claim=${id}#${id}`);
}

function hover(id, on) {
  for (const piece of inText(id)) piece.classList.toggle("hover", on);
}

list.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(link.dataset.goto, { scroll: "text" });
});

// A click on words chooses the innermost claim that holds them, unless words are being selected.
text.addEventListener("click", (event) => {
  const piece = event.target.closest("[data-claims]");
  const ids = piece?.dataset.claims.split(" ").filter(Boolean) ?? [];
  if (!ids.length || !getSelection().isCollapsed) return;
  choose(ids.at(-1), { scroll: "list" });
});

for (const item of list.querySelectorAll("[data-claim]")) {
  item.addEventListener("pointerenter", () => hover(item.dataset.claim, true));
  item.addEventListener("pointerleave", () => hover(item.dataset.claim, false));
}

const chosen = list.querySelector(".claim.chosen");
if (chosen) list.scrollTop = chosen.offsetTop - 80;
