// Builds what the browser gets into crates/app/assets/dist, from which the program embeds it:
// content-hashed files with .br and .gz beside them, and manifest.json (logical name -> hashed name).
// Same sources and lock file, same bytes: no dates, no random names, sorted output.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { isUsedRule, NLDS } from "./nlds.mjs";
import { declarations, dropRules, reachable } from "./tokens.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const dist = join(here, "../crates/app/assets/dist");
// Browsers of the last three years; newer syntax is lowered, older prefixes are not added.
const target = ["chrome111", "firefox115", "safari16.4"];

const read = (...path) => readFileSync(join(...path), "utf8");
const manifest = {};
const report = [];

function emit(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  const hashed = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
  writeFileSync(join(dist, hashed), bytes);
  let compressed = bytes.length;
  if (!name.endsWith(".woff2")) {
    const br = brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
    const gz = gzipSync(bytes, { level: 9 });
    gz[9] = 255; // "unknown system": otherwise the byte tells on which one this was built
    writeFileSync(join(dist, `${hashed}.br`), br);
    writeFileSync(join(dist, `${hashed}.gz`), gz);
    compressed = gz.length;
  }
  manifest[name] = hashed;
  report.push([name, bytes.length, compressed]);
  return hashed;
}

async function bundleComponents() {
  const own = readdirSync(join(here, "src/css")).filter((file) => file.endsWith(".css")).sort();
  // Layers: our own rules win from the design system's whatever their specificity.
  const entry = [
    "@layer nlds, klantbeeld;",
    ...NLDS.map((path) => `@import "./node_modules/${path}" layer(nlds);`),
    ...own.map((file) => `@import "./src/css/${file}" layer(klantbeeld);`),
  ].join("\n");
  const built = await esbuild.build({
    stdin: { contents: entry, resolveDir: here, loader: "css" },
    bundle: true, minify: false, write: false, target, logLevel: "warning",
  });
  const css = dropRules(built.outputFiles[0].text, isUsedRule);
  return (await esbuild.transform(css, { loader: "css", minify: true, target, legalComments: "none" })).code;
}

function fontFaces({ family, packageName, stem, subsets }) {
  const css = read(modules, packageName, "index.css");
  return subsets.map((subset) => {
    const name = `${stem}-${subset}-wght-normal`;
    const range = css.match(new RegExp(`${name}\\.woff2[^}]*unicode-range:([^;}]+)`))[1].trim();
    const file = emit(`${stem}-${subset}.woff2`, readFileSync(join(modules, packageName, "files", `${name}.woff2`)));
    return `@font-face{font-family:"${family}";font-style:normal;font-weight:200 900;font-display:swap;` +
      `src:url(${file}) format("woff2");unicode-range:${range}}`;
  }).join("\n");
}

async function emitTheme(name, css, images) {
  for (const [file, hashed] of Object.entries(images)) css = css.replaceAll(`url(${file})`, `url(${hashed})`);
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target });
  emit(name, code);
}

/** Lists in one file what is shipped from others, with the full text where the licence asks for it. */
function licences() {
  const { packages } = JSON.parse(read(here, "package-lock.json"));
  const shipped = Object.keys(packages).filter((path) => /@(utrecht|nl-design-system|fontsource)/.test(path)).sort();
  const lines = shipped.map((path) => `${path.replace("node_modules/", "")} ${packages[path].version}: ${packages[path].license}`);
  const texts = shipped.filter((path) => path.includes("@fontsource")).map((path) => read(here, path, "LICENSE"));
  return `${lines.join("\n")}\n\n${texts.join("\n\n")}`;
}

if (!existsSync(modules)) throw new Error("run `npm ci --prefix frontend` first");
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const components = await bundleComponents();
emit("klantbeeld.css", components);

const images = {};
for (const file of readdirSync(join(here, "src/beeld")).sort()) images[file] = emit(file, read(here, "src/beeld", file));

await emitTheme("thema-klantbeeld.css", [
  fontFaces({ family: "Source Sans 3", packageName: "@fontsource-variable/source-sans-3", stem: "source-sans-3", subsets: ["latin", "latin-ext"] }),
  read(here, "src/thema/klantbeeld.css"),
].join("\n"), images);

const bridge = read(here, "src/thema/voorbeeld.css");
const tokens = declarations(read(modules, "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"));
const used = reachable(tokens, components + bridge);
await emitTheme("thema-voorbeeld.css", [
  // Its latin-ext is 168 kB, more than the rest of the front end together; rarer letters fall back to the system's font.
  fontFaces({ family: "Noto Sans", packageName: "@fontsource-variable/noto-sans", stem: "noto-sans", subsets: ["latin"] }),
  `.voorbeeld-theme{${used.map((token) => `--${token}:${tokens.get(token)}`).join(";")}}`,
  bridge,
].join("\n"), images);

const js = await esbuild.build({
  entryPoints: [join(here, "src/js/klantbeeld.js")],
  bundle: true, minify: true, write: false, format: "esm", target, charset: "utf8", logLevel: "warning",
});
emit("klantbeeld.js", js.outputFiles[0].text);
emit("licenties.txt", licences());

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(dist, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);

for (const [name, raw, gz] of report) console.log(`${name.padEnd(28)} ${String(raw).padStart(7)} B  gz ${String(gz).padStart(6)} B`);
console.log(`voorbeeld: ${used.length} of ${tokens.size} tokens used`);
