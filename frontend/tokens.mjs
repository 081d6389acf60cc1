// Small readers of CSS text, enough for files that esbuild or a token builder wrote; no general parser.

/** Index just past the string, bracket group or comment that starts at `i`, or `i + 1`. */
function skip(css, i) {
  const c = css[i];
  if (c === '"' || c === "'") {
    let j = i + 1;
    while (j < css.length && css[j] !== c) j += css[j] === "\\" ? 2 : 1;
    return j + 1;
  }
  if (c === "/" && css[i + 1] === "*") return css.indexOf("*/", i) + 2;
  if (c === "(") {
    let j = i + 1;
    while (j < css.length && css[j] !== ")") j = skip(css, j);
    return j + 1;
  }
  return i + 1;
}

/** Custom properties of a theme file, in order: name without `--` -> value. A value may hold `;` in a url or string. */
export function declarations(css) {
  const found = new Map();
  let start = css.indexOf("{") + 1;
  for (let i = start; i < css.length; ) {
    if (css[i] === ";" || css[i] === "}") {
      // Token builders put comments behind the previous declaration.
      const part = css.slice(start, i).replace(/^(\s*\/\*[\s\S]*?\*\/)+/, "");
      const colon = part.indexOf(":");
      const name = part.slice(0, colon).trim();
      if (name.startsWith("--")) found.set(name.slice(2), part.slice(colon + 1).trim());
      start = i + 1;
      i += 1;
    } else {
      i = skip(css, i);
    }
  }
  return found;
}

/** Names of the tokens that `css` reads, directly or through other tokens, sorted. */
export function reachable(tokens, css) {
  const names = (text) => [...text.matchAll(/var\(\s*--([\w-]+)/g)].map((match) => match[1]);
  const seen = new Set();
  const todo = names(css);
  while (todo.length > 0) {
    const name = todo.pop();
    if (seen.has(name) || !tokens.has(name)) continue;
    seen.add(name);
    todo.push(...names(tokens.get(name)));
  }
  return [...seen].sort();
}

/** Splits a selector list at its top-level commas. */
function selectors(list) {
  const parts = [];
  let start = 0;
  for (let i = 0; i < list.length; ) {
    if (list[i] === ",") {
      parts.push(list.slice(start, i));
      start = i + 1;
      i += 1;
    } else {
      i = skip(list, i);
    }
  }
  return [...parts, list.slice(start)].map((part) => part.trim());
}

/** The same style sheet without the selectors for which `keep` says no; at-rules are walked, empty ones dropped. */
export function dropRules(css, keep) {
  let out = "";
  for (let i = 0; i < css.length; ) {
    let j = i;
    while (j < css.length && css[j] !== "{" && css[j] !== ";") j = skip(css, j);
    const head = css.slice(i, j).replace(/\/\*[\s\S]*?\*\//g, "").trim();
    if (j >= css.length) break;
    if (css[j] === ";") {
      out += `${head};\n`;
      i = j + 1;
      continue;
    }
    let depth = 1;
    let end = j + 1;
    while (depth > 0) {
      if (css[end] === "{") depth += 1;
      if (css[end] === "}") depth -= 1;
      end = depth > 0 ? skip(css, end) : end;
    }
    const body = css.slice(j + 1, end);
    if (/^@(media|supports|layer|container)/.test(head)) {
      const inner = dropRules(body, keep);
      if (inner.trim()) out += `${head}{${inner}}\n`;
    } else if (head.startsWith("@")) {
      out += `${head}{${body}}\n`;
    } else {
      const kept = selectors(head).filter(keep);
      if (kept.length > 0) out += `${kept.join(",")}{${body}}\n`;
    }
    i = end + 1;
  }
  return out;
}
