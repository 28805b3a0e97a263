/**
 * Builds the scripts and style sheets that the Python package contains.
 *
 *     node frontend/build.mjs           writes them
 *     node frontend/build.mjs --check   fails if a committed one differs from what its source gives
 *
 * They are committed, so that the book builds without Node. Scripts of pages are classic scripts, since a browser
 * loads no modules from `file://`.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCES = "frontend/src";
const STYLES = "frontend/styles";
const PACKAGE = "sanadbook";

/** Entry module, built script, and its format. */
const SCRIPTS = [
  ["quiz/widget.js", "runtime/static/quiz.js", "esm"],
  ["quiz/main.js", "web/scripts/quiz.js", "iife"],
  ["review/main.js", "web/scripts/review.js", "iife"],
  ["class-results/main.js", "web/scripts/class-results.js", "iife"],
  ["slides/main.js", "web/scripts/slides.js", "iife"],
  ["page/main.js", "web/scripts/page.js", "iife"],
  ["page/session-plan.js", "web/scripts/session-plan.js", "iife"],
  ["exit/main.js", "web/scripts/exit.js", "iife"],
  ["page/font-loading.js", "web/scripts/font-loading.js", "iife"],
  ["labextension/main.js", "jupyter/labextension/remoteEntry.js", "iife"],
];

/** Style sheets by the folder that their built form is in. */
const STYLESHEETS = {
  "runtime/static": ["dark", "quiz", "tokens"],
  "jupyter/labextension": ["lab"],
  "outputs/offline/templates": ["start"],
  "outputs/slides/static": ["hand-count", "slides"],
  "web/styles": [
    "base",
    "chapter",
    "class-results",
    "content-visibility",
    "course-pages",
    "floats",
    "forced-colors",
    "guide",
    "home",
    "layout",
    "notebook-cells",
    "print",
    "prose",
    "search",
    "sphinx-design",
  ],
};

/** @param {string} source @returns {import("esbuild").BuildOptions} */
const common = (source) => ({
  absWorkingDir: ROOT,
  entryPoints: [source],
  charset: "utf8",
  legalComments: "none",
  write: false,
  logLevel: "warning",
});

/** @param {string} source */
const bannerFor = (source) => `/* Built from ${source} by frontend/build.mjs; do not edit. */`;

/** The built files: path from the root, and text. @returns {Promise<[string, string][]>} */
async function buildAll() {
  const scripts = SCRIPTS.map(async ([entry, output, format]) => {
    const source = `${SOURCES}/${entry}`;
    const result = await build({
      ...common(source),
      bundle: true,
      format: /** @type {import("esbuild").Format} */ (format),
      target: "es2020",
      minify: true,
      banner: { js: bannerFor(source) },
    });
    return [`${PACKAGE}/${output}`, result.outputFiles[0].text];
  });
  const sheets = Object.entries(STYLESHEETS).flatMap(([folder, names]) =>
    names.map(async (name) => {
      const source = `${STYLES}/${name}.css`;
      const result = await build({ ...common(source), minifyWhitespace: true, banner: { css: bannerFor(source) } });
      return [`${PACKAGE}/${folder}/${name}.css`, result.outputFiles[0].text];
    }),
  );
  return /** @type {Promise<[string, string][]>} */ (Promise.all([...scripts, ...sheets]));
}

const isCheck = process.argv.includes("--check");
const stale = [];
for (const [path, text] of await buildAll()) {
  const file = join(ROOT, path);
  const committed = await readFile(file, "utf8").catch(() => null);
  if (committed === text) continue;
  stale.push(path);
  if (isCheck) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
for (const path of stale)
  console.log(isCheck ? `${path} is out of date: run node frontend/build.mjs` : `built ${path}`);
if (isCheck && stale.length) process.exitCode = 1;
