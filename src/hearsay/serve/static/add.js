// Shows how far the reading is without loading the page anew, and takes files that are dropped anywhere on it.
"use strict";

const running = document.querySelector("[data-running]");
const drop = document.querySelector("[data-drop]");
const landing = document.querySelector("[data-at-once]");

async function look() {
  const told = await (await fetch("/api/v1/add")).json();
  if (told.state !== "running") return location.reload();
  const steps = JSON.parse(document.getElementById("steps").textContent);
  const bar = running.querySelector("progress");
  if (told.step) running.querySelector("[data-step]").textContent = steps[told.step] ?? told.step;
  if (told.total) {
    bar.max = told.total;
    bar.value = told.done;
    running.querySelector("[data-count]").textContent = `${told.done} / ${told.total}`;
  }
  return setTimeout(look, 700);
}

if (running) setTimeout(look, 700);
// Whoever watched the reading to its end is led on; whoever comes back later is not.
if (running) sessionStorage.setItem("watching", "yes");
else if (sessionStorage.getItem("watching")) {
  sessionStorage.removeItem("watching");
  if (landing) location.replace(landing.href);
}

if (drop) {
  const field = drop.querySelector("input[type=file]");
  addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
  drop.addEventListener("submit", () => drop.querySelector("button").setAttribute("aria-disabled", "true"));
}
