import type { OutcomeStatus } from "@mulligan/core";
import type { Diagnosed } from "../commands/diagnosed.js";
import type { Style } from "./style.js";
import { columns, counted, indented } from "./text.js";
import { undecided } from "./unknown-outcome.js";

const outcomes: readonly OutcomeStatus[] = ["passed", "failed", "unknown"];

interface Row {
  readonly type: string;
  primary: number;
  found: number;
}

/** Counts over many runs: how they ended, and which failure types were primary or found at all. */
export class Summary {
  readonly #rows = new Map<string, Row>();
  readonly #outcomes = new Map<OutcomeStatus, number>();
  #runs = 0;

  add({ episode, diagnosis }: Pick<Diagnosed, "episode" | "diagnosis">): void {
    const { status } = episode.outcome;
    this.#runs += 1;
    this.#outcomes.set(status, (this.#outcomes.get(status) ?? 0) + 1);
    this.#row(undecided({ episode, diagnosis }) ? "no failure found" : diagnosis.primaryFailure).primary += 1;
    for (const type of new Set(diagnosis.findings.map((finding) => finding.type))) this.#row(type).found += 1;
  }

  text(style: Style): string {
    const ends = outcomes.flatMap((status) => {
      const count = this.#outcomes.get(status);
      if (count === undefined) return [];
      return [status === "unknown" ? `${count} of unknown outcome` : `${count} ${status}`];
    });
    const rows = [...this.#rows.values()]
      .sort(
        (left, right) => right.primary - left.primary || right.found - left.found || (left.type < right.type ? -1 : 1),
      )
      .map(({ type, primary, found }) => [type, cell(primary, "primary"), cell(found, "found in")]);
    return [
      `${style.bold(counted(this.#runs, "run"))}: ${ends.join(", ")}`,
      indented(columns([["", "primary", "found in"], ...rows]).join("\n"), "  "),
    ].join("\n");
  }

  #row(type: string): Row {
    const known = this.#rows.get(type);
    if (known !== undefined) return known;
    const row = { type, primary: 0, found: 0 };
    this.#rows.set(type, row);
    return row;
  }
}

function cell(count: number, heading: string): string {
  return (count === 0 ? "-" : String(count)).padStart(heading.length);
}
