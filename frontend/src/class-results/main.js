/** Entry of the script of the page of class results: hands counted item by item, and results files. */
import { all } from "../shared/dom.js";
import { mountHandCount } from "../shared/hand-count.js";
import { mountClassFiles } from "./page.js";

for (const note of all(document, "[data-without-script]")) note.hidden = true;
all(document, '[data-part="hand-count-item"]').forEach(mountHandCount);
all(document, "[data-class-files]").forEach(mountClassFiles);
