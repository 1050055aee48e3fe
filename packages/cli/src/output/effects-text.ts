import type { StrategyEffect } from "@mulligan/retry";

const verdicts: Readonly<Record<StrategyEffect["verdict"], string>> = {
  helps: "better than a plain retry",
  harms: "worse than a plain retry",
  unproven: "not better than a plain retry, as far as can be told",
};

export const effectsHeader: readonly string[] = [
  "strategy",
  "texts",
  "agent",
  "told",
  "solved",
  "pairs",
  "wins",
  "losses",
  "harms",
  "",
];

export function effectRows(effects: readonly StrategyEffect[]): string[][] {
  return effects.map(({ id, templates, agent, model, told, solved, pairs, wins, losses, harms, verdict }) => [
    id,
    templates.slice(0, 8),
    [agent, model].filter((word) => word !== "").join(" ") || "-",
    ...[told, solved, pairs, wins, losses, harms].map(String),
    pairs === 0 ? "no pair yet" : verdicts[verdict],
  ]);
}
