import type { Diagnosis, Episode, Finding, Step } from "@mulligan/core";
import { cleanText, describeStep, excerpt, maskSecrets } from "@mulligan/renderer";
import { cut, html } from "./markup.js";
import type { Markup } from "./markup.js";

const atEachEnd = 12;
const shownMarked = 20;
const longestText = 900;

/** A run step by step; steps that a finding cites are marked, and show what was run and what came back. */
export function timeline(episode: Episode, diagnosis: Diagnosis): Markup {
  const cited = citedSteps(diagnosis.findings);
  const { length } = episode.steps;
  const opened = new Set([...cited.keys()].sort((one, two) => one - two).slice(0, shownMarked));
  const isShown = ({ number }: Step) => number <= atEachEnd || number > length - atEachEnd || cited.has(number);
  const lines: Markup[] = [];
  let left = 0;
  const gap = () => {
    if (left > 0)
      lines.push(
        html`<li class="gap">
          <span></span><span>${left} ${left === 1 ? "step" : "steps"} that no finding cites</span>
        </li>`,
      );
    left = 0;
  };
  for (const step of episode.steps) {
    if (!isShown(step)) {
      left += 1;
      continue;
    }
    gap();
    lines.push(stepLine(step, cited.get(step.number) ?? [], opened.has(step.number)));
  }
  gap();
  return html`<ol class="steps">
    ${lines}
  </ol>`;
}

function stepLine(step: Step, findings: readonly Finding[], open: boolean): Markup {
  const told = maskSecrets(describeStep(step));
  const status = step.status === "ok" ? null : html` <span class="chip">${step.status}</span>`;
  const [worst] = findings;
  const marks = findings.map(({ type, severity }) => html` <span class="chip ${chipOf(severity)}">${type}</span>`);
  return html`<li${worst !== undefined && html` class="marked ${worst.severity}"`}>
    <span class="number">${step.number}</span>
    <div class="told">${inline(told)}${status}${marks}${open && quoted(step)}</div>
  </li>`;
}

function quoted({ command, observation }: Step): Markup {
  const shortened = (text: string) => cut(maskSecrets(cleanText(text)).trim(), longestText);
  const output = maskSecrets(excerpt(observation));
  return html`${command !== undefined && html`<pre>$ ${shortened(command)}</pre>`}${output.trim() !== "" && html`<pre>${cut(output, longestText)}</pre>`}`;
}

/** `code` in backticks as code. */
export function inline(text: string): Markup {
  return html`${text.split(/(`[^`\n]+`)/).map((piece) => (/^`.+`$/s.test(piece) ? html`<code>${piece.slice(1, -1)}</code>` : piece))}`;
}

export function chipOf(severity: Finding["severity"]): string {
  return severity === "critical" || severity === "major" ? "bad" : severity === "minor" ? "warn" : "";
}

/** The findings of a step, the most important first. */
function citedSteps(findings: readonly Finding[]): Map<number, Finding[]> {
  const cited = new Map<number, Finding[]>();
  for (const finding of findings) {
    for (const step of finding.steps) {
      const known = cited.get(step);
      if (known === undefined) cited.set(step, [finding]);
      else if (!known.some(({ id }) => id === finding.id)) known.push(finding);
    }
  }
  return cited;
}
