// Controls of apps: what is entered in them, and telling the app when it wants to know.

import { touch, untouch } from "./morph.js";
import { act, ask, words } from "./talk.js";

const GROUPED = ".choices, .pick";

export function valueOf(control) {
  if (!control.matches(GROUPED)) return control.value;
  const chosen = [...control.querySelectorAll("input:checked")].map((one) => one.value);
  const many = control.dataset.kind === "checkboxes" || control.dataset.kind.startsWith("multi_");
  return many ? chosen : (chosen[0] ?? "");
}

export function collect(form) {
  const values = {};
  const files = {};
  for (const control of form.querySelectorAll("[data-input]")) {
    values[control.dataset.block] = control.type === "file" ? null : valueOf(control);
    if (control.type === "file") files[control.dataset.block] = [...control.files];
  }
  return { values, files };
}

async function use(control, value) {
  const { block, action, kind, confirm, url } = control.dataset;
  if (confirm) {
    const said = JSON.parse(confirm);
    if (!(await ask({ ...said, confirm: said.confirm, style: said.style }))) return;
  }
  if (url && /^https?:/.test(url)) window.open(url, "_blank", "noopener");
  const holder = control.closest("[data-place]");
  const { values, files } = holder.dataset.view ? collect(holder) : { values: {}, files: {} };
  const view = holder.dataset.view ?? "";
  control.setAttribute("aria-busy", "true");
  await act({ do: "use", place: holder.dataset.place, view, block, action, kind, value, values }, files);
  control.removeAttribute("aria-busy");
  if (!control.matches("[data-input]")) untouch(control);
}

export async function submit(form) {
  const button = form.querySelector("[type=submit]");
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const { values, files } = collect(form);
  const answer = await act({ do: "submit", view: form.dataset.view, values }, files);
  button.removeAttribute("aria-busy");
  if (answer.outcome === "errors") seek(form, ".wrong");
}

// Errors come with the next change: wait for them a moment, then lead there.
function seek(form, selector, patience = 20) {
  const found = form.querySelector(selector);
  if (found) {
    found.scrollIntoView({ block: "center" });
    found.querySelector("input, select, textarea, summary")?.focus();
  } else if (patience) {
    setTimeout(() => seek(form, selector, patience - 1), 50);
  }
}

export function showChosen(pick) {
  const chosen = pick.querySelector(".chosen");
  const reads = [...pick.querySelectorAll("input:checked")].map((one) => {
    const token = document.createElement("span");
    token.className = "token";
    token.textContent = one.closest("label").textContent.trim();
    return token;
  });
  if (!reads.length) {
    const empty = document.createElement("span");
    empty.className = "empty";
    empty.textContent = chosen.dataset.empty;
    reads.push(empty);
  }
  chosen.replaceChildren(...reads);
}

async function sift(pick, input) {
  const typed = input.value.trim().toLowerCase();
  const least = pick.dataset.external;
  if (least === undefined) {
    for (const label of pick.querySelectorAll(".options label")) {
      label.hidden = !label.textContent.toLowerCase().includes(typed);
    }
    return;
  }
  if (typed.length < Number(least)) return;
  const form = pick.closest("[data-view]");
  const { options = [] } = await act({
    do: "suggest", view: form.dataset.view, block: pick.dataset.block, typed,
  });
  const many = pick.dataset.kind.startsWith("multi_");
  const kept = [...pick.querySelectorAll(".options label:has(:checked)")];
  const found = options.map((words) => {
    const label = document.createElement("label");
    label.className = "choice";
    const box = document.createElement("input");
    Object.assign(box, { type: many ? "checkbox" : "radio", name: pick.id, value: words });
    const span = document.createElement("span");
    span.textContent = words;
    label.append(box, span);
    return label;
  });
  if (!found.length) found.push(document.createTextNode(words.nothing_found));
  pick.querySelector(".options").replaceChildren(...kept, ...found);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action]");
  if (!button || button.getAttribute("aria-busy")) return;
  button.closest("details.menu")?.removeAttribute("open");
  use(button, button.dataset.value);
});

document.addEventListener("input", (event) => {
  const control = event.target;
  if (control.matches(".sift")) {
    sift(control.closest(".pick"), control);
    return;
  }
  touch(control);
  const wrong = control.closest(".wrong");
  wrong?.classList.remove("wrong");
  wrong?.querySelector(".error")?.remove();
});

document.addEventListener("change", (event) => {
  touch(event.target);
  const pick = event.target.closest(".pick");
  if (pick) {
    const most = Number(pick.dataset.most);
    const chosen = pick.querySelectorAll("input:checked").length;
    if (most && chosen > most) event.target.checked = false;
    showChosen(pick);
    if (event.target.type === "radio") pick.open = false;
    if ("acts" in pick.dataset && event.target.type === "radio") use(pick, valueOf(pick));
    return;
  }
  const control = event.target.closest(".choices") ?? event.target;
  if (control.dataset && "acts" in control.dataset && control.matches(".choices, select, [type^=date], [type=time]")) {
    use(control, valueOf(control));
  }
});

// A menu that takes several tells the app once it is closed.
document.addEventListener("toggle", (event) => {
  const pick = event.target;
  if (!pick.matches?.("details.pick")) return;
  if (pick.open) {
    pick.before_ = JSON.stringify(valueOf(pick));
    pick.querySelector(".sift").focus();
  } else if ("acts" in pick.dataset && pick.dataset.kind.startsWith("multi_")) {
    if (JSON.stringify(valueOf(pick)) !== pick.before_) use(pick, valueOf(pick));
  }
}, true);

document.addEventListener("keydown", (event) => {
  const control = event.target;
  const plain = event.key === "Enter" && !event.isComposing;
  if (plain && control.matches("input[data-acts]")) {
    event.preventDefault();
    use(control, control.value);
  } else if (plain && control.matches(".sift")) {
    event.preventDefault();
    control.closest(".pick").querySelector(".options label:not([hidden]) input")?.click();
  } else if (plain && (event.metaKey || event.ctrlKey) && control.matches("form textarea")) {
    control.form.requestSubmit();
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.view) return;
  event.preventDefault();
  submit(form);
});
