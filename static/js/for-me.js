// Remembers on this device only which situations were ticked last; the page works without it.
const KEY = "for-me";
const last = document.getElementById("for-me-last");
try {
  if (location.search.length > 1) {
    localStorage.setItem(KEY, location.search);
  } else if (last && localStorage.getItem(KEY)) {
    const link = document.createElement("a");
    link.href = location.pathname + localStorage.getItem(KEY);
    link.textContent = "用上次的选择";
    const forget = document.createElement("button");
    forget.type = "button";
    forget.className = "button button--quiet button--small";
    forget.textContent = "忘掉";
    forget.addEventListener("click", () => { localStorage.removeItem(KEY); last.hidden = true; });
    last.append(link, " ", forget);
    last.hidden = false;
  }
} catch (refused) {
  // A device that keeps nothing shows the plain form.
}
