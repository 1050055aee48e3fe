import type { Diagnosis, ImprovementPlan, Registry } from "@mulligan/core";
import { cleanText } from "@mulligan/renderer";
import type { InputRun } from "../input/read-runs.js";
import { findingText } from "./finding-text.js";
import { runHeading } from "./run-heading.js";
import type { Style } from "./style.js";
import { indented, skippedLinesNote, wrap } from "./text.js";
import { tellOutcome, undecided } from "./unknown-outcome.js";

export interface PlannedInput extends InputRun {
  readonly diagnosis: Diagnosis;
  readonly plan: ImprovementPlan;
  readonly registry: Registry;
}

/** The diagnosis and the plan for a person; the addons exactly as the agent gets them. */
export function planText(
  input: PlannedInput,
  style: Style,
  stepCommand: (step: number) => string | null = () => null,
): string {
  const { episode, diagnosis, plan, registry } = input;
  const title = registry.get(diagnosis.primaryId)?.strategy.meta.title;
  const parts = [
    runHeading(input, style),
    undecided(input)
      ? "No failure found, and the outcome is unknown"
      : `Primary failure: ${style.bold(diagnosis.primaryFailure)}${title === undefined ? "" : ` (${uncapitalised(title)})`}`,
  ];
  const section = (heading: string, body: string) => parts.push(`\n${style.bold(heading)}\n${body}`);
  if (plan.whatWentWrong !== "") section("What happened", wrap(plan.whatWentWrong, style.width));
  const { findings } = diagnosis;
  if (findings.length > 0) {
    const texts = findings.map((finding) => findingText(finding, episode, style, finding.severity !== "minor"));
    section("Evidence", texts.join("\n"));
  }
  const known = new Set(findings.map(({ evidence }) => evidence));
  const errors = plan.specificErrors.filter((error) => !known.has(error));
  if (errors.length > 0)
    section("Specific errors", errors.map((error) => hanging("- ", cleanText(error), style)).join("\n"));
  const operator = plan.operatorAdvice !== undefined;
  if (plan.improvedStrategy !== "") {
    section(operator ? "Before a retry" : "What to do differently", wrap(plan.improvedStrategy, style.width));
  }
  if (plan.stepByStepPlan.length > 0) {
    section(
      operator ? "What to mend" : "Plan",
      plan.stepByStepPlan.map((step, index) => hanging(`${index + 1}. `, step, style)).join("\n"),
    );
  }
  section("System addon (goes behind the system prompt)", addonText(plan.systemPromptAddon, style));
  section("User addon (goes before the first user prompt)", addonText(plan.userContextAddon, style));
  const notes = notesOn(input).map((note) => wrap(note, style.width));
  // Never wrapped: it is there to be copied.
  const step = diagnosis.findings.flatMap(({ steps }) => steps)[0] ?? episode.steps.length;
  const command = step === 0 ? null : stepCommand(step);
  if (command !== null) notes.push(`A step in full: ${command}`);
  if (notes.length > 0) parts.push(`\n${style.dim(notes.join("\n"))}`);
  return parts.join("\n");
}

function notesOn({ episode, plan, skippedLines }: PlannedInput): string[] {
  const notes: string[] = [];
  if (plan.omitted.length > 0) {
    notes.push(`Left out: ${plan.omitted.map(({ id, slot, reason }) => `${id} ${slot} (${reason})`).join(", ")}.`);
  }
  if (skippedLines > 0) notes.push(skippedLinesNote(skippedLines));
  if (episode.outcome.status === "unknown") notes.push(tellOutcome);
  return notes;
}

function uncapitalised(title: string): string {
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

/** Wrapped, with the further lines under the text behind the mark. */
export function hanging(mark: string, text: string, style: Style): string {
  const body = wrap(text, style.width, " ".repeat(mark.length));
  return mark + body.slice(mark.length);
}

function addonText(text: string, style: Style): string {
  return text === "" ? style.dim("  (empty: the prompt stays as it is)") : indented(text, "  ");
}
