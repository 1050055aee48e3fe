/** How many pages so many entries fill. */
export function pageCount(entries, perPage) {
  return Math.ceil(entries / perPage);
}
