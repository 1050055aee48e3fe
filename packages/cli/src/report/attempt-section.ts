import { firstArm } from "@mulligan/retry";
import type { AttemptRecord } from "@mulligan/retry";
import { counted, stepsInWords } from "../output/text.js";
import type { AttemptDetail } from "./attempt-detail.js";
import { html } from "./markup.js";
import type { Markup } from "./markup.js";
import { chipOf, inline, timeline } from "./timeline.js";

const openUpTo = 24;

/** What an attempt was told, what was found in its run, and its steps. */
export function attemptSection({ record, run }: AttemptDetail, armClass: string): Markup {
  const title = record.arm === firstArm ? "First attempt" : `${record.arm}, attempt ${record.attempt}`;
  return html`<section class="attempt ${armClass}">
    <h3>${title} ${resultChip(record)} <span class="figures">${figures(record)}</span></h3>
    ${record.reason !== undefined && html`<p class="note">${record.reason}</p>`}
    ${record.stopped !== undefined && record.stopped !== "solved" && html`<p class="note">No further attempt: ${record.stopped}.</p>`}
    ${record.arm !== firstArm && told(record)}
    ${
      run === null
        ? noRun(record)
        : html`${findings(run.diagnosis.findings)}
            <details class="more" ${run.episode.steps.length <= openUpTo && html` open`}>
              <summary><span class="turn"></span> ${counted(run.episode.steps.length, "step")}</summary>
              ${timeline(run.episode, run.diagnosis)}
            </details>`
    }
  </section>`;
}

export function resultChip({ result }: AttemptRecord): Markup {
  const kind = result === "solved" ? "good" : result === "failed" ? "bad" : "warn";
  return html`<span class="chip ${kind}">${result === "infrastructure" ? "infrastructure failed" : result}</span>`;
}

function noRun({ result, run }: AttemptRecord): Markup | null {
  if (result === "infrastructure") return null;
  return html`<p class="note">
    ${run === undefined ? "No run was recorded." : "The recorded run could not be read."}
  </p>`;
}

function figures({ score, steps, failureType, usage }: AttemptRecord): string {
  const { inputTokens, outputTokens, cost, seconds } = usage;
  const tokens =
    inputTokens === undefined && outputTokens === undefined ? null : (inputTokens ?? 0) + (outputTokens ?? 0);
  return [
    ...(failureType === null ? [] : [failureType]),
    ...(score === null ? [] : [`score ${score.toFixed(2)}`]),
    ...(steps === null ? [] : [counted(steps, "step")]),
    ...(tokens === null ? [] : [`${tokens} tokens`]),
    ...(cost === undefined ? [] : [`${cost.toFixed(3)} dollars`]),
    ...(seconds === undefined ? [] : [`${seconds.toFixed(1)} s`]),
  ].join(" · ");
}

function findings(
  found: readonly {
    id: string;
    type: string;
    severity: "critical" | "major" | "minor" | "none";
    evidence: string;
    steps: readonly number[];
  }[],
): Markup {
  if (found.length === 0) return html`<p class="note">No rule found anything.</p>`;
  return html`<ul class="findings">
    ${found.map(
      ({ id, type, severity, evidence, steps }) =>
        html`<li>
          <span class="chip ${chipOf(severity)}" title="${id}, ${severity}">${type}</span> ${inline(evidence)}
          <span class="note">${stepsInWords(steps)}</span>
        </li>`,
    )}
  </ul>`;
}

function told({ told: { systemPromptAddon, userContextAddon } }: AttemptRecord): Markup {
  if (systemPromptAddon === "" && userContextAddon === "")
    return html`<p class="note">Told nothing beyond the task.</p>`;
  const addon = (title: string, text: string) =>
    text !== "" &&
    html`<h4>${title}</h4>
      <pre>${text}</pre>`;
  return html`<details class="more">
    <summary><span class="turn"></span> What it was told</summary>
    ${addon("System prompt addon", systemPromptAddon)}${addon("User addon, in front of the task", userContextAddon)}
  </details>`;
}
