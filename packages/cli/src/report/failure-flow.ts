import type { FailureChange } from "@mulligan/retry";
import { cut, html, place } from "./markup.js";
import type { Markup } from "./markup.js";

const width = 720;
const leftNode = 268;
const rightNode = 442;
const nodeWidth = 10;
const bandHeight = 200;
const slotHeight = 17;
const gap = 6;
const shownTypes = 7;
const others = "other types";
const solved = "solved";

interface Flow {
  readonly from: string;
  readonly to: string;
  readonly episodes: number;
  readonly kind: "solved" | "same" | "other";
  /** Places from the top on both sides. */
  readonly order: readonly [number, number];
}

/** What became of the first attempts' failures in one arm, from left to right. */
export function failureFlow(arm: string, changes: readonly FailureChange[]): Markup | null {
  const flows = flowsOf(changes);
  const total = flows.reduce((sum, { episodes }) => sum + episodes, 0);
  if (total === 0) return null;
  const scale = bandHeight / total;
  const before = nodesOf(flows, "from", scale);
  const after = nodesOf(flows, "to", scale);
  const height = Math.max(before.height, after.height) + 8;
  const used = { from: new Map<string, number>(), to: new Map<string, number>() };
  const edge = (side: "from" | "to", flow: Flow) => {
    const start = used[side].get(flow[side]) ?? 0;
    used[side].set(flow[side], start + flow.episodes * scale);
    return ((side === "from" ? before : after).places.get(flow[side]) ?? 0) + start;
  };
  const middle = (leftNode + nodeWidth + rightNode) / 2;
  const bands = flows.map((flow) => {
    const [start, end] = [edge("from", flow), edge("to", flow)];
    const thick = flow.episodes * scale;
    const [x1, x2] = [leftNode + nodeWidth, rightNode];
    const path = [
      `M${x1} ${place(start)}C${middle} ${place(start)} ${middle} ${place(end)} ${x2} ${place(end)}`,
      `v${place(thick)}C${middle} ${place(end + thick)} ${middle} ${place(start + thick)} ${x1} ${place(start + thick)}Z`,
    ].join("");
    return html`<path class="flow ${flow.kind}" d="${path}"
      ><title>${flow.from} to ${flow.to}: ${flow.episodes}</title></path
    >`;
  });
  const spoken = flows.map(({ from, to, episodes }) => `${episodes} from ${from} to ${to}`).join("; ");
  return html`<svg
    class="chart flows"
    viewBox="0 0 ${width} ${place(height)}"
    role="img"
    aria-label="Failures before and after in the arm ${arm}: ${spoken}"
  >
    ${bands}${before.nodes.map((node) => drawn(node, leftNode, "end"))}${after.nodes.map((node) => drawn(node, rightNode, "start"))}
  </svg>`;
}

interface Node {
  readonly name: string;
  readonly episodes: number;
  readonly top: number;
  readonly height: number;
}

function nodesOf(flows: readonly Flow[], side: "from" | "to", scale: number) {
  const counts = new Map<string, number>();
  const end = side === "from" ? 0 : 1;
  const fromTop = [...flows].sort((one, two) => one.order[end] - two.order[end]);
  for (const flow of fromTop) counts.set(flow[side], (counts.get(flow[side]) ?? 0) + flow.episodes);
  const nodes: Node[] = [];
  let next = 4;
  for (const [name, episodes] of counts) {
    const height = episodes * scale;
    const slot = Math.max(slotHeight, height);
    nodes.push({ name, episodes, top: next + (slot - height) / 2, height });
    next += slot + gap;
  }
  return { nodes, height: next - gap, places: new Map(nodes.map(({ name, top }) => [name, top])) };
}

function drawn({ name, episodes, top, height }: Node, x: number, anchor: "start" | "end"): Markup {
  const labelX = anchor === "end" ? x - 8 : x + nodeWidth + 8;
  const kind = name === solved ? "node solved" : "node";
  return html`<rect
      class="${kind}"
      x="${x}"
      y="${place(top)}"
      width="${nodeWidth}"
      height="${place(Math.max(1, height))}"
      rx="2"
    />
    <text class="type" x="${labelX}" y="${place(top + height / 2 + 4)}" text-anchor="${anchor}"
      >${anchor === "end" ? `${cut(name, 30)} ${episodes}` : `${episodes} ${cut(name, 30)}`}<title>${name}</title></text
    >`;
}

/** The most frequent types by name, the others together; solved first, as the eye begins at the top. */
function flowsOf(changes: readonly FailureChange[]): Flow[] {
  const before = new Set(changes.slice(0, shownTypes).map(({ failureType }) => failureType));
  const remaining = new Map<string, number>();
  for (const { replacedBy } of changes)
    for (const { failureType, episodes } of replacedBy)
      remaining.set(failureType, (remaining.get(failureType) ?? 0) + episodes);
  const frequent = [...remaining].sort(([one, most], [two, more]) => more - most || (one < two ? -1 : 1));
  const after = [solved, ...frequent.slice(0, shownTypes).map(([type]) => type), others];
  const left = [...before, others];
  const sums = new Map<string, Flow>();
  const add = (type: string, to: string, episodes: number) => {
    if (episodes === 0) return;
    const from = before.has(type) ? type : others;
    const target = after.includes(to) ? to : others;
    const kind = to === solved ? "solved" : to === type ? "same" : "other";
    const name = JSON.stringify([from, target, kind]);
    const order = [left.indexOf(from), after.indexOf(target)] as const;
    sums.set(name, { from, to: target, kind, order, episodes: episodes + (sums.get(name)?.episodes ?? 0) });
  };
  for (const { failureType, solved: hits, replacedBy } of changes) {
    add(failureType, solved, hits);
    for (const { failureType: to, episodes } of replacedBy) add(failureType, to, episodes);
  }
  return [...sums.values()].sort((one, two) => one.order[0] - two.order[0] || one.order[1] - two.order[1]);
}
