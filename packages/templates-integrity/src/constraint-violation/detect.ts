import type { DetectContext, Detection, Episode } from "@mulligan/core";
import { capitalised, citedSteps, inCode, inFiles, inSteps } from "@mulligan/core";
import { baseName } from "../evidence/base-name.js";
import { constraintsIn } from "./constraints.js";
import type { Constraint } from "./constraints.js";
import { violationsOf } from "./violations.js";

export type ConstraintViolationData = {
  /** The rule as it was stated. */
  readonly constraint: string;
  readonly kind: Constraint["kind"];
  /** Where it was stated. */
  readonly source: string;
  /** Paths that were changed or commands that were run against it. */
  readonly broken: readonly string[];
  readonly firstStep: number;
};

interface Stated {
  readonly constraint: Constraint;
  /** It holds for the steps after this one. */
  readonly since: number;
  readonly source: string;
}

const instructionFile =
  /^(?:AGENTS|CLAUDE|GEMINI|CONVENTIONS)\.md$|^\.(?:cursorrules|windsurfrules|clinerules)$|^copilot-instructions\.md$/i;

/**
 * A step broke a rule that the task, the user or the repository's instructions for agents state in machine-checkable words:
 * do not change certain files, the tests or the configuration, only change certain files, do not run a command, do not
 * commit, push or install.
 *
 * Not: a rule with an exception or condition; notes on what the environment cannot do; "you do not have to"; new files
 * where existing ones are protected; scratch files; an edit that was taken back; a step that was refused; a rule that the
 * user took up again later.
 */
export function detectConstraintViolation(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<ConstraintViolationData>[] {
  const detections: Detection<ConstraintViolationData>[] = [];
  const seen = new Set<string>();
  for (const { constraint, since, source } of statedIn(episode)) {
    if (seen.has(constraint.words)) continue;
    seen.add(constraint.words);
    const violations = violationsOf(constraint, since, episode, facts);
    const [first] = violations;
    if (first === undefined) continue;
    const broken = [...new Set(violations.map(({ what }) => what))];
    const steps = citedSteps(first.step, ...violations.map(({ step }) => step));
    const did = constraint.kind === "edit" || constraint.kind === "only" ? "changed" : "ran";
    detections.push({
      confidence: 0.85,
      steps,
      evidence: `${capitalised(source)} says ${inCode(constraint.words)}; ${inSteps(steps)} ${did} ${inFiles(broken)}.`,
      data: { constraint: constraint.words, kind: constraint.kind, source, broken, firstStep: first.step },
    });
  }
  return detections;
}

function statedIn(episode: Episode): readonly Stated[] {
  const stated: Stated[] = [];
  const add = (text: string, since: number, source: string): void => {
    for (const constraint of constraintsIn(text)) stated.push({ constraint, since, source });
  };
  add(episode.task, 0, "the task");
  for (const event of episode.events) if (event.kind === "user") add(event.text, event.afterStep, "the user");
  for (const { number, actions, observation } of episode.steps) {
    const file = actions.find(
      (action) => action.kind === "look" && action.found && instructionFile.test(baseName(action.path)),
    );
    if (file?.kind === "look") add(observation.replaceAll(/^\s*\d+(?:\t|→|:|\|)\s?/gm, ""), number, file.path);
  }
  return stated;
}
