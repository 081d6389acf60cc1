// Never lose typed text: the fields of a form with data-concept="…" are posted there while someone writes, and when the
// page goes out of sight. Whether a colleague wrote in the meantime is for the server to say (409). There is one draft for each
// person and form: of two tabs with the same form the one that kept it last goes on, and the other says so and keeps no more.
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
  const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("kb-concept") : undefined;
  let timer;
  let dirty = false;
  let busy = false;
  // Another tab keeps this draft.
  let elsewhere = false;
  // The draft was kept just now, so there is a session to send the form with.
  let safe = false;

  tabs?.addEventListener("message", ({ data }) => {
    if (data !== form.dataset.concept) return;
    elsewhere = true;
    tell("fout", `Dit formulier is ook in een ander tabblad open, en daar is later bewaard. Hier wordt niets meer bewaard. ${STILL_HERE} Laad deze bladzijde opnieuw om met die tekst verder te gaan.`);
  });

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

  // Who logged in again, in another tab and as the same person, has a new session: its token goes into the forms of this page.
  async function renewed() {
    const who = (page) => page.querySelector(".kb-wie span")?.textContent;
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return false;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = now.querySelector("input[name=csrf]")?.value;
    if (!token || who(now) !== who(document)) return false;
    for (const field of document.querySelectorAll("input[name=csrf]")) field.value = token;
    return true;
  }

  async function save({ leaving = false, again = false } = {}) {
    if (!dirty || elsewhere) return;
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
        tabs?.postMessage(form.dataset.concept);
        busy = false;
        return "bewaard";
      } else if (answer.redirected || answer.status === 401 || answer.status === 403) {
        dirty = true;
        if (!again && !leaving && (await renewed())) {
          busy = false;
          return save({ again: true });
        }
        tell("fout", `Niet bewaard: u bent uitgelogd. ${STILL_HERE} Log in een ander tabblad in; daarna gaat het hier verder.`);
        later(RETRY_MS);
        busy = false;
        return "uitgelogd";
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
      busy = false;
      return "geen verbinding";
    }
    busy = false;
  }

  async function keepFirst(button) {
    dirty = true;
    elsewhere = false;
    // A save that is under way ends first.
    while (busy) await new Promise((done) => setTimeout(done, 50));
    if (["uitgelogd", "geen verbinding"].includes(await save())) {
      place?.scrollIntoView({ block: "center" });
      return;
    }
    clearTimeout(timer);
    dirty = false;
    safe = true;
    form.requestSubmit(button);
    // The page stays when the browser does not leave it: a file to download, or a form that is not complete.
    setTimeout(() => (safe = false), 2000);
  }

  const changed = () => {
    dirty = true;
    later(WAIT_MS);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (safe) {
      dirty = false;
      return;
    }
    // Without a session the form would end at the page to log in, and its text nowhere: so what is typed is kept first.
    event.preventDefault();
    void keepFirst(event.submitter);
  });
  addEventListener("online", () => void save());
  addEventListener("pagehide", () => void save({ leaving: true }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void save({ leaving: true });
  });
}
