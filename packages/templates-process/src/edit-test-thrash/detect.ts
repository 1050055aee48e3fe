import type { DetectContext, Detection, Episode, Facts } from "@mulligan/core";
import { citedSteps, inCode, inFiles, inSteps, told } from "@mulligan/core";
import { errorInWords } from "../evidence/error-in-words.js";
import { cyclesOf, failureKeys } from "./cycles.js";
import type { Cycle, Failure } from "./cycles.js";
import type { EditTestThrashOptions } from "./options.js";

export type EditTestThrashData = {
  readonly cycles: number;
  /** Files that each of the cycles edited. */
  readonly files: readonly string[];
  /** The error that came back; null where only test names are printed. */
  readonly error: string | null;
  readonly failing: readonly string[];
  /** The verification that failed each time. */
  readonly command: string;
  readonly editSteps: readonly number[];
  readonly verifySteps: readonly number[];
  /** A later verification no longer showed it. */
  readonly overcome: boolean;
};

/**
 * Three or more consecutive cycles of editing and verifying went over the same product file, or after the change of the
 * product over the same test file, and ended each time in the same failing tests with the same error. Minor where the run
 * got over it and it did not come back.
 *
 * Not: cycles whose error changes, also in a number (that is progress); edits without a verification in between; a failure
 * beside passing tests that the tree without the edits had too, unless the task names the test; missing modules and dead
 * services; putting a file back.
 *
 * Three is the catalogue's bound: two equal failures in a row are common in runs that succeed.
 */
export function detectEditTestThrash(
  episode: Episode,
  { facts, options }: DetectContext<EditTestThrashOptions>,
): readonly Detection<EditTestThrashData>[] {
  if (facts.verifications.filter(({ action }) => !action.ok).length < options.minimumCycles) return [];
  const ofProduct = detectIn(cyclesOf(episode, "product"), episode, facts, options);
  const fixed = facts.productEdits[0]?.step;
  if (fixed === undefined || facts.testFileEdits.length < options.minimumCycles) return ofProduct;
  // Before the product is changed a new test is meant to fail.
  const ofTests = cyclesOf(episode, "test").filter(({ editSteps: [first = 0] }) => first > fixed);
  return [...ofProduct, ...detectIn(ofTests, episode, facts, options)];
}

function detectIn(
  cycles: readonly Cycle[],
  episode: Episode,
  facts: Facts,
  options: EditTestThrashOptions,
): readonly Detection<EditTestThrashData>[] {
  const known = knownFailures(facts);
  const detections: Detection<EditTestThrashData>[] = [];
  for (let start = 0; start < cycles.length;) {
    const stretch = stretchFrom(
      cycles,
      start,
      (key, failure) => !(failure.othersPassed && known.has(key) && !named(episode, failure)),
    );
    if (stretch !== null && stretch.cycles.length >= options.minimumCycles) {
      const later = cycles.slice(start + stretch.cycles.length).filter(({ files }) => files.size > 0);
      detections.push(detectionOf(stretch, facts, later));
      start += stretch.cycles.length;
    } else {
      start += 1;
    }
  }
  return detections;
}

interface Stretch {
  readonly cycles: readonly Cycle[];
  /** Key of the failure that all of them share. */
  readonly key: string;
  readonly files: readonly string[];
}

function stretchFrom(
  cycles: readonly Cycle[],
  start: number,
  counts: (key: string, failure: Failure) => boolean,
): Stretch | null {
  const first = cycles[start];
  if (first === undefined) return null;
  let keys = [...first.failures].filter(([key, failure]) => counts(key, failure)).map(([key]) => key);
  let files = [...first.files];
  let end = start + 1;
  for (; end < cycles.length; end += 1) {
    const next = cycles[end];
    const commonKeys = keys.filter((key) => next?.failures.has(key));
    const commonFiles = files.filter((path) => next?.files.has(path));
    if (commonKeys.length === 0 || commonFiles.length === 0) break;
    keys = commonKeys;
    files = commonFiles;
  }
  const [key] = keys;
  return key === undefined ? null : { cycles: cycles.slice(start, end), key, files };
}

/** What the tree without the agent's edits shows: such a failure beside passing tests is not the edits' business. */
function knownFailures(facts: Facts): ReadonlySet<string> {
  return new Set(facts.baselines.flatMap(({ action }) => failureKeys(action)));
}

const tellingName = 6;

function named(episode: Episode, { failing }: Failure): boolean {
  const words = told(episode);
  return failing.some((test) => {
    const name =
      test
        .replace(/\s*[([].*/s, "")
        .split(/::| [>›] |[/.]/)
        .at(-1) ?? "";
    return name.length >= tellingName && words.includes(name);
  });
}

function detectionOf(
  { cycles, key, files }: Stretch,
  facts: Facts,
  later: readonly Cycle[],
): Detection<EditTestThrashData> {
  const failures = cycles.flatMap(({ failures: all }) => all.get(key) ?? []);
  const last = failures.at(-1);
  const editSteps = cycles.map(({ editSteps: steps }) => steps.at(-1) ?? 1);
  const verifySteps = failures.map(({ step }) => step);
  const end = Math.max(...verifySteps);
  const cameBack = later.at(-1)?.failures.has(key) === true;
  const overcome = !cameBack && (later.length > 0 || facts.verifications.some(({ step, ok }) => step > end && ok));
  const lastError = last?.error ?? null;
  const error = lastError === null ? null : errorInWords(lastError);
  const failing = last?.failing ?? [];
  const what = error === null ? `the same failing tests (${inFiles(failing)})` : inCode(error);
  return {
    confidence: 0.85,
    steps: citedSteps(editSteps[0] ?? 1, ...editSteps, ...verifySteps),
    evidence: `${cycles.length} edits of ${inFiles(files)} (${inSteps(editSteps)}) were each followed by ${what} (${inSteps(verifySteps)}).`,
    ...(overcome && { severity: "minor" as const }),
    data: {
      cycles: cycles.length,
      files,
      error,
      failing,
      command: last?.command ?? "",
      editSteps,
      verifySteps,
      overcome,
    },
  };
}
