/** Entry of the script of the pages that span all chapters: review and progress. */
import { all } from "../shared/dom.js";
import { mountProgress } from "./progress.js";
import { mountQueue } from "./queue.js";

all(document, "[data-review]").forEach(mountQueue);
all(document, "[data-progress]").forEach(mountProgress);
