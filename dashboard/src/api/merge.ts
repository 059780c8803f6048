/**
 * A list whose first page has been asked for again: news on top, changes in place, and what is gone from the part that the page covers is
 * gone. What lies beyond the page stays as it was.
 */
export function merge<T>(page: readonly T[], before: readonly T[], idOf: (item: T) => string, isWhole: boolean): readonly T[] {
  const last = page.at(-1);
  if (isWhole || last === undefined) {
    return page;
  }
  const fresh = new Set(page.map(idOf));
  const covered = before.findIndex(item => idOf(item) === idOf(last));
  return [...page, ...before.slice(covered + 1).filter(item => !fresh.has(idOf(item)))];
}
