// A bar of the Gantt chart is dragged, or moved by the arrow keys; then a dialog asks for the reason and sends the form
// that the bar's link leads to anyway.
"use strict";

document.addEventListener("DOMContentLoaded", function () {
  const gantt = document.getElementById("gantt");
  const dialog = document.getElementById("gantt-dialog");
  if (!gantt || !dialog) return;
  const dayWidth = Number(gantt.dataset.dayWidth);
  const told = document.getElementById("gantt-told");
  const DAY = 86400000;
  let active = null; // the bar whose dates differ from the stored ones: {bar, starts, due} in days moved

  gantt.scrollLeft = Math.max(0, Number(gantt.dataset.open) - gantt.clientWidth / 5);

  function dayOf(iso, days) {
    return iso ? new Date(Date.parse(iso) + days * DAY).toISOString().slice(0, 10) : "";
  }
  function write(iso) {
    return iso ? iso.split("-").reverse().join("/") : "–";
  }
  function fill(words, values) {
    return words.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }
  function dates(state) {
    const given = state.bar.dataset;
    return { code: given.code, first: write(dayOf(given.starts, state.starts)), due: write(dayOf(given.due, state.due)) };
  }

  // A bar keeps its place in the markup; while it is being moved only its body is drawn elsewhere.
  function draw(state) {
    const bar = state.bar;
    const x = Number(bar.dataset.x) + state.starts * dayWidth;
    const width = Number(bar.dataset.width) + (state.due - state.starts) * dayWidth;
    const whole = state.starts === state.due;
    const body = bar.querySelector(".gantt-body");
    body.setAttribute("transform", whole ? "translate(" + state.starts * dayWidth + " 0)" : "");
    const all = bar.querySelector(".gantt-all");
    all.setAttribute("x", whole ? bar.dataset.x : x);
    all.setAttribute("width", whole ? bar.dataset.width : Math.max(6, width));
    let flag = bar.querySelector(".gantt-flag");
    if (!flag) {
      flag = document.createElementNS("http://www.w3.org/2000/svg", "text");
      flag.setAttribute("class", "gantt-flag");
      bar.append(flag);
    }
    const now = dates(state);
    flag.textContent = now.first + " – " + now.due;
    flag.setAttribute("x", Math.max(x, gantt.scrollLeft) + 8);
    flag.setAttribute("y", Number(all.getAttribute("y")) + 13);
    bar.classList.add("gantt-moving");
    told.textContent = fill(dialog.dataset.now, now);
  }
  function reset() {
    if (!active) return;
    const bar = active.bar;
    active.starts = active.due = 0;
    draw(active);
    bar.querySelector(".gantt-flag").remove();
    bar.classList.remove("gantt-moving");
    active = null;
  }
  function take(bar) {
    if (active && active.bar !== bar) reset();
    if (!active) active = { bar: bar, starts: 0, due: 0 };
    return active;
  }
  // The end of the bar may not go before its beginning.
  function shift(state, edge, starts, due) {
    const given = state.bar.dataset;
    const length = Math.round(given.starts ? (Date.parse(given.due) - Date.parse(given.starts)) / DAY : 36500);
    if (edge === "starts") state.starts = Math.min(starts, length + state.due);
    else if (edge === "due") state.due = Math.max(due, state.starts - length);
    else { state.starts = starts; state.due = due; }
    draw(state);
  }
  function ask(state) {
    const given = state.bar.dataset;
    const form = dialog.querySelector("form");
    form.action = dialog.dataset.address.replace("/0/", "/" + given.task + "/");
    form.elements.version.value = given.version;
    form.elements.starts_on.value = given.starts && write(dayOf(given.starts, state.starts));
    form.elements.due_on.value = write(dayOf(given.due, state.due));
    form.querySelector("h2").textContent = fill(dialog.dataset.words, given);
    form.querySelector("[data-part=old]").textContent = write(given.starts) + " – " + write(given.due);
    const now = dates(state);
    form.querySelector("[data-part=new]").textContent = now.first + " – " + now.due;
    dialog.showModal();
    form.elements.reason.focus();
  }

  dialog.querySelector("[data-part=leave]").addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("close", function () {
    const bar = active && active.bar;
    reset();
    if (bar) bar.focus();
  });

  let held = null; // the pointer that holds a bar
  gantt.addEventListener("pointerdown", function (event) {
    const bar = event.target.closest("[data-task]");
    if (!bar || event.button !== 0 || held) return;
    const state = take(bar);
    held = { id: event.pointerId, from: event.clientX + gantt.scrollLeft, top: event.clientY, edge: event.target.dataset.edge || "", starts: state.starts, due: state.due, moved: false };
    bar.setPointerCapture(event.pointerId);
  });
  gantt.addEventListener("pointermove", function (event) {
    if (!held || event.pointerId !== held.id) return;
    const across = event.clientX + gantt.scrollLeft - held.from;
    if (!held.moved && (Math.abs(across) < 4 || Math.abs(across) <= Math.abs(event.clientY - held.top))) return;
    held.moved = true;
    const days = Math.round(across / dayWidth);
    shift(active, held.edge, held.starts + days, held.due + days);
  });
  // A finger that began to move a bar must not scroll the chart; one that goes up or down still scrolls the page.
  gantt.addEventListener("touchmove", function (event) { if (held && held.moved) event.preventDefault(); }, { passive: false });
  gantt.addEventListener("pointerup", function (event) {
    if (!held || event.pointerId !== held.id) return;
    const moved = held.moved;
    held = null;
    if (!moved) { if (!active.starts && !active.due) active = null; return; }
    const bar = active.bar;
    // The click that follows a drag must not open the link.
    const stop = function (click) { click.preventDefault(); };
    bar.addEventListener("click", stop, { once: true, capture: true });
    window.setTimeout(function () { bar.removeEventListener("click", stop, { capture: true }); }, 300);
    if (active.starts || active.due) ask(active); else reset();
  });
  gantt.addEventListener("pointercancel", function () { held = null; reset(); });
  gantt.addEventListener("dragstart", function (event) { event.preventDefault(); });

  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  gantt.addEventListener("keydown", function (event) {
    const bar = event.target.closest("[data-task]");
    if (!bar || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in STEPS) {
      event.preventDefault();
      const state = take(bar);
      const days = STEPS[event.key];
      shift(state, event.shiftKey ? "due" : "", state.starts + days, state.due + days);
      if (!state.starts && !state.due) reset();
    } else if (event.key === "Enter" && active && active.bar === bar) {
      event.preventDefault();
      ask(active);
    } else if (event.key === "Escape" && active) {
      reset();
      told.textContent = "";
    }
  });
  gantt.addEventListener("focusout", function () {
    if (active && !held && !dialog.open) reset();
  });
});
