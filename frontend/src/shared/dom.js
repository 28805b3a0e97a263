/** Short forms of DOM calls. */

/**
 * All elements below `root` that match, in document order.
 * @template {Element} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E[]}
 */
export const all = (root, selector) => /** @type {E[]} */ ([...root.querySelectorAll(selector)]);

/**
 * The first element below `root` that matches. The caller knows that there is one, or tests for null.
 * @template {Element} [E=HTMLElement] @param {ParentNode} root @param {string} selector @returns {E}
 */
export const one = (root, selector) => /** @type {E} */ (root.querySelector(selector));

/**
 * A new element with these children.
 * @param {string} tag @param {...(Node | string)} children @returns {HTMLElement}
 */
export const make = (tag, ...children) => {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
};

/** The element an event happened in, or null for the document itself. @param {Event} event @returns {Element | null} */
export const targetOf = (event) => (event.target instanceof Element ? event.target : null);

/**
 * The JSON in a `<script type="application/json">` below `root`.
 * @param {ParentNode} root @param {string} selector @returns {any}
 */
export const readJson = (root, selector) => JSON.parse(one(root, selector).textContent ?? "");
