// @ts-check
/**
 * What the package installs for JupyterLab, Notebook 7 and JupyterLite: a chapter looks like Arabic before any cell is run.
 *
 * Written by hand in the form in which JupyterLab takes a built extension (a container with `init` and `get`). Only notebooks
 * that `sanadbook write` made are touched: they say so, and their direction, in their metadata. Nothing is sent or stored.
 *
 * @typedef {{ direction?: string, language?: string }} Written the notebook's own metadata
 * @typedef {{ typeset(node: HTMLElement): void }} Typesetter
 * @typedef {{ content: { node: HTMLElement, rendermime: { latexTypesetter: Typesetter | null } } }} Panel
 * @typedef {{ ready: Promise<void>, model: { getMetadata?(name: string): Written | undefined } }} Context
 * @typedef {{ docRegistry: { addWidgetExtension(factory: string, extension: { createNew(panel: Panel, context: Context): void }): unknown } }} App
 */
(() => {
  const NAME = "sanadbook";
  const SHEETS = ["tokens.css", "dark.css", "chapter.css", "quiz.css", "lab.css"];

  /** The style sheets, which reach no element but those of chapters; the dark colours only while JupyterLab is dark. */
  function dress() {
    const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
    const links = SHEETS.map((sheet) => Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(sheet, here).href }));
    const dark = links[SHEETS.indexOf("dark.css")];
    const suit = () => { dark.media = document.body.dataset.jpThemeLight === "false" ? "screen" : "not all"; };
    suit();
    new MutationObserver(suit).observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
    document.head.append(...links);
  }

  /**
   * A dollar sign in a heading of the course is a dollar sign; formulas elsewhere in a learner's own cells stay formulas.
   * @param {Panel} panel @param {() => Written | undefined} written
   */
  function spareHeadings(panel, written) {
    const inner = panel.content.rendermime.latexTypesetter;
    if (!inner) return;
    const typeset = (/** @type {HTMLElement} */ node) => {
      if (written()) node.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach((heading) => heading.classList.add("mathjax_ignore"));
      return inner.typeset(node);
    };
    const careful = Object.create(inner, { typeset: { value: typeset } });
    Object.defineProperty(panel.content.rendermime, "latexTypesetter", { value: careful, configurable: true });
  }

  const plugin = {
    id: `${NAME}:chapters`,
    description: "Right-to-left chapters of Sanad.",
    autoStart: true,
    activate: (/** @type {App} */ app) => {
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew(panel, context) {
          const written = () => context.model.getMetadata?.(NAME);
          spareHeadings(panel, written); // before the first cell takes its renderer
          void context.ready.then(() => {
            const { node } = panel.content;
            const { direction, language } = written() ?? {};
            if (language) node.lang = language;
            node.classList.toggle("sanad-notebook", written() !== undefined);
            node.classList.toggle("sanad-rtl", direction === "rtl");
          });
        },
      });
    },
  };

  dress();
  const page = /** @type {{ _JUPYTERLAB?: Record<string, object> }} */ (/** @type {unknown} */ (window));
  (page._JUPYTERLAB ??= {})[NAME] = { init: () => {}, get: async () => () => ({ __esModule: true, default: plugin }) };
})();
