// Makes what is on the screen like what the server sent, touching only what differs: focus, open
// menus, scroll positions and whatever somebody is typing stay as they are.

const touched = new WeakSet();

export function touch(control) {
  const group = control.name && control.closest(".choices, .pick");
  const all = group ? group.querySelectorAll("input") : [control];
  for (const one of all) touched.add(one);
}

export function untouch(holder) {
  for (const one of [holder, ...holder.querySelectorAll("input, select, textarea")]) {
    touched.delete(one);
  }
}

export function morph(live, html) {
  const wanted = document.createElement("template");
  wanted.innerHTML = html;
  children(live, wanted.content);
}

function children(live, wanted) {
  const ids = new Set([...wanted.children].map((one) => one.id).filter(Boolean));
  const known = new Map([...live.children].filter((one) => one.id).map((one) => [one.id, one]));
  let at = live.firstChild;
  for (const want of [...wanted.childNodes]) {
    while (at && at.id && !ids.has(at.id)) at = drop(at);
    const match = want.id ? known.get(want.id) : at && alike(at, want) ? at : null;
    if (!match || match.nodeName !== want.nodeName) {
      live.insertBefore(want, at);
    } else {
      if (match === at) at = at.nextSibling;
      else live.insertBefore(match, at);
      node(match, want);
    }
  }
  while (at) at = drop(at);
}

function drop(one) {
  const next = one.nextSibling;
  one.remove();
  return next;
}

function alike(one, other) {
  return one.nodeName === other.nodeName && !one.id && !other.id;
}

function node(live, want) {
  if (live.nodeType !== Node.ELEMENT_NODE) {
    if (live.data !== want.data) live.data = want.data;
    return;
  }
  if ("own" in live.dataset || live.isEqualNode(want)) {
    if (!("own" in live.dataset)) settle(live, want);
    return;
  }
  attributes(live, want);
  if (live.nodeName === "TEXTAREA") {
    if (!touched.has(live) && live.textContent !== want.textContent) live.textContent = want.textContent;
    if (!touched.has(live) && !("say" in live.dataset)) live.value = want.value;
    return;
  }
  const before = live.nodeName === "SELECT" && touched.has(live) ? live.value : null;
  children(live, want);
  if (before !== null) live.value = before;
  settle(live, want);
}

// Attributes say what the server holds; properties say what the person has done since.
function settle(live, want) {
  if (touched.has(live)) return;
  if (live.nodeName === "SELECT") {
    live.value = want.querySelector("option[selected]")?.value ?? "";
  } else if (live.nodeName === "INPUT" && ["checkbox", "radio"].includes(live.type)) {
    live.checked = want.hasAttribute("checked");
  } else if (live.nodeName === "INPUT" && live.type !== "file") {
    live.value = want.getAttribute("value") ?? "";
  }
}

function attributes(live, want) {
  for (const { name, value } of [...want.attributes]) {
    if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  for (const { name } of [...live.attributes]) {
    const stays = name === "open" || name === "aria-busy";
    if (!stays && !want.hasAttribute(name)) live.removeAttribute(name);
  }
}
