import { facts } from "@mulligan/core";
import type { Episode, Finding, Registry, StrategyTemplates } from "@mulligan/core";
import { buildRunView, buildTemplateView, describeStep, renderTemplate } from "@mulligan/renderer";

/**
 * What a strategy says about one finding, as a Markdown page: the run in words, the finding, the texts. The texts are
 * the strategy's own; how a plan lays several of them out is left to the renderer.
 *
 * @throws MulliganError what the renderer throws when a template prints what the finding does not give.
 */
export function goldenText(title: string, episode: Episode, finding: Finding, registry: Registry): string {
  const entry = registry.get(finding.id);
  const view = buildTemplateView(finding, buildRunView(episode, facts(episode)));
  const text = (slot: keyof StrategyTemplates): string => {
    const asset = entry?.templates[slot];
    return asset === undefined ? "" : renderTemplate(asset, view, registry.partials(entry?.namespace ?? ""));
  };
  const cited = finding.steps.length === 1 ? "step" : "steps";
  const sections = [
    ["## What went wrong", text("whatWentWrong")],
    ["## Improved strategy", text("improvedStrategy")],
    ["## Plan", list(text("plan").split("\n"))],
    ["## System addon", text("system")],
    ["## User addon", text("user")],
    ["## When it happens again", text("again")],
  ] as const;
  return `${[
    `# ${finding.type}: ${title}`,
    "## The run",
    quoted(episode.task) || "No task is recorded.",
    list(episode.steps.map((step) => describeStep(step))) || "No steps.",
    `Outcome: ${episode.outcome.status}.`,
    "## The finding",
    `Severity ${finding.severity}, confidence ${finding.confidence}, ${cited} ${finding.steps.join(", ")}.`,
    quoted(finding.evidence),
    ...sections.flatMap(([heading, own]) => (own === "" ? [] : [heading, own])),
  ].join("\n\n")}\n`;
}

function quoted(text: string): string {
  return text === "" ? "" : text.replaceAll(/^/gm, "> ").replaceAll(/ +$/gm, "");
}

function list(lines: readonly string[]): string {
  const entries = lines.map((line) => line.replace(/^\s*(?:[-*]|\d{1,2}[.)])\s+/, "").trim());
  return entries
    .filter((entry) => entry !== "")
    .map((entry, index) => `${index + 1}. ${entry}`)
    .join("\n");
}
