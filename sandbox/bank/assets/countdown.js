// The server's remaining seconds, counted down; at zero the page asks the server what became of the order.
const clock = document.querySelector("[data-remaining]");
if (clock instanceof HTMLElement) {
  const end = performance.now() + Number(clock.dataset.remaining) * 1000;
  const show = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const minutes = String(Math.floor(left / 60)).padStart(2, "0");
    clock.textContent = `${minutes}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0) return;
    clearInterval(timer);
    setTimeout(() => location.replace(location.href), 1000);
  };
  const timer = setInterval(show, 1000);
  show();
}
