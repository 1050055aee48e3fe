import type { ImprovementPlan, PlanPart } from "@mulligan/core";
import { countWords, estimateTokens } from "@mulligan/renderer";
import type { CountTokens } from "@mulligan/renderer";
import type { Style } from "./style.js";
import { columns } from "./text.js";

const reasons: Readonly<Record<string, string>> = {
  budget: "did not fit",
  conflict: "contradicts what ranks higher",
  "secondary-limit": "two further findings have a text already",
  operator: "speaks to the operator, or stands beside what does",
  minor: "a minor finding gets no text",
  repeated: "an earlier attempt was told the same",
  "fresh-start": "a fresh start goes without the history",
};

/** Which lines of the addons come from where, what was left out and why, and how long they are. */
export function provenanceText(plan: ImprovementPlan, style: Style, countTokens: CountTokens = estimateTokens): string {
  const texts = { system: plan.systemPromptAddon, user: plan.userContextAddon };
  const sections = (["system", "user"] as const).flatMap((addon) => {
    const parts = plan.parts.filter((part) => part.addon === addon);
    const heading = style.bold(`${addon === "system" ? "System" : "User"} addon`);
    if (parts.length === 0) return [`${heading}: empty`];
    return [
      `${heading}: ${sizeOf([texts[addon]], countTokens)}`,
      ...columns(parts.map(row)).map((line) => `  ${line}`),
    ];
  });
  const all = [texts.system, texts.user].filter((text) => text !== "");
  if (all.length === 2) sections.push(`Together: ${sizeOf(all, countTokens)}`);
  if (plan.omitted.length > 0) {
    const rows = plan.omitted.map(({ id, slot, reason }) => [id, slot, reasons[reason] ?? reason]);
    sections.push(style.bold("Left out"), ...columns(rows).map((line) => `  ${line}`));
  }
  return sections.join("\n");
}

function row({ id, slot, lines, pack, packVersion, templateHash, words }: PlanPart): string[] {
  const place =
    lines === undefined ? "" : lines.from === lines.to ? `line ${lines.from}` : `lines ${lines.from}-${lines.to}`;
  const source = packVersion === undefined ? pack : `${pack}@${packVersion}`;
  return [place, id, slot, source, templateHash === "" ? "no template" : templateHash, `${words} words`];
}

function sizeOf(texts: readonly string[], countTokens: CountTokens): string {
  const sum = (count: (text: string) => number) => texts.reduce((total, text) => total + count(text), 0);
  const about = countTokens === estimateTokens ? "about " : "";
  return `${sum(countWords)} words without quoted output, ${about}${sum(countTokens)} tokens`;
}
