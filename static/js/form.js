// Comfort for forms: characters left, no double submit, unsent text kept on this device until there is a receipt.
const DAY = 24 * 60 * 60 * 1000;

document.querySelectorAll("textarea[maxlength]").forEach((area) => {
  const limit = Number(area.getAttribute("maxlength"));
  const line = document.createElement("p");
  line.className = "field__count";
  line.id = `${area.id}_count`;
  line.setAttribute("aria-live", "polite");
  // The limit is judged by the server; here too much text is shown, never cut off while pasting.
  area.removeAttribute("maxlength");
  const tell = () => {
    const left = limit - Array.from(area.value).length;
    line.textContent = left >= 0 ? `还可输入 ${left} 字` : `已超出 ${-left} 字，请删减`;
    line.classList.toggle("is-over", left < 0);
  };
  area.addEventListener("input", tell);
  area.after(line);
  tell();
});

document.querySelectorAll("form[data-once]").forEach((form) => {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    const button = event.submitter || form.querySelector("button[type=submit], button:not([type])");
    if (button) {
      button.setAttribute("aria-disabled", "true");
      button.dataset.label = button.textContent;
      button.textContent = "正在提交…";
    }
    window.setTimeout(() => {
      sent = false;
      if (button) {
        button.removeAttribute("aria-disabled");
        button.textContent = button.dataset.label;
      }
    }, 15000);
  });
});

function stored(key) {
  try {
    const kept = JSON.parse(window.localStorage.getItem(key) || "null");
    return kept && Date.now() - kept.at < DAY ? kept.fields : null;
  } catch {
    return null;
  }
}

function store(key, fields) {
  try {
    if (fields) window.localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields }));
    else window.localStorage.removeItem(key);
  } catch {
    // Storage is full or switched off: the form works as it does without scripts.
  }
}

// <form data-draft="consultation-12">; only fields marked data-keep are kept, so no names and no numbers of papers.
document.querySelectorAll("form[data-draft]").forEach((form) => {
  const key = `draft:${form.dataset.draft}`;
  const fields = Array.from(form.querySelectorAll("[data-keep]"));
  const kept = stored(key);
  if (kept && fields.some((field) => !field.value && kept[field.name])) {
    fields.forEach((field) => {
      if (!field.value && kept[field.name]) {
        field.value = kept[field.name];
        field.dispatchEvent(new Event("input"));
      }
    });
    const note = document.createElement("p");
    note.className = "draft-note";
    note.setAttribute("role", "status");
    note.append("已恢复您上次未提交的文字（只保存在本机，24 小时内有效）。");
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "button button--quiet button--small";
    clear.textContent = "清除";
    clear.addEventListener("click", () => {
      store(key, null);
      fields.forEach((field) => {
        field.value = "";
        field.dispatchEvent(new Event("input"));
      });
      note.remove();
    });
    note.append(clear);
    form.prepend(note);
  }
  form.addEventListener("input", () => {
    store(key, Object.fromEntries(fields.map((field) => [field.name, field.value])));
  });
});

// The receipt page names the draft it replaces.
document.querySelectorAll("[data-clear-draft]").forEach((place) => store(`draft:${place.dataset.clearDraft}`, null));
