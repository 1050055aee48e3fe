import type { NotRunReason, PathClass } from "../model/action.js";

/** What a pack may bring besides strategies: how to read what the built-in readers do not know. */
export interface Recognisers {
  /** Test runners, asked before the built-in ones. */
  readonly runners?: readonly TestRunner[];
  /** Tools of an unknown harness by recorded name, asked before the built-in map. */
  readonly tools?: Readonly<Record<string, ToolKind>>;
  /** Classes of files by path, asked before the built-in rules; the first match decides. */
  readonly paths?: readonly PathRule[];
  /** What a plan must not hold besides the secrets that are masked anyway. */
  readonly secrets?: readonly SecretPattern[];
}

/** Recognises one test runner: its command, and what it prints. */
export interface TestRunner {
  /** `pytest`, `go-test`, … */
  readonly name: string;
  /** `words`: the command without wrappers; `python -m x` reads as `x`. False for `--help`, `--version` and the like. */
  matchesCommand(words: readonly string[]): boolean;
  /** Null where the output shows nothing of this runner. Colour codes are gone from `output`. */
  parseOutput(output: string): TestReport | null;
}

/** What a test runner printed. */
export interface TestReport {
  /** At least one test was executed. */
  readonly ran: boolean;
  readonly notRun?: NotRunReason;
  readonly passed: number | null;
  /** Errors are added. */
  readonly failed: number | null;
  readonly skipped: number | null;
  /** Names of failing tests, as printed. */
  readonly failing: readonly string[];
}

/** What a named tool does, whatever its agent calls it. `none`: nothing that the rules use. */
export type ToolKind = (typeof toolKinds)[number];

export const toolKinds = [
  "read",
  "edit",
  "write",
  "multi-edit",
  "patch",
  "editor",
  "insert",
  "delete",
  "move",
  "shell",
  "code",
  "input",
  "output",
  "search",
  "find",
  "list",
  "test",
  "plan",
  "delegate",
  "ask",
  "fetch",
  "finish",
  "none",
] as const;

/** Says of what class a file is. */
export interface PathRule {
  /** Tested against the path from the repository's root, with `/`; without the flags `g` and `y`. */
  readonly pattern: RegExp;
  readonly pathClass: PathClass;
}

/** A kind of secret by its form. What matches is replaced by `[masked name]` in every text of a plan. */
export interface SecretPattern {
  /** Lower case, in words: `customer number`. */
  readonly name: string;
  /** Tested against single lines; without the flags `g` and `y`, never matching an empty text. */
  readonly pattern: RegExp;
}

export const pathClasses: readonly PathClass[] = ["product", "test", "scratch", "config", "docs", "generated"];

/** Those of several packs as one, in the order of the packs. */
export function joinRecognisers(all: readonly Recognisers[]): Required<Recognisers> {
  const tools: Record<string, ToolKind> = Object.create(null);
  // The first pack's word counts.
  for (const own of all) for (const [name, kind] of Object.entries(own.tools ?? {})) tools[name] ??= kind;
  return Object.freeze({
    runners: Object.freeze(all.flatMap(({ runners }) => runners ?? [])),
    tools: Object.freeze(tools),
    paths: Object.freeze(all.flatMap(({ paths }) => paths ?? [])),
    secrets: Object.freeze(all.flatMap(({ secrets }) => secrets ?? [])),
  });
}
