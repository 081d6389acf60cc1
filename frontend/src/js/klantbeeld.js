// Progressive enhancement only: every page works without this file.
import { drafts } from "./concept.js";
import { errorSummary, followWork, freshAfterBack, moreMenus, printButtons, sameList, selectAll, sliders } from "./klein.js";
import { searchBox } from "./zoek.js";

document.documentElement.classList.add("kb-js");
searchBox(document.querySelector("[data-zoek]"));
drafts(document.querySelectorAll("form[data-concept]"));
selectAll(document.querySelectorAll("input[data-alles]"));
errorSummary(document.querySelector("[data-foutsamenvatting]"));
printButtons(document.querySelectorAll("[data-print]"));
moreMenus();
sameList(document.querySelectorAll('.kb-menu__link[href="/caseload"]'));
followWork(document.querySelector("[data-ververs]"));
freshAfterBack();
sliders(document.querySelectorAll("input[type=range]"));
