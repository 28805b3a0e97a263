/** Entry of the page's quiz script. Storage listens before the quizzes speak. */
import { mountStorage } from "../storage/controls.js";
import { mountQuizzes } from "./page.js";

mountStorage(document);
mountQuizzes(document);
