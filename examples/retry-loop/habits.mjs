// What the simulated agent does badly, and the words at which it gives that up.

/** @typedef {{ says: string, command: string }} Turn */
/** @typedef {Record<"overview" | "look" | "search" | "guess" | "test" | "submit", Turn>} Turns */
/** @typedef {{ name: string, givenUpAt: RegExp, turns: (turns: Turns) => Turn[] }} Habit */

/** @type {readonly Habit[]} */
export const habits = [
  {
    name: "never-tests",
    givenUpAt: /\b(run|runs|ran)\b[^.]*(test|node|command)/i,
    turns: ({ overview, look, guess, submit }) => [overview, look, guess, submit],
  },
  {
    name: "edits-blindly",
    givenUpAt: /\b(open|read|look at|looks? at)\b/i,
    turns: ({ overview, guess, test, submit }) => [overview, guess, test, submit],
  },
  {
    name: "hands-in-red",
    givenUpAt: /\b(fail|fails|failed|failing|red)\b[^.]*\b(before|until|submit|hand|finish|done)/i,
    turns: ({ overview, look, guess, test, submit }) => [overview, look, guess, test, submit],
  },
  {
    name: "loops",
    givenUpAt: /\b(same|again|repeat|already)\b/i,
    turns: ({ overview, look, search }) => [overview, ...Array.from({ length: 6 }, () => [search, look]).flat()],
  },
  {
    name: "stubborn",
    // Nothing it is told changes it.
    givenUpAt: /(?!)/,
    turns: ({ overview, look, guess, submit }) => [overview, look, guess, submit],
  },
];
