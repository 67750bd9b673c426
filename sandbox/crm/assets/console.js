// Comforts of the console; every page also works without them.
const copied = document.body.dataset.copied;

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      // No clipboard on plain http: select the text instead.
      getSelection().selectAllChildren(button.previousElementSibling);
      return;
    }
    button.textContent = copied;
    setTimeout(() => (button.textContent = label), 1500);
  });
}

// A button waits for the module: no second press by accident.
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = form.querySelector("button");
    button.setAttribute("aria-disabled", "true");
    setTimeout(() => (button.textContent = form.dataset.busy), 200);
  });
}

// The page follows what modules report, unless somebody is typing.
const watch = document.body.dataset.watch;
if (watch) {
  let touched = false;
  document.addEventListener("input", () => (touched = true));
  setInterval(async () => {
    if (touched || document.hidden || document.querySelector("form[data-sent]")) return;
    try {
      const { version } = await (await fetch(watch)).json();
      if (version !== document.body.dataset.version) location.replace(location.pathname);
    } catch {
      // The simulator is restarting; the next round will tell.
    }
  }, 2000);
}
