// The page: shows what the server sends, goes from place to place, and turns clicks into acts.

import { morph } from "./morph.js";
import { restoreDrafts, send } from "./composer.js";
import { showChosen } from "./forms.js";
import { act, ask, me, toast, words } from "./talk.js";

const body = document.body;
const $ = (selector, where = document) => where.querySelector(selector);
let stream = null;
let arriving = true;

// --- What the server sends ---------------------------------------------------------------------

function connect() {
  stream?.close();
  const { at, thread, tab } = body.dataset;
  // On a phone the list hides the conversation, so nothing in it counts as read.
  const shown = listHidesRoom() ? { at: "" } : { at, thread, tab };
  stream = new EventSource(`/${me}/live?${new URLSearchParams(shown)}`);
  stream.onmessage = (event) => {
    $("#offline").hidden = true;
    show(JSON.parse(event.data));
  };
  stream.onerror = () => {
    $("#offline").hidden = false;
  };
}

const narrow = matchMedia("(max-width: 700px)");
const listHidesRoom = () => narrow.matches && body.dataset.pane === "list";
narrow.addEventListener("change", connect);

function showList() {
  body.dataset.pane = "list";
  connect();
}

function show({ regions, notices }) {
  const main = $("#main");
  const below = (one) => one.scrollHeight - one.scrollTop - one.clientHeight < 80;
  const wasAtEnd = arriving || below(main);
  const threadTalk = $("#thread .talk");
  const threadAtEnd = !threadTalk || below(threadTalk);
  for (const [name, html] of Object.entries(regions)) morph($(`[data-region=${name}]`), html);
  for (const pick of document.querySelectorAll("details.pick")) showChosen(pick);
  if ("main" in regions && wasAtEnd) scrollMain(main);
  if ("thread" in regions && threadAtEnd) $("#thread .talk")?.scrollTo(0, 1e9);
  body.classList.toggle("has-thread", Boolean($("#thread").children.length));
  restoreDrafts();
  showModal();
  notices.forEach((text) => toast(text, true));
  arriving = false;
  document.title = `${$("#top h2")?.textContent.trim() ?? ""} · ${$("#side h1")?.textContent ?? ""}`;
}

// Arriving, one begins where news begins; staying, the end stays in sight.
function scrollMain(main) {
  const news = $("#new", main);
  if ($(".home, .traffic", main)) main.scrollTop = arriving ? 0 : main.scrollTop;
  else if (arriving && news) main.scrollTop = news.offsetTop - main.offsetTop - 12;
  else main.scrollTop = main.scrollHeight;
}

let shownModal = "";

function showModal() {
  const dialog = $("#modal");
  const form = $("form", dialog);
  if (!form) {
    shownModal = "";
    if (dialog.open) dialog.close();
    return;
  }
  if (!dialog.open) dialog.showModal();
  if (form.id !== shownModal) {
    shownModal = form.id;
    $(".body", form).scrollTop = 0;
    const first = $(".body input:not([type=file]), .body select, .body textarea, .body summary", form);
    (first ?? $("[type=submit]", form) ?? $("button", form)).focus();
  }
}

$("#modal").addEventListener("cancel", (event) => {
  event.preventDefault();
  closeModal();
});

function closeModal() {
  const form = $("#modal form");
  if (form) act({ do: "close", view: form.dataset.view });
}

// --- Going from place to place -----------------------------------------------------------------

function go(at, { thread = "", tab = "home", push = true } = {}) {
  const moved = listHidesRoom() || at !== body.dataset.at || tab !== body.dataset.tab;
  Object.assign(body.dataset, { at, thread, tab, pane: thread ? "thread" : "room" });
  const query = new URLSearchParams();
  if (thread) query.set("thread", thread);
  if (tab !== "home") query.set("tab", tab);
  const address = `/${me}/${at}${query.size ? `?${query}` : ""}`;
  if (push) history.pushState(null, "", address);
  arriving = moved || arriving;
  connect();
  if (/^A/.test(at)) act({ do: "open_home", at, tab });
  if (moved && matchMedia("(hover: hover)").matches) setTimeout(() => $("#foot [data-say]")?.focus(), 150);
}

addEventListener("popstate", () => {
  const [, , at] = location.pathname.split("/");
  const query = new URLSearchParams(location.search);
  if (at) go(at, { thread: query.get("thread") ?? "", tab: query.get("tab") ?? "home", push: false });
  else showList();
});

// --- What people do ----------------------------------------------------------------------------

const messageOf = (element) => element.closest("article.message");
const onMessage = (element) => {
  const { channel, ts } = (messageOf(element) ?? picking).dataset;
  return { channel, ts };
};
let picking = null;

