// Faults that are put into the repository, one a task. `guess` is what the simulated agent tries first; it does not mend
// the fault, and a run of the tests shows that.

/** @typedef {{ name: string, file: string, right: string, wrong: string, guess: string, task: string }} Bug */

/** @type {readonly Bug[]} */
export const bugs = [
  {
    name: "initials",
    file: "src/initials.js",
    right: String.raw`split(/\s+/)`,
    wrong: String.raw`split(/ /)`,
    guess: String.raw`split(" ", 2)`,
    task: '`initials` loses a letter when there are several blanks between two words of a name. The test "initials with several blanks between the words" fails.',
  },
  {
    name: "pages",
    file: "src/pages.js",
    right: "Math.ceil(entries / perPage)",
    wrong: "Math.floor(entries / perPage)",
    guess: "Math.floor(entries / perPage) + 1",
    task: '`pageCount` forgets the last page when it is not full. The test "pages with one that is not full" fails.',
  },
  {
    name: "slug",
    file: "src/slug.js",
    right: String.raw`replace(/^-|-$/g, "")`,
    wrong: String.raw`replace(/^-/g, "")`,
    guess: String.raw`replace(/^-+/g, "")`,
    task: '`slug` leaves a hyphen at the end when a title ends with a mark. The test "slug without marks at its end" fails.',
  },
  {
    name: "clamp",
    file: "src/clamp.js",
    right: "Math.min(high, Math.max(low, number))",
    wrong: "Math.min(high, number)",
    guess: "Math.min(high, Math.abs(number))",
    task: '`clamp` lets numbers below the lower bound through. The test "clamp below the bounds" fails.',
  },
];
