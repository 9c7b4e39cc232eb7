// Takes words that are selected in the report into the form for a correction, with the place where they stand.
// Places are code points, as the ledger counts them, not units of UTF-16.
"use strict";

const source = document.querySelector("[data-source]");
const length = (words) => [...words].length;

// Where a point of the selection stands in the report; null outside of its text.
function place(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!piece || !source.contains(piece)) return null;
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, offset);
  return Number(piece.dataset.start) + length(before.toString());
}

function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  const words = selection.toString().trim().replace(/\s+/g, " ");
  return start === null || end === null || !words ? null : { words, at: `${start}-${end}` };
}

let last = null;
document.addEventListener("selectionchange", () => {
  last = selected() ?? last;
});

for (const button of document.querySelectorAll("[data-take]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const taken = selected() ?? last;
    if (!taken) return;
    const field = document.getElementById(button.dataset.take);
    field.value = taken.words;
    field.form.elements[`${field.name}_at`].value = taken.at;
    field.focus();
  });
}

// Words that are typed stand wherever the server finds them next to where they stood.
for (const field of document.querySelectorAll("[data-words]")) {
  field.addEventListener("input", () => {
    field.form.elements[`${field.name}_at`].value = "";
  });
}
