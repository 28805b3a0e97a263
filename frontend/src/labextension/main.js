/**
 * The extension for JupyterLab, Notebook 7 and JupyterLite: a chapter is set as Arabic before any cell is run.
 *
 * It has the form of a built JupyterLab extension, a container with `init` and `get`. Only notebooks with the
 * metadata that `sanadbook write` adds are changed. Nothing is sent or stored.
 */

/**
 * @typedef {{ direction?: string, language?: string }} ChapterMetadata the notebook's metadata under our name
 * @typedef {{ typeset(node: HTMLElement): void }} Typesetter
 * @typedef {{ content: { node: HTMLElement, rendermime: { latexTypesetter: Typesetter | null } } }} Panel
 * @typedef {{ ready: Promise<void>, model: { getMetadata?(name: string): ChapterMetadata | undefined } }} Context
 * @typedef {{ createNew(panel: Panel, context: Context): void }} WidgetExtension
 * @typedef {{ docRegistry: { addWidgetExtension(factory: string, extension: WidgetExtension): unknown } }} App
 */

const NAME = "sanadbook";
const STYLESHEETS = ["tokens.css", "dark.css", "chapter.css", "quiz.css", "lab.css"];

/** Add the style sheets, whose rules match nothing outside of chapters. Dark colours apply while JupyterLab is dark. */
function addStylesheets() {
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const links = STYLESHEETS.map((sheet) =>
    Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(sheet, src).href }),
  );
  const dark = links[STYLESHEETS.indexOf("dark.css")];
  const syncTheme = () => {
    dark.media = document.body.dataset.jpThemeLight === "false" ? "screen" : "not all";
  };
  syncTheme();
  const watched = { attributes: true, attributeFilter: ["data-jp-theme-light"] };
  new MutationObserver(syncTheme).observe(document.body, watched);
  document.head.append(...links);
}

/**
 * Keep dollar signs in the headings of a chapter from becoming formulas. Formulas in a learner's own cells still work.
 * @param {Panel} panel @param {() => ChapterMetadata | undefined} metadata
 */
function skipMathInHeadings({ content: { rendermime } }, metadata) {
  const original = rendermime.latexTypesetter;
  if (!original) return;
  const typeset = (/** @type {HTMLElement} */ node) => {
    if (metadata()) {
      for (const heading of node.querySelectorAll("h1, h2, h3, h4, h5, h6")) heading.classList.add("mathjax_ignore");
    }
    return original.typeset(node);
  };
  const value = Object.create(original, { typeset: { value: typeset } });
  Object.defineProperty(rendermime, "latexTypesetter", { value, configurable: true });
}

const plugin = {
  id: `${NAME}:chapters`,
  description: "Right-to-left chapters of Sanad.",
  autoStart: true,
  activate: (/** @type {App} */ app) => {
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew(panel, context) {
        const metadata = () => context.model.getMetadata?.(NAME);
        skipMathInHeadings(panel, metadata); // before the first cell takes its renderer
        void context.ready.then(() => {
          const { node } = panel.content;
          const { direction, language } = metadata() ?? {};
          if (language) node.lang = language;
          node.classList.toggle("sanad-notebook", metadata() !== undefined);
          node.classList.toggle("sanad-rtl", direction === "rtl");
        });
      },
    });
  },
};

addStylesheets();
const page = /** @type {{ _JUPYTERLAB?: Record<string, object> }} */ (/** @type {unknown} */ (window));
page._JUPYTERLAB ??= {};
page._JUPYTERLAB[NAME] = { init: () => {}, get: async () => () => ({ __esModule: true, default: plugin }) };
