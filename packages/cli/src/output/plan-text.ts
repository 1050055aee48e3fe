import type { Diagnosis, Episode, ImprovementPlan, Registry } from "@mulligan/core";
import { findingText } from "./finding-text.js";
import { runHeading } from "./run-heading.js";
import type { Style } from "./style.js";
import { counted, indented, wrap } from "./text.js";

export interface PlannedInput {
  readonly file: string;
  readonly run: number;
  readonly episode: Episode;
  readonly diagnosis: Diagnosis;
  readonly plan: ImprovementPlan;
  readonly registry: Registry;
  readonly skippedLines: number;
}

/** The diagnosis and the plan for a person; the addons exactly as the agent gets them. */
export function planText(
  { file, run, episode, diagnosis, plan, registry, skippedLines }: PlannedInput,
  style: Style,
): string {
  const title = registry.get(diagnosis.primaryId)?.strategy.meta.title;
  const parts = [
    runHeading(file, run, episode, style),
    `Primary failure: ${style.bold(diagnosis.primaryFailure)}${title === undefined ? "" : ` (${title.charAt(0).toLowerCase()}${title.slice(1)})`}`,
  ];
  const section = (heading: string, body: string) => parts.push(`\n${style.bold(heading)}\n${body}`);
  if (plan.whatWentWrong !== "") section("What happened", wrap(plan.whatWentWrong, style.width));
  if (diagnosis.findings.length > 0) {
    section(
      "Evidence",
      diagnosis.findings
        .map((finding) => findingText(finding, episode, style, finding.severity !== "minor"))
        .join("\n"),
    );
  }
  if (plan.improvedStrategy !== "") section("What to do differently", wrap(plan.improvedStrategy, style.width));
  if (plan.stepByStepPlan.length > 0) {
    section("Plan", plan.stepByStepPlan.map((step, index) => hanging(`${index + 1}. `, step, style)).join("\n"));
  }
  section("System addon (goes behind the system prompt)", addonText(plan.systemPromptAddon, style));
  section("User addon (goes before the first user prompt)", addonText(plan.userContextAddon, style));
  const notes = [
    ...(plan.omitted.length > 0
      ? [`Left out: ${plan.omitted.map(({ id, slot, reason }) => `${id} ${slot} (${reason})`).join(", ")}.`]
      : []),
    ...(skippedLines > 0 ? [`${counted(skippedLines, "line")} of the file hold no record and were passed over.`] : []),
    ...(episode.outcome.status === "unknown"
      ? ["The outcome is unknown; tell it with --outcome, --score or --report."]
      : []),
  ];
  if (notes.length > 0) parts.push(`\n${style.dim(notes.map((note) => wrap(note, style.width)).join("\n"))}`);
  return parts.join("\n");
}

function hanging(mark: string, text: string, style: Style): string {
  const body = wrap(text, style.width, " ".repeat(mark.length));
  return mark + body.slice(mark.length);
}

function addonText(text: string, style: Style): string {
  return text === "" ? style.dim("  (empty: the prompt stays as it is)") : indented(text, "  ");
}
