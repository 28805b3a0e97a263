/** The quizzes of a page, and the summaries of their chapters. */
import { all, readJson } from "../shared/dom.js";
import { hydrateQuiz } from "./hydrate.js";
import { renderSummary } from "./summary.js";

/** @import { Answers, ChapterState, Entry, QuizData } from "../types" */

/**
 * Make the quizzes of a page answerable.
 *
 * Run while the page is still loading: it hydrates the quizzes that have arrived, and the rest once the page is
 * parsed. Events on the document connect it with other scripts: it sends `sanad:ready` (the chapters by name) and
 * `sanad:answer` (chapter, id, entry, hash), and takes `sanad:restore` (chapter, answers). An answer given on the
 * page is never replaced by a stored one.
 * @param {Document} page
 */
export function mountQuizzes(page) {
  /** @type {Record<string, ChapterState & { restore: Record<string, (entry: Entry) => void> }>} */
  const chapters = {};

  const renderSummaries = (/** @type {string} */ name) => {
    const { answers, data } = chapters[name];
    for (const element of all(page, `[data-summary][data-chapter="${name}"]`)) {
      renderSummary(element, answers, data.strings);
    }
  };

  const hydrate = (/** @type {HTMLElement} */ root) => {
    const data = /** @type {QuizData} */ (readJson(root, "script[data-quiz-data]"));
    chapters[data.chapter] ??= { data, answers: {}, restore: {} };
    const chapter = chapters[data.chapter];
    Object.assign(chapter.data.keys, data.keys);
    const onChange = (/** @type {string} */ id, /** @type {Entry} */ entry) => {
      chapter.answers[id] = entry;
      renderSummaries(data.chapter);
      const detail = { chapter: data.chapter, id, entry, hash: data.keys[id].hash };
      page.dispatchEvent(new CustomEvent("sanad:answer", { detail }));
    };
    Object.assign(chapter.restore, hydrateQuiz(root, data, onChange));
  };

  const hydrateNewQuizzes = () => all(page, "[data-quiz]:not(.is-live)").forEach(hydrate);

  const finish = () => {
    hydrateNewQuizzes();
    Object.keys(chapters).forEach(renderSummaries);
    page.dispatchEvent(new CustomEvent("sanad:ready", { detail: chapters }));
  };

  page.addEventListener("sanad:restore", (event) => {
    const { chapter: name, answers } = /** @type {CustomEvent<{ chapter: string, answers: Answers }>} */ (event).detail;
    const chapter = chapters[name];
    if (!chapter) return;
    for (const [id, entry] of Object.entries(answers)) {
      if (!chapter.restore[id] || chapter.answers[id]) continue;
      chapter.answers[id] = entry;
      chapter.restore[id](entry);
    }
    renderSummaries(name);
  });
  hydrateNewQuizzes();
  if (page.readyState === "loading") page.addEventListener("readystatechange", finish, { once: true });
  else finish();
}
