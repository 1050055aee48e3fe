import type { ArmSummary } from "@mulligan/retry";
import { cut, html, place } from "./markup.js";
import type { Markup } from "./markup.js";

const width = 720;
const height = 250;
const left = 60;
const right = 560;
const top = 14;
const bottom = 210;
const labelHeight = 16;

/** The mean score after each attempt, a line an arm; null where no arm has scores of two attempts. */
export function scoreChart(arms: readonly ArmSummary[], classOf: (arm: string) => string): Markup | null {
  const lines = arms.filter(({ scoreBy }) => scoreBy.length > 1);
  if (lines.length === 0) return null;
  const attempts = Math.max(...lines.map(({ scoreBy }) => scoreBy.length));
  const x = (index: number) => left + (index / (attempts - 1)) * (right - left);
  const y = (score: number) => bottom - score * (bottom - top);
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (score) =>
      html`<line class="grid" x1="${left}" x2="${right}" y1="${place(y(score))}" y2="${place(y(score))}" />
        <text class="tick" x="${left - 10}" y="${place(y(score) + 4)}" text-anchor="end">${score}</text>`,
  );
  const ticks = Array.from(
    { length: attempts },
    (_, index) =>
      html`<text class="tick" x="${place(x(index))}" y="${bottom + 22}" text-anchor="middle"
        >attempt ${index + 1}</text
      >`,
  );
  const places = labelPlaces(lines.map(({ scoreBy }) => y(scoreBy.at(-1) ?? 0)));
  const drawn = lines.map(({ arm, scoreBy }, index) => {
    const path = scoreBy.map((score, step) => `${step === 0 ? "M" : "L"}${place(x(step))} ${place(y(score))}`).join("");
    const dots = scoreBy.map(
      (score, step) => html`<circle class="dot" cx="${place(x(step))}" cy="${place(y(score))}" r="4" />`,
    );
    const last = scoreBy.at(-1) ?? 0;
    return html`<g class="${classOf(arm)}"
      ><title>${arm}: ${inWords(scoreBy)}</title><path class="line" d="${path}" />${dots}
      <text class="value" x="${place(x(scoreBy.length - 1) + 12)}" y="${place((places[index] ?? 0) + 4)}"
        >${cut(arm, 18)} ${last.toFixed(2)}</text
      ></g
    >`;
  });
  const spoken = lines.map(({ arm, scoreBy }) => `${arm} ${inWords(scoreBy)}`).join("; ");
  return html`<svg
    class="chart"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="Mean score after each attempt: ${spoken}"
  >
    ${grid}${ticks}${drawn}
  </svg>`;
}

function inWords(scores: readonly number[]): string {
  return scores.map((score) => score.toFixed(2)).join(", ");
}

/** Moved apart where lines end close to one another. */
function labelPlaces(wanted: readonly number[]): number[] {
  const places: number[] = [];
  let free = Number.NEGATIVE_INFINITY;
  const order = wanted.map((_, index) => index).sort((first, second) => (wanted[first] ?? 0) - (wanted[second] ?? 0));
  for (const index of order) {
    places[index] = Math.max(wanted[index] ?? 0, free);
    free = (places[index] ?? 0) + labelHeight;
  }
  return places;
}
