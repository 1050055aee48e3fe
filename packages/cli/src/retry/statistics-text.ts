import type { CampaignStatistics, Mean, PairComparison } from "@mulligan/retry";
import { columns, counted } from "../output/text.js";

type Rate = CampaignStatistics["first"];
type Table = readonly (readonly string[])[];

/** The answer first, then the figures it rests on. */
export function statisticsText(statistics: CampaignStatistics): string {
  const blocks = statisticsTables(statistics).map(({ title, rows }) => [
    title,
    ...columns(rows).map((line) => `  ${line.trimEnd()}`),
  ]);
  return [...statistics.answer, "", statisticsSummary(statistics), ...blocks.flatMap((lines) => ["", ...lines])].join(
    "\n",
  );
}

export function statisticsMarkdown(statistics: CampaignStatistics): string {
  const blocks = statisticsTables(statistics).map(({ title, rows }) => `## ${title}\n\n${markdownTable(rows)}`);
  return ["# Campaign", ...statistics.answer, statisticsSummary(statistics), ...blocks].join("\n\n");
}

/** How many episodes and attempts, and what they used. */
export function statisticsSummary({
  episodes,
  first,
  firstInfrastructure,
  firstUnjudged,
  attempts,
  cost,
  seconds,
}: CampaignStatistics): string {
  const left = [
    ...(firstInfrastructure > 0 ? [`${firstInfrastructure} failed for the infrastructure and count nowhere`] : []),
    ...(firstUnjudged > 0 ? [`${firstUnjudged} were not judged`] : []),
  ];
  return [
    `${counted(episodes, "episode")}, ${counted(attempts, "attempt")}; the first attempt solved ${rate(first)}.`,
    ...(left.length > 0 ? [`Of the first attempts ${left.join(", ")}.`] : []),
    ...(cost > 0 || seconds > 0
      ? [`In all ${cost > 0 ? `${cost.toFixed(2)} dollars, ` : ""}${duration(seconds)}.`]
      : []),
  ].join(" ");
}

export interface StatisticsTable {
  readonly about: "arms" | "pairs" | "failures";
  readonly title: string;
  readonly rows: Table;
}

/** The figures behind the answer. */
export function statisticsTables({ arms, comparisons, failures }: CampaignStatistics): StatisticsTable[] {
  const armRows = arms.map((arm) => [
    arm.arm,
    rate(arm.solved),
    arm.solvedBy.join(", ") || "-",
    arm.score.value === null ? "-" : arm.score.value.toFixed(2),
    mean(arm.steps, 1),
    mean(arm.tokens, 0),
    mean(arm.cost, 3),
    mean(arm.seconds, 1),
    arm.broken.total === 0 ? "-" : rate(arm.broken),
    String(arm.infrastructure + arm.unjudged),
  ]);
  const failureRows = failures.map(({ arm, failureType, episodes, solved, fixed, replacedBy }) => [
    failureType,
    arm,
    String(episodes),
    String(solved),
    String(fixed),
    replacedBy.map((entry) => `${entry.failureType} ${entry.episodes}`).join(", ") || "-",
  ]);
  return [
    {
      about: "arms",
      title: "Episodes that the first attempt did not solve, by arm",
      rows: [
        ["arm", "solved (95 %)", "by retry", "score", "steps", "tokens", "dollars", "seconds", "broken", "not counted"],
        ...armRows,
      ],
    },
    ...(comparisons.length === 0
      ? []
      : [{ about: "pairs" as const, title: "Pairs", rows: [pairHeader, ...comparisons.map(pairRow)] }]),
    ...(failureRows.length === 0
      ? []
      : [
          {
            about: "failures" as const,
            title: "Primary failures of the first attempt",
            rows: [["failure", "arm", "episodes", "solved", "gone", "what remained unsolved shows"], ...failureRows],
          },
        ]),
  ];
}

export const pairHeader: readonly string[] = [
  "",
  "against",
  "pairs",
  "both",
  "recovered",
  "broken",
  "neither",
  "difference (95 %)",
  "score",
  "p",
];

export function pairRow(comparison: PairComparison): string[] {
  const { name, against, pairs, bothSolved, recovered, broken, neither, difference, scoreDifference, p } = comparison;
  return [
    name,
    against,
    ...[pairs, bothSolved, recovered, broken, neither].map(String),
    estimate(difference),
    estimate(scoreDifference),
    p < 0.001 ? "< 0.001" : p.toFixed(3),
  ];
}

function estimate({ value, low, high }: PairComparison["difference"]): string {
  if (value === null) return "-";
  if (low === null || high === null) return signed(value);
  return `${signed(value)} (${signed(low)} to ${signed(high)})`;
}

function signed(value: number): string {
  const text = value.toFixed(2);
  return value > 0 ? `+${text}` : text.replace(/^-0\.00$/, "0.00");
}

function rate({ hits, total, low, high }: Rate): string {
  if (low === null || high === null) return "-";
  return `${hits}/${total} (${Math.round(low * 100)}-${Math.round(high * 100)} %)`;
}

function mean({ mean: value }: Mean, digits: number): string {
  return value === null ? "-" : value.toFixed(digits);
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds.toFixed(1)} seconds` : `${(seconds / 60).toFixed(1)} minutes`;
}

function markdownTable([header = [], ...rows]: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), `|${header.map(() => " --- ").join("|")}|`, ...rows.map(line)].join("\n");
}
