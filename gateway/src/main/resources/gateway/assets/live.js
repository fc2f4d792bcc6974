// Keeps an order's page true while it is open. Without it the page is complete: a reload shows the same.
const view = document.querySelector("[data-live]");
const said = document.querySelector("[data-say]");

/** Puts the server's newest picture in place. What the reader opened stays open; the focus stays where it is. */
async function refresh() {
  const answer = await fetch(view.dataset.fragment, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-version]");
  const shown = view.querySelector("[data-version]");
  if (!fresh || Number(fresh.dataset.version) <= Number(shown.dataset.version)) return;
  for (const open of shown.querySelectorAll("details[open][id]")) {
    fresh.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
  }
  const focused = document.activeElement?.id;
  shown.replaceWith(fresh);
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
  showCopyButtons();
  document.title = fresh.dataset.title;
  document.querySelector("link[rel=icon]").href = fresh.dataset.icon;
  if (fresh.dataset.headline !== shown.dataset.headline) {
    fresh.querySelector(".latest")?.classList.add("fresh-row");
    said.textContent = fresh.dataset.headline;
  }
}

if (view) {
  let last = Promise.resolve();
  let stream;
  let pause = 5000;
  const listen = () => {
    stream = new EventSource(view.dataset.live);
    stream.addEventListener("order", (event) => {
      const version = Number(JSON.parse(event.data).version);
      last = last.then(() => {
        if (version > Number(view.querySelector("[data-version]").dataset.version)) return refresh();
      }).catch(() => {});
    });
    stream.addEventListener("open", () => pause = 5000);
    stream.addEventListener("error", comeBack);
  };
  // A browser comes back by itself when a stream breaks off, but not when it is refused: the page may not be seen any more,
  // or a gateway stops or starts.
  const comeBack = async () => {
    if (stream.readyState !== EventSource.CLOSED) return;
    const answer = await fetch(view.dataset.fragment, { cache: "no-store" }).catch(() => null);
    if ([401, 403, 404, 410].includes(answer?.status)) return location.reload();
    setTimeout(listen, pause * (1 + Math.random()));
    pause = Math.min(pause * 2, 300000);
  };
  // A browser keeps a page that was left, and a stream not answered yet with it: after six, no page of ours would open.
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) listen();
  });
  listen();
}

function showCopyButtons() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
}

showCopyButtons();
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  said.textContent = button.dataset.copied;
});
