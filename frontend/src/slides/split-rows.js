/**
 * Divide rows into pages. A page takes as many rows as fit, at least one, and a row under another heading begins a
 * new page.
 * @template {{ head: unknown }} Row
 * @param {Row[]} rows
 * @param {(rows: Row[]) => boolean} fits
 * @returns {Row[][]}
 */
export function splitRows(rows, fits) {
  /** @type {Row[][]} */
  const pages = [];
  /** @type {Row[]} */
  let page = [];
  for (const row of rows) {
    const hasOtherHead = page.length > 0 && row.head !== page[page.length - 1].head;
    const hasRoom = fits([...page, row]);
    if (hasOtherHead || (page.length && !hasRoom)) {
      pages.push(page);
      page = [];
    }
    page.push(row);
  }
  if (page.length) pages.push(page);
  return pages;
}
