// @ts-check
/**
 * The speaker's window: the slide on the screen, what comes next, notes, planned minutes, the time and a timer.
 *
 * It is an empty page that this one fills, so that it works from a folder too, where windows can't send one another
 * messages; it keeps to this page's policy and asks for nothing but this page's own style sheets.
 */
const sanadSpeaker = (() => {
  /**
   * @typedef {{ sections: HTMLElement[], current: () => number, go: (event: KeyboardEvent) => void, leave: () => void,
   *   strings: Record<string, string>, say: (text: string) => void }} Deck
   */

  /** @param {number} seconds */
  const clock = (seconds) => [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");

  /** @param {HTMLElement} section */
  const minutes = (section) => Number(section.dataset.minutes ?? 0);

  /** @param {Deck} deck Returns what opens the window, and what brings it up to date. */
  const prepare = ({ sections, current, go, leave, strings, say }) => {
    /** @type {Window | null} */
    let other = null;
    /** @type {Record<string, HTMLElement>} */
    let parts = {};
    let running = 0; // when the timer was started, in ms; 0: it stands
    let before = 0; // ms that it had run until then

    const elapsed = () => Math.floor((before + (running ? Date.now() - running : 0)) / 1000);

    const tick = () => {
      if (!other || other.closed) return;
      parts.clock.textContent = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date());
      parts.timer.textContent = clock(elapsed());
      parts.run.textContent = running ? strings.pause : strings.start;
    };

    /** Lay the preview out at the width that it has. */
    const scale = () => {
      const width = parts.preview.clientWidth;
      parts.preview.style.setProperty("--preview", String(width / 1920));
    };

    const update = () => {
      if (!other || other.closed) return;
      const page = other.document;
      const [section, next] = [sections[current()], sections[current() + 1]];
      const copy = page.importNode(section, true);
      copy.querySelectorAll("aside.notes, script").forEach((part) => part.remove());
      ["hidden", "aria-hidden", "style"].forEach((name) => copy.removeAttribute(name));
      copy.setAttribute("inert", "");
      const [from, to] = [section, copy].map((each) => /** @type {HTMLElement} */ (each.querySelector(".sanad-slide-body")).style);
      to.setProperty("--fit", from.getPropertyValue("--fit"));
      parts.preview.replaceChildren(copy);
      scale();
      parts.next.textContent = next ? next.dataset.title ?? "" : strings.end;
      const notes = [...section.querySelectorAll("aside.notes")].flatMap((aside) => [...page.importNode(aside, true).childNodes]);
      parts.notes.replaceChildren(...(notes.length ? notes : [strings.none]));
      parts.planned.textContent = minutes(section) ? String(minutes(section)) : "–";
      parts.until.textContent = String(sections.slice(0, current() + 1).reduce((sum, each) => sum + minutes(each), 0));
      parts.place.textContent = strings.place.replace("{place}", String(current() + 1)).replace("{all}", String(sections.length));
      tick();
    };

    const fill = (/** @type {Window} */ window) => {
      const page = window.document;
      const make = (/** @type {string} */ tag, /** @type {string} */ name, /** @type {(Node | string)[]} */ ...children) => {
        const element = page.createElement(tag);
        if (name) element.className = name;
        element.append(...children);
        return element;
      };
      const named = (/** @type {string} */ name, /** @type {string} */ tag = "b") => (parts[name] = make(tag, `sanad-speaker-${name}`));
      const button = (/** @type {string} */ text, /** @type {() => void} */ press) => {
        const made = make("button", "", text);
        made.setAttribute("type", "button");
        made.addEventListener("click", press);
        return made;
      };
      page.documentElement.lang = document.documentElement.lang;
      page.documentElement.dir = document.documentElement.dir;
      page.documentElement.className = "sanad-deck-page sanad-speaker-page";
      page.title = document.title;
      document.querySelectorAll("link[rel=stylesheet]").forEach((link) => {
        const own = page.createElement("link");
        own.rel = "stylesheet";
        own.href = /** @type {HTMLLinkElement} */ (link).href;
        if (link.getAttribute("media")) own.media = link.getAttribute("media") ?? "";
        page.head.append(own);
      });
      parts = {};
      const run = button(strings.start, () => {
        if (running) { before += Date.now() - running; running = 0; } else running = Date.now();
        tick();
      });
      parts.run = run;
      const row = (/** @type {string} */ label, /** @type {HTMLElement} */ value) => make("div", "", make("dt", "", label), make("dd", "", value));
      const exit = button(strings.exit, leave);
      exit.className = "sanad-exit";
      page.body.replaceChildren(make("main", "sanad-speaker",
        make("section", "sanad-speaker-screen", make("h2", "", strings.now, " ", named("place", "span")), named("preview", "div"), make("p", "", make("b", "", strings.then), " ", named("next", "span"))),
        make("section", "sanad-speaker-times", make("dl", "", row(strings.clock, named("clock")), row(strings.timer, named("timer")), row(strings.planned, named("planned")), row(strings.until, named("until"))),
          make("p", "", run, " ", button(strings.reset, () => { before = 0; running = running && Date.now(); tick(); })),
          make("p", "", button(strings.previous, () => turn("ArrowUp")), " ", button(strings.next, () => turn("ArrowDown")), " ", exit)),
        make("section", "sanad-speaker-text", make("h2", "", strings.notes), named("notes", "div"))));
      const turn = (/** @type {string} */ key) => go(new KeyboardEvent("keydown", { key }));
      page.addEventListener("keydown", go);
      window.addEventListener("resize", scale);
      page.querySelectorAll("link").forEach((link) => link.addEventListener("load", scale));
    };

    const open = () => {
      if (other && !other.closed) { other.focus(); return; }
      other = window.open("", "", "popup,width=1200,height=860");
      if (!other) { say(strings.blocked); return; }
      fill(other);
      update();
    };

    const close = () => { other?.close(); other = null; };
    window.setInterval(tick, 1000);
    window.addEventListener("pagehide", close);
    document.addEventListener("sanad:exit", close);
    document.addEventListener("sanad:answer", () => window.setTimeout(update));
    return { open, update };
  };

  return { prepare };
})();
