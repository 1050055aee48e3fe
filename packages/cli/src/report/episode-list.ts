import type { Registry } from "@mulligan/core";
import type { AttemptRecord } from "@mulligan/retry";
import type { Ledger } from "@mulligan/retry/ledger";
import { attemptDetail } from "./attempt-detail.js";
import { attemptSection, resultChip } from "./attempt-section.js";
import type { EpisodeAttempts } from "./choose-episodes.js";
import { html } from "./markup.js";
import type { Markup } from "./markup.js";

/** What is spent on opened rows; the page stays small enough for mail and for old machines. */
const detailBytes = 1_300_000;
/** Recordings are read for the first rows only: a report is to be there in a moment. */
const detailedAttempts = 160;

export interface EpisodeList {
  readonly rows: readonly Markup[];
  /** Rows that cannot be opened, because the page would grow too large. */
  readonly closed: number;
}

export async function episodeList(
  episodes: readonly EpisodeAttempts[],
  ledger: Ledger,
  registry: Registry,
  classOf: (arm: string) => string,
): Promise<EpisodeList> {
  const rows: Markup[] = [];
  let bytes = 0;
  let attempts = 0;
  let closed = 0;
  for (const episode of episodes) {
    const records = [...(episode.first === null ? [] : [episode.first]), ...[...episode.arms.values()].flat()];
    attempts += records.length;
    const inside = attempts > detailedAttempts || bytes >= detailBytes ? null : await opened(records);
    const size = inside === null ? 0 : Buffer.byteLength(inside.html);
    if (inside !== null && bytes + size <= detailBytes) {
      bytes += size;
      rows.push(
        html`<details class="episode">
          <summary class="row">${cells(episode, true)}</summary>
          <div class="inside">${inside}</div>
        </details>`,
      );
    } else {
      closed += 1;
      rows.push(html`<div class="episode row">${cells(episode, false)}</div>`);
    }
  }
  return { rows, closed };

  async function opened(records: readonly AttemptRecord[]): Promise<Markup> {
    const sections: Markup[] = [];
    let task = "";
    for (const record of records) {
      const detail = await attemptDetail(record, ledger, registry);
      task ||= detail.run?.episode.task ?? "";
      sections.push(attemptSection(detail, classOf(record.arm)));
    }
    return html`${
      task.trim() !== "" &&
      html`<h4>Task</h4>
        <pre>${shortTask(task)}</pre>`
    }${sections}`;
  }
}

const taskCharacters = 1_500;

function shortTask(task: string): string {
  const text = task.trim();
  return text.length <= taskCharacters ? text : `${text.slice(0, taskCharacters)}…`;
}

function cells({ episode, first, arms }: EpisodeAttempts, opens: boolean): Markup {
  const ends = [...arms].map(([arm, records]) => {
    const last = records.at(-1);
    return last !== undefined && html`<span class="chip ${kindOf(last)}">${arm}: ${endOf(last, records.length)}</span>`;
  });
  return html`<span class="${opens ? "turn" : ""}"></span><span class="name">${episode}</span>
    <span
      >${first === null ? "not made yet" : html`${resultChip(first)} <span class="type">${first.failureType ?? ""}</span>`}</span
    ><span class="ends">${ends.length === 0 ? html`<span class="note">not attempted again</span>` : ends}</span>`;
}

function kindOf({ result }: AttemptRecord): string {
  return result === "solved" ? "good" : result === "failed" ? "bad" : "warn";
}

function endOf({ result }: AttemptRecord, attempts: number): string {
  const many = attempts > 1 ? ` after ${attempts} attempts` : "";
  return result === "infrastructure" ? "infrastructure failed" : `${result}${many}`;
}
