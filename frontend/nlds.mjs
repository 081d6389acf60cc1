// What we take from NL Design System, and which of its variants no page of ours uses.
const candidate = (name) => `@nl-design-system-candidate/${name}-css/dist/${name}.css`;
const utrecht = (name) => `@utrecht/${name}-css/dist/index.css`;

export const NLDS = [
  ...["root", "document", "body", "surface"].map(utrecht),
  ...["heading", "paragraph", "link", "skip-link", "button", "data-badge", "number-badge"].map(candidate),
  ...["alert", "button-group", "data-list", "form-field", "form-fieldset", "form-label", "form-field-description",
    "form-field-error-message", "textbox", "textarea", "select", "checkbox", "radio-button", "pagination", "table",
  ].map(utrecht),
];

// Left out: styling of bare elements inside a wrapper, states set by script (ours come from the browser), disabled
// and pressed buttons (house rule: none), and variants we do not write. Half of the component CSS goes with them.
const UNUSED = new RegExp([
  "\\.nl-button--(pressed|busy|disabled|positive|negative|icon-only)",
  "\\.nl-button__icon",
  "\\.nl-heading--level-[56]",
  "\\.nl-link--(inline-box|disabled)",
  "\\.utrecht-html",
  "\\.utrecht-[a-z-]+--(focus|focus-visible|hover|active|busy|checked|disabled|read-only|html-content)\\b",
  ":disabled|:read-only|:fullscreen|\\[dir|:lang\\(ar\\)",
  "\\.utrecht-form-field-description--(valid|warning|invalid)",
  "\\.utrecht-pagination__page-link",
  "\\.utrecht-table__(footer|header--sticky|header--hidden|header-cell-button|data|container)",
  "\\.utrecht-table--(fixed|oneline|busy|alternate|row-hover|row-focus)",
  "\\.utrecht-table__header-cell--sticky|:has\\(\\.utrecht-button\\)",
  "\\.utrecht-table-container--overflow",
  "\\.utrecht-root--scroll",
  "\\.utrecht-button-group__link|\\.utrecht-link-button",
].join("|"));

// `:not(.nl-button--disabled)` names a variant without being one.
export const isUsedRule = (selector) => !UNUSED.test(selector.replace(/:not\([^()]*\)/g, ""));
