import { valuedOptions } from "./task-words.js";

const managers = /^(?:npm|pnpm|yarn|bun)$/;
/** Programs that projects install and start by name; what else stands there may be a task of theirs. */
const programs: ReadonlySet<string> = new Set([
  "ava",
  "c8",
  "cross-env",
  "cypress",
  "esbuild",
  "eslint",
  "jasmine",
  "jest",
  "karma",
  "lerna",
  "mocha",
  "next",
  "ng",
  "nx",
  "nyc",
  "playwright",
  "prettier",
  "rollup",
  "svelte-check",
  "tap",
  "ts-node",
  "tsc",
  "tsgo",
  "tsup",
  "tsx",
  "turbo",
  "uvu",
  "vite",
  "vitest",
  "vue-tsc",
  "wdio",
  "webpack",
]);

/** Where the program stands in `pnpm --filter core exec vitest` and `yarn workspace core jest`; undefined where none does. */
export function behindManager(name: string, words: readonly string[], from: number): number | undefined {
  if (!managers.test(name)) return undefined;
  let anyProgram = false;
  for (let at = from + 1; at < words.length; at += 1) {
    const word = words[at]!;
    if (takesNext(name, word)) at += 1;
    else if (word === "exec" || word === "dlx" || word === "x") anyProgram = true;
    else if (!word.startsWith("-") && word !== "run") return anyProgram || programs.has(word) ? at : undefined;
  }
  return undefined;
}

function takesNext(name: string, word: string): boolean {
  if (name === "yarn" && word === "workspace") return true;
  return word === "-p" || word === "--package" || valuedOptions[name]?.has(word) === true;
}
