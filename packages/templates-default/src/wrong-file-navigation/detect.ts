import type { DetectContext, Detection, Episode, NamedFile } from "@mulligan/core";
import { citedSteps, inFiles, inNumber, told } from "@mulligan/core";
import { filesSeen, isTestPath } from "./files-seen.js";
import type { FilesSeen } from "./files-seen.js";
import type { WrongFileNavigationOptions } from "./options.js";

export type WrongFileNavigationData = {
  /**
   * - `relevant`: the files that a solution has to touch are known, and the run worked elsewhere
   * - `named`: the task or an error names a file that was passed over
   * - `none`: no product file was opened at all
   */
  readonly known: "relevant" | "named" | "none";
  /** Files where the work belonged. */
  readonly expected: readonly string[];
  readonly opened: boolean;
  /** The step whose error names the file; null where the task does. */
  readonly namedAtStep: number | null;
  /** Files that were looked at instead. */
  readonly others: readonly string[];
  readonly edited: readonly string[];
  readonly looks: number;
};

type Claim = Detection<WrongFileNavigationData>;

/**
 * The run worked in the wrong place. With the relevant files known: none was opened, or the product edits are all in other
 * files. Without: no product edit is in a file that the task or a failing test's traceback names, none of those was ever
 * opened, and three or more others were (three, so that a first look around is no finding); or an edit task ended after
 * three or more looks and searches without a look at any product file.
 *
 * Not: passed runs; exploring on the way to the right file; tests, documents and configuration that were read; a run that
 * only made new files.
 */
export function detectWrongFileNavigation(
  episode: Episode,
  { facts, options }: DetectContext<WrongFileNavigationOptions>,
): readonly Claim[] {
  if (episode.outcome.status === "passed" || episode.steps.length === 0) return [];
  const seen = filesSeen(episode);
  const edits = [...new Map(facts.productEdits.map(({ path, step }) => [path, step]))];
  const relevant = episode.relevantFiles ?? [];
  if (relevant.length > 0) return besideRelevant(episode, relevant, seen, edits);

  const named = facts.namedFiles.filter((file) => !isTestPath(file.path) && tellsThePlace(episode, file));
  const editedNamed = edits.some(([path]) => named.some((file) => file.path === path));
  if (named.length > 0 && !editedNamed && named.every(({ path }) => !seen.all.has(path))) {
    const others = [...seen.product.keys()];
    if (others.length >= options.minimumOtherFiles) return [passedOver(named, others, seen, edits)];
  }
  const blank = facts.editTask && edits.length === 0 && facts.testFileEdits.length === 0 && seen.product.size === 0;
  return blank && seen.lookingSteps.length >= options.minimumOtherFiles
    ? [nothingOpened(seen, episode.steps.length)]
    : [];
}

/** A script of the agent's own may die anywhere; a test that ran, or the error that the task reports, points at the fault. */
function tellsThePlace(episode: Episode, { path, by }: NamedFile): boolean {
  if (by === "task") return true;
  return (episode.steps[by - 1]?.actions ?? []).some((action) => {
    if (!("error" in action) || action.error?.path !== path) return false;
    if (action.kind === "test" && action.ran) return true;
    const { message } = action.error;
    return message !== "" && told(episode).includes(message);
  });
}

type Edits = readonly (readonly [path: string, step: number])[];

function besideRelevant(episode: Episode, relevant: readonly string[], seen: FilesSeen, edits: Edits): Claim[] {
  const isRelevant = (path: string) =>
    relevant.some((file) => path === file || path.endsWith(`/${file}`) || file.endsWith(`/${path}`));
  if (edits.some(([path]) => isRelevant(path))) return [];
  const opened = [...seen.all.keys()].some(isRelevant);
  if (opened && edits.length === 0) return [];
  const others = [...seen.product.keys()].filter((path) => !isRelevant(path));
  const edited = edits.map(([path]) => path);
  const place =
    edits.length > 0
      ? `All product edits are in ${inFiles(edited)}`
      : `${inNumber(seen.all.size, "file")} were looked at`;
  return [
    {
      confidence: 0.95,
      steps: stepsOf(seen, others, edits, episode.steps.length),
      evidence: `${place}, and none of the files that a solution has to touch (${inFiles(relevant)}) was ${opened ? "changed" : "opened"}.`,
      data: {
        known: "relevant",
        expected: relevant,
        opened,
        namedAtStep: null,
        others,
        edited,
        looks: seen.lookingSteps.length,
      },
    },
  ];
}

function passedOver(named: readonly NamedFile[], others: readonly string[], seen: FilesSeen, edits: Edits): Claim {
  const expected = named.map(({ path }) => path);
  const by = named.find((file) => file.by === "task") ?? named[0];
  const namedAtStep = typeof by?.by === "number" ? by.by : null;
  const edited = edits.map(([path]) => path);
  const source = namedAtStep === null ? "the task" : `the error of step ${namedAtStep}`;
  const work = edits.length > 0 ? `, and the edits went into ${inFiles(edited)}` : "";
  return {
    confidence: 0.7,
    steps: stepsOf(seen, others, edits, 1),
    evidence: `${inFiles(expected)}, named by ${source}, was never opened, while ${inNumber(others.length, "other product file")} were${work}.`,
    data: { known: "named", expected, opened: false, namedAtStep, others, edited, looks: seen.lookingSteps.length },
  };
}

function nothingOpened(seen: FilesSeen, stepCount: number): Claim {
  const others = [...seen.all.keys()];
  const elsewhere = others.length > 0 ? `; opened were only ${inFiles(others)}` : "";
  return {
    confidence: 0.75,
    steps: citedSteps(seen.lookingSteps[0] ?? stepCount, seen.lookingSteps.at(-1) ?? stepCount),
    evidence: `In ${inNumber(seen.lookingSteps.length, "step")} of looking and searching no file of the product was opened${elsewhere}, and the run ended without an edit.`,
    data: {
      known: "none",
      expected: [],
      opened: false,
      namedAtStep: null,
      others,
      edited: [],
      looks: seen.lookingSteps.length,
    },
  };
}

/** The edits in the wrong place; without any, the first looks at other files. */
function stepsOf(
  seen: FilesSeen,
  others: readonly string[],
  edits: Edits,
  otherwise: number,
): readonly [number, ...number[]] {
  const steps =
    edits.length > 0
      ? edits.map(([, step]) => step)
      : others.slice(0, 3).map((path) => seen.product.get(path) ?? otherwise);
  const [first = otherwise, ...more] = steps;
  return citedSteps(first, ...more);
}
