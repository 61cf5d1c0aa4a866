// Print and read-aloud buttons: shown only where they work. Text size and 长者模式 are plain links, not scripts.
document.querySelectorAll("button[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// Browsers that keep closed <details> out of the print: open them for the time of printing.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("main details:not([open])").forEach((item) => {
    item.setAttribute("open", "");
    item.dataset.closedAfterPrint = "";
  });
});
window.addEventListener("afterprint", () => {
  document.querySelectorAll("[data-closed-after-print]").forEach((item) => {
    item.removeAttribute("open");
    delete item.dataset.closedAfterPrint;
  });
});

document.querySelectorAll("button[data-read-aloud]").forEach((button) => {
  const text = document.getElementById(button.dataset.readAloud);
  if (!text || !("speechSynthesis" in window)) return;
  button.hidden = false;
  const words = button.querySelector("span") || button;
  const label = words.textContent;
  const stop = () => {
    window.speechSynthesis.cancel();
    words.textContent = label;
    button.setAttribute("aria-pressed", "false");
  };
  button.addEventListener("click", () => {
    if (window.speechSynthesis.speaking) {
      stop();
      return;
    }
    // Short pieces: several engines fall silent after some hundred characters.
    const pieces = (text.innerText.match(/[^。！？；\n]+[。！？；]?/g) || []).filter((piece) => piece.trim());
    pieces.forEach((piece, index) => {
      const spoken = new SpeechSynthesisUtterance(piece);
      spoken.lang = "zh-CN";
      if (index === pieces.length - 1) spoken.onend = stop;
      window.speechSynthesis.speak(spoken);
    });
    words.textContent = "停止朗读";
    button.setAttribute("aria-pressed", "true");
  });
});
window.addEventListener("pagehide", () => {
  if ("speechSynthesis" in window) window.speechSynthesis.cancel();
});
