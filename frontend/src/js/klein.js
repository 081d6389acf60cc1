// Small helps, each a few lines.

/** A box that checks all boxes of its form with the name in data-alles, and counts them in [data-aantal-gekozen]. */
export function selectAll(masters) {
  for (const master of masters) {
    const form = master.form ?? document;
    const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(master.dataset.alles)}"]`)];
    const place = form.querySelector("[data-aantal-gekozen]");
    const count = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      master.checked = chosen > 0 && chosen === boxes.length;
      master.indeterminate = chosen > 0 && chosen < boxes.length;
      if (place) place.textContent = `${chosen} gekozen`;
    };
    master.addEventListener("change", () => {
      for (const box of boxes) box.checked = master.checked;
      count();
    });
    form.addEventListener("change", (event) => {
      if (boxes.includes(event.target)) count();
    });
    count();
  }
}

/**
 * A list with filters is come back to as it was left: the menu leads to the filters of last time, in this tab and for this person.
 * "Wissen" on the list leads to all of it, and then so does the menu.
 */
export function sameList(links) {
  const who = document.querySelector(".kb-wie span")?.textContent;
  for (const link of who ? links : []) {
    const path = new URL(link.href).pathname;
    const key = `kb-lijst ${who} ${path}`;
    try {
      if (location.pathname === path) sessionStorage.setItem(key, location.search);
      const last = sessionStorage.getItem(key);
      if (last && location.pathname !== path) link.href = path + last;
    } catch {
      // storage may be blocked; then the menu leads to the whole list
    }
  }
}

/** The error summary takes focus, so that a screen reader starts there. */
export function errorSummary(summary) {
  summary?.focus();
}

/** Print buttons are hidden in the HTML, because without script they can do nothing. */
export function printButtons(buttons) {
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

/** "Meer" menus close with Escape and with a click elsewhere. */
export function moreMenus() {
  const close = (except) => {
    for (const menu of document.querySelectorAll(".kb-meer[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => close(event.target.closest(".kb-meer")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".kb-meer[open]");
    if (!menu) return;
    close();
    menu.querySelector("summary").focus();
  });
}

/**
 * A page that Back brings out of the browser's memory is older than what was done since: its forms would be sent a second
 * time, or overwrite a colleague. It is asked for anew; a draft comes along with it.
 */
export function freshAfterBack() {
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector("form[method=post] [name=versie], form[method=post] [name=id], form[data-concept]")) {
      location.reload();
    }
  });
}

/** Long work: the part of the page that tells how far it is is asked for until it is gone; then the page is asked for anew. */
export function followWork(part) {
  if (!part) return;
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = answer.ok && page.querySelector("[data-ververs]");
      if (!now) return location.reload();
      part.replaceWith(now);
      followWork(now);
    } catch {
      // The server is away for a moment; the link in the part still works.
      followWork(part);
    }
  }, 1500);
}

/** A slider says where it stands, as people write numbers: `0,25`. Without script the page says what was kept. */
export function sliders(inputs) {
  for (const input of inputs) {
    const place = document.querySelector(`output[for="${CSS.escape(input.id)}"]`);
    const show = () => {
      if (place) place.textContent = input.value.replace(".", ",");
    };
    input.addEventListener("input", show);
    show();
  }
}
