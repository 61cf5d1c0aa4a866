// Copy and share buttons. They stay hidden where the browser cannot do it; the text itself can always be selected.
document.querySelectorAll("button[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const words = button.querySelector("span") || button;
  const label = words.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      words.textContent = "已复制";
    } catch {
      words.textContent = "复制失败，请手动选择文字复制";
    }
    window.setTimeout(() => {
      words.textContent = label;
    }, 3000);
  });
});

document.querySelectorAll("button[data-share]").forEach((button) => {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {});
  });
});
