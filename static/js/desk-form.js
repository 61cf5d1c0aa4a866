/* Autosave and the item picker of a desk form. Without this file everything still works by its buttons. */
(function () {
  "use strict";
  var form = document.getElementById("desk-form");
  if (!form) { return; }

  function editors() {
    if (!window.CKEDITOR) { return; }
    Object.keys(window.CKEDITOR.instances).forEach(function (name) { window.CKEDITOR.instances[name].updateElement(); });
  }

  function written() {
    editors();
    var values = new FormData(form);
    values.delete("files");
    values.delete("act");
    values.delete("seen");
    return new URLSearchParams(values).toString();
  }

  var leaving = false;
  var last = "";
  window.setTimeout(function () { last = written(); }, 1500);
  form.addEventListener("submit", function () { leaving = true; });
  window.addEventListener("beforeunload", function (event) {
    if (!leaving && last && written() !== last) { event.preventDefault(); }
  });

  var note = document.getElementById("autosave-note");
  if (form.dataset.autosave) { window.setInterval(save, 30000); }

  function save() {
    var now = written();
    if (leaving || !last || now === last) { return; }
    var values = new FormData(form);
    values.delete("files");
    values.set("autosave", "1");
    fetch(form.dataset.autosave, { method: "POST", body: values, credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok || answer.redirected) { throw new Error("refused"); }
        return answer.json();
      })
      .then(function (saved) {
        last = now;
        form.elements.seen.value = saved.edits;
        note.textContent = "已自动保存 " + saved.at;
      })
      .catch(function () { note.textContent = "没有自动保存：请按“保存草稿”。"; });
  }

  Array.prototype.forEach.call(form.querySelectorAll("[data-suggest]"), function (field) {
    var search = document.createElement("input");
    var list = document.createElement("ul");
    var timer;
    search.type = "text";
    search.placeholder = "输入编号、名称或关键词，点选加入";
    search.setAttribute("aria-label", "查找标准目录事项");
    list.className = "picker__list";
    list.setAttribute("aria-live", "polite");
    field.parentNode.insertBefore(search, field);
    field.parentNode.insertBefore(list, field);
    search.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, 250);
    });
    search.addEventListener("keydown", function (event) {
      if (event.key === "Enter") { event.preventDefault(); look(); }
    });

    function look() {
      if (!search.value.trim()) { list.textContent = ""; return; }
      fetch(field.dataset.suggest + "?q=" + encodeURIComponent(search.value), { credentials: "same-origin" })
        .then(function (answer) { return answer.json(); })
        .then(function (found) {
          list.textContent = "";
          found.results.forEach(function (item) {
            var line = document.createElement("li");
            var button = document.createElement("button");
            button.type = "button";
            button.textContent = item.label;
            button.addEventListener("click", function () { pick(item.code); });
            line.appendChild(button);
            list.appendChild(line);
          });
        });
    }

    function pick(code) {
      var codes = field.value.split("、").filter(Boolean);
      if (codes.indexOf(code) < 0) { codes.push(code); }
      field.value = codes.join("、");
      search.value = "";
      list.textContent = "";
      search.focus();
    }

    Array.prototype.forEach.call(document.querySelectorAll("[data-pick]"), function (button) {
      button.addEventListener("click", function (event) { event.preventDefault(); pick(button.dataset.pick); button.remove(); });
    });
  });

  var formed = form.querySelector("[data-deadline]");
  var shown = document.getElementById("deadline-note");
  if (formed && shown) {
    formed.addEventListener("change", function () {
      fetch(formed.dataset.deadline + "?formed_on=" + encodeURIComponent(formed.value), { credentials: "same-origin" })
        .then(function (answer) { return answer.json(); })
        .then(function (found) { shown.textContent = found.sentence; });
    });
  }
})();
