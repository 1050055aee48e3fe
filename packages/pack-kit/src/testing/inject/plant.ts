import type { Episode, Step } from "@mulligan/core";
import { facts } from "@mulligan/core";
import { interpret } from "@mulligan/readers";
import type { RecordedRun } from "@mulligan/readers/record";
import { unknownPlantingError } from "../../errors.js";
import { Draft } from "./draft.js";
import type { Form } from "./planting.js";
import { need, NotOffered } from "./planting.js";
import { plantings } from "./plantings.js";
import { randomOf } from "./random.js";

export interface PlantOptions {
  /** A whole number; the same seed plants the same in the same run. Default 1. */
  readonly seed?: number;
  /** The run as the readers understand it, where it is at hand already: `interpret(run)`. */
  readonly episode?: Episode;
}

/** A run in which something was planted, or the reason why it has no place for it. */
export type Planted =
  | {
      readonly planted: true;
      readonly type: string;
      /** One sentence: what a person sees in the run now. */
      readonly what: string;
      /** The steps that show it, ascending; empty where only the run as a whole shows it. */
      readonly steps: readonly number[];
      readonly run: RecordedRun;
      /** The changed run, read anew from what it recorded. */
      readonly episode: Episode;
    }
  | { readonly planted: false; readonly type: string; readonly reason: string };

/** The types that `plantFailure` and `plantHardNegative` know. */
export const plantableTypes: readonly string[] = plantings.map(({ type }) => type);

/**
 * Plants a failure of a type in a recorded run, so that by the type's definition the run shows it. Pure: the run given is
 * not changed. The result carries no verdict of an evaluator, unless the type is about one.
 *
 * Throws a MulliganError with the code `unknown-planting` for a type that is not among `plantableTypes`.
 */
export function plantFailure(run: RecordedRun, type: string, options: PlantOptions = {}): Planted {
  return plantOne(run, type, options, "failures");
}

/** Plants what comes near to a failure of the type, with one clause of its definition not holding. As `plantFailure`. */
export function plantHardNegative(run: RecordedRun, type: string, options: PlantOptions = {}): Planted {
  return plantOne(run, type, options, "hardNegatives");
}

function plantOne(
  run: RecordedRun,
  type: string,
  { seed = 1, episode = interpret(run) }: PlantOptions,
  side: "failures" | "hardNegatives",
): Planted {
  const planting = plantings.find((one) => one.type === type);
  if (planting === undefined) throw unknownPlantingError(type, plantableTypes);
  const forms = planting[side];
  const known = facts(episode);
  const random = randomOf(seed, `${type} ${side} ${episode.id}`);
  const first = random.below(forms.length);
  const reasons: string[] = [];
  // Where the form that was drawn has no place, the next one may have.
  for (let turn = 0; turn < forms.length; turn += 1) {
    const form = forms[(first + turn) % forms.length] ?? forms[0];
    const draft = new Draft(run, episode, known, randomOf(seed, `${form.what} ${episode.id}`));
    const reason = tryForm(form, draft);
    if (typeof reason === "string") reasons.push(reason);
    else return { planted: true, type, what: form.what, ...reason };
  }
  return { planted: false, type, reason: [...new Set(reasons)].join("; ") };
}

function tryForm(
  form: Form,
  draft: Draft,
): { readonly steps: readonly number[]; readonly run: RecordedRun; readonly episode: Episode } | string {
  try {
    const marks = form.plant(draft);
    const { run, outcome } = draft.build();
    const episode = interpret(run, { outcome });
    for (const mark of marks) {
      if (typeof mark !== "number") continue;
      const [number = 0] = draft.numbersOf([mark]);
      const same = editsOf(draft.episode.steps[mark - 1]) === editsOf(episode.steps[number - 1]);
      need(same, "without the steps before it an edit reads otherwise");
    }
    return { steps: draft.numbersOf(marks), run, episode };
  } catch (error) {
    if (error instanceof NotOffered) return error.message;
    throw error;
  }
}

/** What a step changed, as one text to compare. */
function editsOf(step: Step | undefined): string {
  const edits = step?.actions.flatMap((action) =>
    "effect" in action ? [`${action.kind} ${action.path} ${action.effect}`] : [],
  );
  return (edits ?? []).join("\n");
}
