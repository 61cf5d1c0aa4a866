// Loaded in <head>: marks that scripts run, then lets the menu fold on a phone. Without it everything stays open.
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const toggle = document.querySelector(".menu-toggle");
  const nav = document.querySelector(".main-nav");
  if (toggle && nav) {
    toggle.addEventListener("click", () => {
      toggle.setAttribute("aria-expanded", String(nav.classList.toggle("is-open")));
    });
  }

  // Browsers without ::details-content: filters stand open where there is room for them.
  const modern = window.CSS && CSS.supports && CSS.supports("selector(details::details-content)");
  if (!modern && window.matchMedia("(min-width: 1024px)").matches) {
    document.querySelectorAll("details.facets").forEach((facets) => facets.setAttribute("open", ""));
  }

  // A filter box narrows a list that is already on the page (26 domains, departments).
  document.querySelectorAll("input[data-narrows]").forEach((input) => {
    const list = document.getElementById(input.dataset.narrows);
    const told = document.getElementById(input.dataset.tells);
    if (!list) return;
    input.closest("[hidden]")?.removeAttribute("hidden");
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      Array.from(list.children).forEach((item) => {
        item.hidden = !item.textContent.toLowerCase().includes(wanted);
        if (!item.hidden) shown += 1;
      });
      if (told) told.textContent = wanted ? `符合 ${shown} 项` : "";
    });
  });

  // The first thing to hear after a refused form is the list of errors.
  const errors = document.querySelector('.errors[role="alert"]');
  if (errors) errors.focus();
});
