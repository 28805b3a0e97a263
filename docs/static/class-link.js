// Builds the link for a class from the form on the page `links`. It sends no request and stores nothing.
// @ts-check

(() => {
  /**
   * Return the link, in nbgitpuller's form, that copies the course and opens a notebook.
   * @param {Record<string, string>} typed
   */
  const link = (typed) => {
    const hub = typed.hub.replace(/\/+$/, "");
    const repository = typed.repository.replace(/\/+$/, "").replace(/\.git$/, "");
    const folder = repository.split("/").at(-1);
    const path = `lab/tree/${folder}/${typed.notebook.replace(/^\/+/, "")}`;
    const wanted = { repo: repository, branch: typed.branch, urlpath: path };
    const query = Object.entries(wanted).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const pull = `git-pull?${query.join("&")}`;
    if (typed.where === "hub") return `${hub}/hub/user-redirect/${pull}`;
    return `${hub}/v2/gh/${typed.image}?urlpath=${encodeURIComponent(pull)}`;
  };

  /** Return what is wrong with the form's values, or "". @param {Record<string, string>} typed */
  const problem = (typed) => {
    if (!/^https?:\/\/[^/\s]+/.test(typed.hub)) return "The server's address must begin with https://";
    if (!/^(https?|file|git):\/\/\S+$/.test(typed.repository)) {
      return "The repository must be an address: https://… or file:///…";
    }
    if (typed.where === "binder" && !/^[\w.-]+\/[\w.-]+\/\S+$/.test(typed.image)) {
      return "The repository to build must have the form owner/name/tag.";
    }
    if (!typed.branch || !typed.notebook.endsWith(".ipynb")) {
      return "Enter a branch and a notebook that ends in .ipynb.";
    }
    return "";
  };

  const form = document.querySelector("[data-class-link]");
  if (!form) return;
  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (form.querySelector(`#link-${name}`));
  const status = /** @type {HTMLElement} */ (form.querySelector("[data-problem]"));
  const show = () => {
    const names = ["where", "hub", "image", "repository", "branch", "notebook"];
    const typed = Object.fromEntries(names.map((name) => [name, field(name).value.trim()]));
    const wrong = problem(typed);
    status.textContent = wrong;
    field("made").value = wrong ? "" : link(typed);
  };
  form.addEventListener("input", show);
})();
