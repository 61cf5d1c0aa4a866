// Keeps a job's progress page current. Without script the page has a link 刷新 that does the same.
document.querySelectorAll("[data-job-progress][data-job-open='1']").forEach((section) => {
  const bar = section.querySelector("progress");
  const text = section.querySelector("[data-job-text]");
  const state = section.querySelector("[data-job-state]");
  let wait = 1500;
  const look = async () => {
    try {
      const answer = await fetch(section.dataset.jobProgress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const job = await answer.json();
      if (!job.open) {
        window.location.reload();
        return;
      }
      if (bar) bar.value = job.percent;
      if (text && text.textContent !== job.text) text.textContent = job.text;
      if (state) state.textContent = job.state_name;
      wait = 1500;
    } catch {
      wait = Math.min(wait * 2, 30000);
    }
    window.setTimeout(look, wait);
  };
  window.setTimeout(look, wait);
});
