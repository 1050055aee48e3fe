import type { ArmSummary } from "@mulligan/retry";
import { cut, html, place } from "./markup.js";
import type { Markup } from "./markup.js";

const width = 720;
const left = 170;
const right = 560;
const rowHeight = 46;
const top = 12;

/** The share of episodes that each arm solved, with its 95 % interval. */
export function solvedChart(arms: readonly ArmSummary[], classOf: (arm: string) => string): Markup {
  const bottom = top + arms.length * rowHeight;
  const x = (share: number) => left + share * (right - left);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      html`<line class="grid" x1="${place(x(share))}" x2="${place(x(share))}" y1="${top}" y2="${bottom}" />
        <text class="tick" x="${place(x(share))}" y="${bottom + 18}" text-anchor="middle">${share * 100} %</text>`,
  );
  const rows = arms.map(({ arm, solved }, index) => {
    const y = top + index * rowHeight + rowHeight / 2;
    const label = html`<text class="label" x="${left - 14}" y="${place(y + 4)}" text-anchor="end"
      >${cut(arm, 22)}</text
    >`;
    if (solved.value === null || solved.low === null || solved.high === null) {
      return html`${label}<text class="tick" x="${left + 8}" y="${place(y + 4)}">no episode to count</text>`;
    }
    const [value, low, high] = [x(solved.value), x(solved.low), x(solved.high)];
    return html`<g class="${classOf(arm)}"
      ><title>${arm}: ${solvedInWords(solved)}</title>${label}
      <rect
        class="bar"
        x="${left}"
        y="${place(y - 11)}"
        width="${place(Math.max(0, value - left))}"
        height="22"
        rx="3"
      />
      <path
        class="interval"
        d="M${place(low)} ${place(y)}H${place(high)}M${place(low)} ${place(y - 6)}v12M${place(high)} ${place(y - 6)}v12"
      />
      <circle class="dot" cx="${place(value)}" cy="${place(y)}" r="5.5" />
      <text class="value" x="${right + 16}" y="${place(y + 4)}">${solved.hits} of ${solved.total}</text></g
    >`;
  });
  const spoken = arms.map(({ arm, solved }) => `${arm} ${solvedInWords(solved)}`).join("; ");
  return html`<svg class="chart" viewBox="0 0 ${width} ${bottom + 26}" role="img" aria-label="Solved by arm: ${spoken}">
    ${ticks}${rows}
  </svg>`;
}

export function solvedInWords({ hits, total, value, low, high }: ArmSummary["solved"]): string {
  if (value === null || low === null || high === null) return "no episode to count";
  const percent = (share: number) => String(Math.round(share * 100));
  return `${hits} of ${total}, ${percent(value)} % (${percent(low)} to ${percent(high)} %)`;
}
