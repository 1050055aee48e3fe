import { isCodeEdit } from "@mulligan/core";
import type { RecordedCall } from "@mulligan/readers/record";
import type { Draft } from "./draft.js";
import { languageOf } from "./languages/language-of.js";
import type { Fault, Language, Report } from "./languages/language.js";
import { need } from "./planting.js";

/** The product file that the run worked on, with calls that concern it. */
export interface Target {
  /** From the repository root. */
  readonly path: string;
  /** As the agent's tools take it. */
  readonly absolute: string;
  readonly language: Language;
  /** A test file of the suite for it, from the repository root. */
  readonly testFile: string;
  /** First step with an edit of product code, in whatever file. */
  readonly firstEdit: number;
  /** A number that keeps planted names apart from those of the run. */
  readonly tag: number;
  /** One more edit of the file. */
  readonly edit: (added?: string) => RecordedCall;
  /** A green run of the test file; five tests pass. */
  readonly pass: (report?: Partial<Report>) => RecordedCall;
  /** A red run of the test file; `test` fails, three others pass. */
  readonly fail: (report?: Partial<Report>) => RecordedCall;
  /** A red run of the test file: a name that the product file uses does not exist. */
  readonly unknownName: (name: string) => RecordedCall;
  /** An execution that cannot load the product file. */
  readonly cannotLoad: () => RecordedCall;
  /** Shows the test file, with `test` in it. */
  readonly lookAtTest: () => RecordedCall;
  /** Name of a test in the test file. */
  readonly test: string;
  /** A path beside the file that the run never mentions. */
  readonly beside: (stem: string) => string;
}

/** The file that the run edited last: one that was there before, in a language whose runner is known. */
export function targetOf(draft: Draft): Target {
  const { facts } = draft;
  const edits = facts.productEdits.filter(({ action }) => isCodeEdit(action));
  const first = edits[0];
  need(first !== undefined, "no product code was edited");
  const own = edits.findLast(
    ({ path, action }) =>
      action.kind === "edit" && (facts.files.get(path)?.createdAt ?? null) === null && languageOf(path) !== undefined,
  );
  const language = own === undefined ? undefined : languageOf(own.path);
  need(own !== undefined && language !== undefined, "no existing file of a known language was edited");
  const { path } = own;
  need(
    facts.files.get(path)?.edits.findLast(({ action }) => action.effect === "changed")?.action.kind === "edit",
    "the edited file is gone at the end",
  );
  const absolute = draft.absolute(path);
  const seen = [...facts.files.values()].find(
    (file) => file.createdAt === null && languageOf(file.path) === language && isTestFile(file.path),
  );
  const testFile = seen?.path ?? language.testFileOf(path);
  const tag = 100 + draft.random.below(900);
  const test = language.testName(`keeps order ${tag}`);
  const expected = 4;
  let count = 0;
  return {
    path,
    absolute,
    language,
    testFile,
    firstEdit: first.step,
    tag,
    test,
    edit: (added) => {
      count += 1;
      const name = `limit_${tag}_${count}`;
      return draft.hand.edit(absolute, language.assign(name, count), added ?? language.assign(name, count + 1));
    },
    pass: (report) => draft.atRoot(language.runTests({ file: testFile, passed: 5, ...report })),
    fail: (report) => draft.atRoot(language.runTests({ file: testFile, passed: 3, failing: [test], ...report })),
    unknownName: (name) => draft.atRoot(language.unknownName(name, absolute, testFile)),
    cannotLoad: () => draft.atRoot(language.cannotLoad(absolute, 7)),
    lookAtTest: () => draft.hand.look(draft.absolute(testFile), language.testOf(test, expected)),
    beside: (stem) => {
      const extension = path.slice(path.lastIndexOf("."));
      return `${path.slice(0, path.lastIndexOf("/") + 1)}${stem}_${tag}${extension}`;
    },
  };
}

/** An error inside the edited file, while a test runs. */
export function faultIn({ absolute, language }: Target): Fault {
  return { ...language.crash, path: absolute, line: 7 };
}

function isTestFile(path: string): boolean {
  return /(?:^|\/)test_[^/]*\.py$|_test\.\w+$|\.(?:test|spec)\.\w+$/.test(path);
}

/** A step after which a call can be planted: not while edits are stashed away. */
export function somewhere(draft: Draft): number {
  const places: number[] = [];
  let stashed = 0;
  for (const { number, command = "" } of draft.episode.steps) {
    if (number > draft.end) break;
    for (const [word] of command.matchAll(/\bgit stash(?: (?:pop|apply|drop|list|show|clear))?/g)) {
      if (word === "git stash") stashed += 1;
      else if (/pop|apply|drop|clear/.test(word)) stashed = Math.max(0, stashed - 1);
    }
    if (stashed === 0) places.push(number);
  }
  const [place, ...more] = places;
  need(place !== undefined, "there is no step to plant behind");
  return draft.random.pick([place, ...more]);
}

/** The end belongs to the agent: it handed in or said its last word. */
export function needOwnEnd(draft: Draft): void {
  const { endedBy } = draft.run;
  need(
    draft.run.ended && draft.run.infrastructure === undefined && (endedBy === "finished" || endedBy === "message"),
    "the run did not end by itself",
  );
}

/** Last words that claim nothing. */
export const neutralWords = "These are the changes of this session.";
