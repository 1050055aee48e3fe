import { createHash } from "node:crypto";
import type { CampaignStatistics, StrategyEffect } from "@mulligan/retry";
import { statisticsTables } from "../retry/statistics-text.js";
import { effectRows, effectsHeader } from "../output/effects-text.js";
import { armClasses } from "./arm-colours.js";
import { failureFlow } from "./failure-flow.js";
import { html } from "./markup.js";
import type { Markup } from "./markup.js";
import { scoreChart } from "./score-chart.js";
import { solvedChart } from "./solved-chart.js";
import { styleSheet } from "./style-sheet.js";

export interface ReportPage {
  readonly campaign: string;
  readonly statistics: CampaignStatistics;
  readonly summary: string;
  readonly effects: readonly StrategyEffect[];
  readonly rows: readonly Markup[];
  /** What the table leaves out, and how to see it. */
  readonly notes: readonly string[];
  readonly version: string;
}

const shownFlows = 6;
const shownEffects = 60;

/**
 * The report as one file: nothing is fetched, no script runs, and its own policy allows nothing but its style sheet.
 */
export function reportPage(page: ReportPage): string {
  const { statistics, campaign } = page;
  // Its hash counts every blank: the template may not touch it.
  const style: Markup = { html: `<style>${styleSheet}</style>` };
  const names = statistics.arms.map(({ arm }) => arm);
  const classOf = armClasses(names, statistics.control);
  const hash = createHash("sha256").update(styleSheet).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const flows = statistics.arms.slice(0, shownFlows).map(({ arm }) => ({
    arm,
    chart: failureFlow(
      arm,
      statistics.failures.filter((change) => change.arm === arm),
    ),
  }));
  const scores = scoreChart(statistics.arms, classOf);
  // By arm, in pairs, and by failure, which has a section of its own.
  const tables = statisticsTables(statistics);
  const [byArm, byFailure] = [tables.filter(isNotFailures), tables.filter((each) => !isNotFailures(each))];
  const body = html`<main>
    <header>
      <h1>Mulligan report of ${campaign === "campaign" ? "a campaign" : `the campaign ${campaign}`}</h1>
      <div class="answer">${answer(statistics)}</div>
      ${numbers(statistics)}
      <p class="note">${page.summary}</p>
    </header>
    ${
      statistics.arms.length > 0 &&
      html`<section>
        <h2>Solved, by arm</h2>
        <p class="note">Of the episodes that the first attempt did not solve; each line is a 95 % interval (Wilson).</p>
        <div class="card">${solvedChart(statistics.arms, classOf)}</div>
        ${byArm.map(titled)}
      </section>`
    }
    ${
      flows.some(({ chart }) => chart !== null) &&
      html`<section>
        <h2>Failures before and after</h2>
        <p class="note">
          Left the primary failure of the first attempt, right what became of these episodes in the arm's last attempt.
        </p>
        ${flows.map(
          ({ arm, chart }) =>
            chart !== null &&
            html`<h3>${arm}</h3>
              <div class="card">${chart}</div>`,
        )}
        <ul class="key">
          <li class="solved">solved</li>
          <li class="same">not solved, the same failure</li>
          <li class="other">not solved, another failure</li>
        </ul>
        ${byFailure.map(titled)}
      </section>`
    }
    ${
      scores !== null &&
      html`<section>
        <h2>Score per attempt</h2>
        <p class="note">
          Mean over the episodes that the first attempt did not solve; one that ended before keeps its last score.
        </p>
        <div class="card">${scores}</div>
      </section>`
    }
    ${
      page.effects.length > 0 &&
      html`<section>
        <h2>What each strategy's texts brought</h2>
        <p class="note">
          Pairs with the ${statistics.control ?? "plain"} arm's attempt at the same place. An attempt is told several
          texts at once, so that one may win by another's merit.
        </p>
        <div class="card">${table([effectsHeader, ...effectRows(page.effects.slice(0, shownEffects))], true)}</div>
        ${page.effects.length > shownEffects && html`<p class="note">${page.effects.length - shownEffects} more: mulligan strategies.</p>`}
      </section>`
    }
    <section>
      <h2>Episodes</h2>
      <p class="note">
        A row opens to its attempts: what they were told, what was found, and their steps. Those on which the arms
        differ come first.
      </p>
      <div class="episodes">
        <div class="head"><span></span><span>episode</span><span>first attempt</span><span>arms</span></div>
        ${page.rows}
      </div>
      ${page.notes.map((note) => html`<p class="note">${note}</p>`)}
    </section>
    <footer>
      Made by mulligan ${page.version}, by rules, from recorded runs. Rows that are open are printed open.
    </footer>
  </main>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>Mulligan report: ${campaign}</title>
        ${style}
      </head>
      <body>
        ${body}
      </body>
    </html> `.html;
}

type TitledTable = ReturnType<typeof statisticsTables>[number];

function isNotFailures({ about }: TitledTable): boolean {
  return about !== "failures";
}

function titled({ title, rows }: TitledTable): Markup {
  return html`<h3>${title}</h3>
    <div class="card">${table(rows)}</div>`;
}

function answer({ answer: sentences, comparisons }: CampaignStatistics): Markup[] {
  return sentences.map((sentence) => {
    const verdict = comparisons.find((comparison) => comparison.sentence === sentence)?.verdict ?? "unclear";
    return html`<p class="${verdict}">${sentence}</p>`;
  });
}

function numbers({ episodes, attempts, first, cost }: CampaignStatistics): Markup {
  const entries = [
    ["episodes", String(episodes)],
    ["attempts", String(attempts)],
    ["solved at the first attempt", first.total === 0 ? "-" : `${first.hits} of ${first.total}`],
    ...(cost > 0 ? [["dollars", cost.toFixed(2)]] : []),
  ];
  return html`<dl class="numbers">
    ${entries.map(
      ([name = "", value = ""]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function table([header = [], ...rows]: readonly (readonly string[])[], wordsAtEnd = false): Markup {
  const isWords = (column: number) =>
    (wordsAtEnd || header[column]?.includes("shows") === true) && column === header.length - 1;
  const cell = (text: string, column: number) =>
    column === 0
      ? html`<th scope="row">${text}</th>`
      : html`<td${isWords(column) && html` class="words"`}>${text}</td>`;
  return html`<table>
    <thead>
      <tr>
        ${header.map((text, column) => html`<th scope="col" ${isWords(column) && html` class="words"`}>${text}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map(cell)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
