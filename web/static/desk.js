// What the pages gain where scripts run: keys, citations lit on hover, times in the reader's zone.
"use strict";
const items = () => [...document.querySelectorAll("main .item")];
let at = -1, g = false;

// door is the link that an item is opened by: the one to its words, where it has one.
const door = (item) => item?.querySelector("[data-open]") ?? item?.querySelector("a");

function go(step) {
  const all = items();
  if (!all.length) return;
  all[at]?.classList.remove("here");
  at = Math.max(0, Math.min(all.length - 1, at + step));
  all[at].classList.add("here");
  door(all[at])?.focus({ preventScroll: true });
  all[at].scrollIntoView({ block: "nearest" });
}

// decide presses a button of the item that one is at, or of the first.
function decide(key) {
  const all = items();
  const i = Math.max(0, at);
  all[Math.min(i, all.length - 1)]?.querySelector(`[data-do="${key}"]`)?.click();
}

// After a part of the page was loaded anew, the next item is where the last one was.
document.addEventListener("htmx:after:swap", () => { if (at >= 0) { at--; go(1); } });

const places = { f: "/", s: "/stories", c: "/calendar" };

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
  if (g) {
    g = false;
    if (places[e.key]) location.href = places[e.key];
    return;
  }
  switch (e.key) {
    case "j": go(1); break;
    case "k": go(-1); break;
    case "o": door(items()[at])?.click(); break;
    case "g": g = true; setTimeout(() => (g = false), 1000); break;
    case "/": e.preventDefault(); document.getElementById("q").focus(); break;
    case "?": location.href = "/keys"; break;
    case "y": case "n": decide(e.key); break;
    default: document.querySelector(`[data-key="${CSS.escape(e.key)}"]`)?.click();
  }
});

function light(id, on) {
  for (const s of document.querySelectorAll(`[data-say~="${id}"]`)) s.classList.toggle("lit", on);
  document.querySelector(`[data-note="${id}"]`)?.parentElement.classList.toggle("lit", on);
}

for (const type of ["mouseover", "mouseout", "focusin", "focusout"]) {
  document.addEventListener(type, (e) => {
    const el = e.target.closest?.("[data-note], [data-say]");
    if (!el) return;
    const on = type === "mouseover" || type === "focusin";
    for (const id of (el.dataset.note || el.dataset.say).split(" ")) light(id, on);
  });
}

// A tap on cited words lights them and their note, as a hover does.
function lightTarget() {
  for (const s of document.querySelectorAll(".lit")) s.classList.remove("lit");
  const id = location.hash.match(/^#(?:n-)?([se]\d+)$/);
  if (id) light(id[1], true);
}
addEventListener("hashchange", lightTarget);
lightTarget();

for (const t of document.querySelectorAll("time[datetime*=T]")) {
  const d = new Date(t.dateTime);
  if (!isNaN(d)) t.textContent = d.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

// A picture that its outlet does not give is taken away; its caption stays.
document.addEventListener("error", (e) => {
  if (e.target.tagName === "IMG") e.target.remove();
}, true);
for (const i of document.images) if (i.complete && !i.naturalWidth) i.remove();
