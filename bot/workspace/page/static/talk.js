// Speaking with the server: one door for everything that somebody does, and short words back.

const body = document.body;
export const me = body.dataset.me;
export const words = JSON.parse(body.dataset.words);

export async function act(fields, files = {}) {
  const form = new FormData();
  form.set("wish", JSON.stringify({ at: body.dataset.at, ...fields }));
  for (const [name, several] of Object.entries(files)) {
    for (const file of several) form.append(name, file, file.name);
  }
  let answer = { refused: words.failed };
  try {
    const response = await fetch(`/${me}/act`, { method: "POST", body: form });
    if (response.ok) answer = await response.json();
  } catch {
    // The offline notice says why.
  }
  if (answer.refused) toast(answer.refused, true);
  if (answer.told) toast(answer.told);
  return answer;
}

export function toast(text, bad = false) {
  const box = document.getElementById("toasts");
  const one = document.createElement("div");
  one.className = bad ? "toast bad" : "toast";
  one.textContent = text;
  box.append(one);
  // Shown anew, so that it stands above a dialog that was opened since.
  box.popover = "manual";
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
  setTimeout(() => {
    one.remove();
    if (!box.children.length && box.matches(":popover-open")) box.hidePopover();
  }, 7000);
}

// Asks in a small dialog; resolves to null when it was left, else to what was entered.
export function ask({ title, text = "", confirm, deny = words.cancel, style = "primary", field, check }) {
  const dialog = document.getElementById("ask");
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "modal";
  const make = (tag, props, ...inner) => {
    const one = Object.assign(document.createElement(tag), props);
    one.append(...inner);
    return one;
  };
  const content = make("div", { className: "body" });
  if (text) content.append(make("p", { textContent: text }));
  let input = null;
  if (field) {
    input = make(field.multiline ? "textarea" : "input", { value: field.value ?? "", rows: 4 });
    content.append(make("label", { className: "label" }, field.label ?? "", input));
  }
  const box = check && make("input", { type: "checkbox" });
  if (box) content.append(make("label", { className: "choice" }, box, make("span", { textContent: check })));
  const no = make("button", { type: "button", className: "button", textContent: deny });
  const yes = make("button", { className: `button ${style}`, textContent: confirm });
  form.append(
    make("header", {}, make("h2", { textContent: title })),
    content,
    make("footer", {}, no, yes),
  );
  dialog.replaceChildren(form);
  return new Promise((resolve) => {
    const done = (result) => {
      resolve(result);
      dialog.close();
    };
    no.onclick = () => done(null);
    dialog.oncancel = () => resolve(null);
    form.onsubmit = (event) => {
      event.preventDefault();
      done({ value: input?.value ?? "", checked: box?.checked ?? false });
    };
    dialog.showModal();
    (input ?? yes).focus();
  });
}
