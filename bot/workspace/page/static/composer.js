// Writing: Enter sends, "/" and "@" complete, files are dropped, pasted or chosen.

import { act } from "./talk.js";

const completions = JSON.parse(document.body.dataset.complete);
const drafts = new Map();
const waiting = new Map();

const composerOf = (element) => element.closest(".composer");
const fieldOf = (composer) => composer.querySelector("[data-say]");

export function restoreDrafts() {
  for (const field of document.querySelectorAll("[data-say]")) {
    if (!field.value && drafts.has(field.id)) field.value = drafts.get(field.id);
    grow(field);
    showFiles(composerOf(field));
  }
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
}

export async function send(composer) {
  const field = fieldOf(composer);
  const text = field.value;
  const files = waiting.get(composer.id) ?? [];
  if (!text.trim() && !files.length) return;
  field.value = "";
  drafts.delete(field.id);
  waiting.delete(composer.id);
  grow(field);
  showFiles(composer);
  close(composer);
  const answer = await act({ do: "say", text, thread: composer.dataset.thread }, { file: files });
  if (answer.refused && !field.value) {
    field.value = text;
    drafts.set(field.id, text);
  }
}

function addFiles(composer, files) {
  if (!files.length) return;
  waiting.set(composer.id, [...(waiting.get(composer.id) ?? []), ...files]);
  showFiles(composer);
}

function showFiles(composer) {
  const chips = (waiting.get(composer.id) ?? []).map((file, index) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.textContent = `${file.name} ✕`;
    chip.onclick = () => {
      waiting.get(composer.id).splice(index, 1);
      showFiles(composer);
    };
    return chip;
  });
  composer.querySelector(".files").replaceChildren(...chips);
}

function wantedWord(field) {
  const before = field.value.slice(0, field.selectionStart);
  if (/^\/\S*$/.test(before)) return before;
  return before.match(/(?:^|\s)(@[^\s@]*)$/)?.[1] ?? "";
}

function complete(composer) {
  const field = fieldOf(composer);
  const box = composer.querySelector(".completion");
  const word = wantedWord(field);
  const fits = ([typed, name]) =>
    typed[0] === word[0] && `${typed} ${name}`.toLowerCase().includes(word.slice(1).toLowerCase());
  const found = word ? completions.filter(fits).slice(0, 8) : [];
  box.hidden = !found.length;
  box.replaceChildren(...found.map(([typed, name, meaning], index) => {
    const line = document.createElement("button");
    line.type = "button";
    line.role = "option";
    line.tabIndex = -1;
    line.ariaSelected = String(index === 0);
    const b = document.createElement("b");
    b.textContent = typed;
    const hint = document.createElement("span");
    hint.textContent = ` ${name}`;
    const small = document.createElement("small");
    small.textContent = meaning;
    line.append(b, hint, small);
    line.onclick = () => take(composer, typed);
    return line;
  }));
}

function take(composer, typed) {
  const field = fieldOf(composer);
  const end = field.selectionStart;
  const start = end - wantedWord(field).length;
  field.setRangeText(`${typed} `, start, end, "end");
  drafts.set(field.id, field.value);
  close(composer);
  field.focus();
}

function close(composer) {
  const box = composer.querySelector(".completion");
  box.hidden = true;
  box.replaceChildren();
}

function move(box, step) {
  const lines = [...box.children];
  const now = lines.findIndex((one) => one.ariaSelected === "true");
  lines[now].ariaSelected = "false";
  lines[(now + step + lines.length) % lines.length].ariaSelected = "true";
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches(".attach input")) {
    addFiles(composerOf(field), [...field.files]);
    field.value = "";
  } else if (field.matches("[data-say]")) {
    drafts.set(field.id, field.value);
    grow(field);
    complete(composerOf(field));
  }
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches("[data-say]") || event.isComposing) return;
  const composer = composerOf(field);
  const box = composer.querySelector(".completion");
  const chosen = box.hidden ? null : box.querySelector("[aria-selected=true]");
  const typed = chosen?.querySelector("b").textContent;
  if (chosen && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    move(box, event.key === "ArrowDown" ? 1 : -1);
  } else if (chosen && event.key === "Escape") {
    event.stopPropagation();
    close(composer);
  } else if (chosen && (event.key === "Tab" || (event.key === "Enter" && typed !== wantedWord(field)))) {
    event.preventDefault();
    take(composer, typed);
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send(composer);
  }
});

document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-say]")) {
    const composer = composerOf(event.target);
    setTimeout(() => composer.isConnected && close(composer), 200);
  }
});

document.addEventListener("paste", (event) => {
  const composer = event.target.closest?.(".composer");
  if (composer) addFiles(composer, [...event.clipboardData.files]);
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const composer = document.querySelector("#foot .composer");
  if (composer) addFiles(composer, [...event.dataTransfer.files]);
});