const DEEDS = {
  send: (button) => send(button.closest(".composer")),
  back: showList,
  close_thread: () => go(body.dataset.at, { tab: body.dataset.tab }),
  close_modal: closeModal,
  skip: (button) => act({ do: "skip", minutes: button.dataset.minutes }),
  take_over: () => act({ do: "take_over" }),
  react: (button) => act({ do: "react", name: button.dataset.name, ...onMessage(button) }),
  pin: (button) => act({ do: "pin", ...onMessage(button) }),
  unpin: (button) => act({ do: "unpin", ...onMessage(button) }),
  dismiss: (button) => act({ do: "dismiss", ...onMessage(button) }),
  message_shortcut: (button) =>
    act({ do: "message_shortcut", callback: button.dataset.callback, ...onMessage(button) }),
  shortcut: (button) => act({ do: "shortcut", callback: button.dataset.callback }),
  invite: (button) => act({ do: "invite", user: button.dataset.user }),
  show: (button) => reveal(button.dataset.ts),
  pick_emoji: pickEmoji,
  create_channel: createChannel,
  edit: async (button) => {
    const place = onMessage(button);
    const field = { value: button.dataset.text, multiline: true };
    const said = await ask({ title: words.edit, confirm: words.save, field });
    if (said) act({ do: "edit", text: said.value, ...place });
  },
  delete: async (button) => {
    const place = onMessage(button);
    const sure = { title: words.delete, text: words.delete_sure, confirm: words.delete, style: "danger" };
    if (await ask(sure)) act({ do: "delete", ...place });
  },
};
for (const name of ["join", "leave", "archive", "unarchive"]) DEEDS[name] = () => act({ do: name });

async function createChannel() {
  const field = { label: words.channel_name, value: "" };
  const ends = { title: words.add_channel, confirm: words.create, check: words.channel_private };
  const said = await ask({ ...ends, field });
  if (!said) return;
  const { go: made } = await act({ do: "create_channel", name: said.value.trim(), private: said.checked });
  if (made) go(made);
}

function reveal(ts) {
  const message = $(`#main [data-ts="${ts}"]`);
  message?.scrollIntoView({ block: "center" });
  message?.focus();
}

function pickEmoji(button) {
  picking = messageOf(button);
  const box = $("#emoji");
  box.showPopover();
  const at = button.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left - 120, innerWidth - box.offsetWidth - 8));
  const above = at.top - box.offsetHeight - 6;
  box.style.left = `${left}px`;
  box.style.top = `${above > 8 ? above : Math.min(at.bottom + 6, innerHeight - box.offsetHeight - 8)}px`;
  $("#emoji-search").value = "";
  siftEmoji();
  $("#emoji-search").focus();
}

function siftEmoji() {
  const typed = $("#emoji-search").value.trim().toLowerCase().replaceAll(":", "");
  for (const one of document.querySelectorAll("#emoji [data-emoji]")) {
    one.hidden = !one.dataset.emoji.includes(typed);
  }
}

$("#emoji-search").addEventListener("input", siftEmoji);
$("#emoji-search").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  // Focus goes back to the button that opened the box: the same key must not press it again.
  event.preventDefault();
  $("#emoji [data-emoji]:not([hidden])")?.click();
});

document.addEventListener("click", (event) => {
  const target = event.target;
  for (const menu of document.querySelectorAll("details.menu[open], details.pick[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
  const emoji = target.closest("[data-emoji]");
  if (emoji) {
    $("#emoji").hidePopover();
    act({ do: "react", name: emoji.dataset.emoji, ...onMessage(emoji) });
    return;
  }
  const deed = target.closest("[data-do]");
  if (deed) {
    deed.closest("details.menu")?.removeAttribute("open");
    DEEDS[deed.dataset.do](deed);
    return;
  }
  const named = target.closest("a.mention[href^='#']");
  if (named) {
    event.preventDefault();
    if ($("#modal").open) closeModal();
    go(named.hash.slice(1));
    return;
  }
  const link = target.closest("a[data-go], a[data-thread]");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    if (link.dataset.go) go(link.dataset.go, { tab: link.dataset.tab ?? "home" });
    else go(body.dataset.at, { thread: link.dataset.thread, tab: body.dataset.tab });
  }
});

// A menu opens upwards where there is no room below.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.("details.menu") || !menu.open) return;
  menu.classList.remove("over");
  const sheet = $(".sheet", menu).getBoundingClientRect();
  menu.classList.toggle("over", sheet.bottom > innerHeight - 8 && sheet.height < sheet.top);
}, true);

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented) return;
  const open = event.target.closest?.("details[open]") ?? $("details.menu[open]");
  if (event.key === "Escape" && open && !$("#modal").open) {
    open.open = false;
    $("summary", open).focus();
  } else if (event.key === "Escape" && open && event.target.closest("details[open]")) {
    event.preventDefault();
    open.open = false;
    $("summary", open).focus();
  } else if (event.key === "Escape" && $("#thread").children.length && !$("#modal").open) {
    DEEDS.close_thread();
  } else if (["ArrowUp", "ArrowDown"].includes(event.key) && event.target.matches("#main, #main article")) {
    walk(event);
  }
});

function walk(event) {
  const all = [...document.querySelectorAll("#main article")];
  const now = all.indexOf(document.activeElement);
  const next = now < 0 ? all.length - 1 : now + (event.key === "ArrowDown" ? 1 : -1);
  if (!all[next]) return;
  event.preventDefault();
  all[next].focus();
}

// --- Beginning ---------------------------------------------------------------------------------

restoreDrafts();
showModal();
scrollMain($("#main"));
body.classList.toggle("has-thread", Boolean($("#thread").children.length));
connect();
if (/^A/.test(body.dataset.at)) act({ do: "open_home", at: body.dataset.at, tab: body.dataset.tab });
