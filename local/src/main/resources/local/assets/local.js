// Keeps a page fresh: fetches it again and puts in what changed. Without scripts, reloading does the same.
const pause = 3000;

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const other = fresh.getElementById(part.id);
    const busy = part.contains(document.activeElement) || (getSelection()?.toString() && part.contains(getSelection().anchorNode));
    if (other && !busy && other.innerHTML !== part.innerHTML) part.innerHTML = other.innerHTML;
  }
}

setInterval(() => refresh().catch(() => {}), pause);
