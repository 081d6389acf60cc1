// Search as you type, as an ARIA combobox. A BSN must never stand in a URL, so the text goes in the body of a POST; the
// server answers the header X-Fragment with only the options (<a role="option" href>), or with a sentence.
const WAIT_MS = 200;
const MIN_LENGTH = 2;
const SHORTCUT = "kb-sneltoets";

export function searchBox(form) {
  shortcut(form);
  if (!form) return;
  const field = form.querySelector("input[name=q]");
  const panel = form.parentElement.querySelector("[data-zoek-vlak]");
  const list = panel.querySelector("[data-zoek-lijst]");
  const note = panel.querySelector("[data-zoek-noot]");
  const status = form.parentElement.querySelector("[data-zoek-status]");
  let timer;
  let request;
  let active = -1;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(timer);
    request?.abort();
    panel.hidden = true;
    field.setAttribute("aria-expanded", "false");
    move(-1);
  }

  function move(index) {
    const all = options();
    active = index;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) {
      field.removeAttribute("aria-activedescendant");
    } else {
      field.setAttribute("aria-activedescendant", all[index].id);
      all[index].scrollIntoView({ block: "nearest" });
    }
  }

  async function suggest() {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "X-Fragment": "1" },
        body: new URLSearchParams(new FormData(form)),
        signal: request.signal,
      });
      // A session that ended redirects to the login page; that page is not a list.
      if (!answer.ok || answer.redirected) return close();
      show(await answer.text());
    } catch {
      // aborted, or no connection: Enter still searches
    }
  }

  function show(html) {
    const fragment = document.createElement("template");
    fragment.innerHTML = html;
    const found = [...fragment.content.querySelectorAll("[role=option]")];
    found.forEach((option, i) => (option.id = `zoek-optie-${i}`));
    list.replaceChildren(...found);
    list.hidden = found.length === 0;
    note.textContent = fragment.content.textContent.trim();
    panel.hidden = list.hidden && note.textContent === "";
    field.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = found.length === 1 ? "1 voorstel" : `${found.length} voorstellen`;
    move(-1);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim().length < MIN_LENGTH) return close();
    timer = setTimeout(suggest, WAIT_MS);
  });

  field.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "Escape") {
      if (!panel.hidden) event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !panel.hidden && count > 0) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      move(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    } else if (event.key === "Enter" && !panel.hidden && active >= 0) {
      event.preventDefault();
      options()[active].click();
    }
  });

  form.addEventListener("submit", close);
  document.addEventListener("pointerdown", (event) => {
    if (!form.parentElement.contains(event.target)) close();
  });
  form.parentElement.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.parentElement.contains(event.relatedTarget)) close();
  });
}

/** `/` goes to the search box. Who speaks to the computer must be able to switch that off (WCAG 2.1.4). */
function shortcut(form) {
  const root = document.documentElement;
  const place = document.querySelector("[data-sneltoetsen]");
  let on = true;
  try {
    on = localStorage.getItem(SHORTCUT) !== "uit";
  } catch {
    // storage may be blocked; then the choice lasts as long as the page
  }
  root.dataset.sneltoets = on ? "aan" : "uit";

  if (form && place) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-zoals-link";
    const name = () => (button.textContent = `Toets / om te zoeken ${on ? "uitzetten" : "aanzetten"}`);
    button.addEventListener("click", () => {
      on = !on;
      root.dataset.sneltoets = on ? "aan" : "uit";
      name();
      try {
        localStorage.setItem(SHORTCUT, root.dataset.sneltoets);
      } catch {
        // see above
      }
    });
    name();
    place.append(button);
  }

  document.addEventListener("keydown", (event) => {
    if (!on || !form || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    form.querySelector("input[name=q]").select();
  });
}
