// Never lose typed text: the fields of a form with data-concept="…" are posted there while someone writes, and when the
// page goes out of sight. Whether a colleague wrote in the meantime is for the server to say (409).
const WAIT_MS = 800;
const RETRY_MS = 15000;
// Browsers refuse a keepalive body above 64 KiB.
const KEEPALIVE_MAX = 60000;
const STILL_HERE = "Uw tekst staat nog in dit scherm.";

export function drafts(forms) {
  for (const form of forms) draft(form);
}

function draft(form) {
  const place = form.querySelector("[data-concept-status]") ?? document.querySelector("[data-concept-status]");
  let timer;
  let dirty = false;
  let busy = false;

  function tell(state, text) {
    if (!place) return;
    place.dataset.stand = state;
    place.textContent = text;
  }

  function body() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    return data;
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), wait);
  }

  async function save({ leaving = false } = {}) {
    if (!dirty) return;
    // One at a time: an older text must not arrive after a newer one. Who leaves has no later moment.
    if (busy && !leaving) return later(WAIT_MS);
    clearTimeout(timer);
    busy = true;
    dirty = false;
    const data = body();
    try {
      const answer = await fetch(form.dataset.concept, {
        method: "POST",
        headers: { "X-Fragment": "1" },
        body: data,
        keepalive: data.toString().length < KEEPALIVE_MAX,
      });
      if (answer.ok && !answer.redirected) {
        const now = new Date();
        const time = `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`.padStart(5, "0");
        tell("bewaard", `Concept bewaard om ${time}`);
      } else if (answer.redirected || answer.status === 401 || answer.status === 403) {
        dirty = true;
        tell("fout", `Niet bewaard: u bent uitgelogd. ${STILL_HERE} Log in een ander tabblad in.`);
        later(RETRY_MS);
      } else if (answer.status === 409) {
        tell("fout", `Niet bewaard: een collega heeft dit intussen gewijzigd. ${STILL_HERE}`);
      } else {
        dirty = true;
        tell("fout", `Niet bewaard: er ging iets mis. ${STILL_HERE}`);
        later(RETRY_MS);
      }
    } catch {
      dirty = true;
      tell("fout", `Niet bewaard: geen verbinding. ${STILL_HERE}`);
      later(RETRY_MS);
    }
    busy = false;
  }

  const changed = () => {
    dirty = true;
    later(WAIT_MS);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    dirty = false;
    clearTimeout(timer);
  });
  addEventListener("online", () => void save());
  addEventListener("pagehide", () => void save({ leaving: true }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void save({ leaving: true });
  });
}
