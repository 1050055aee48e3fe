import type { Diagnosed } from "../commands/diagnosed.js";
import { undecided } from "./plan-text.js";
import type { Style } from "./style.js";
import { columns } from "./text.js";

const headings = ["run", "outcome", "steps", "primary failure", "severity", "findings besides"] as const;
const none = "-";

/** One line a run: where it is, how it ended, and what was found. Columns need all rows, so they come at the end. */
export class FindingsTable {
  readonly #rows: (readonly string[])[] = [];

  add({ file, run, episode, diagnosis }: Diagnosed): void {
    const { primary, primaryFailure, findings } = diagnosis;
    const others = findings.filter((finding) => finding !== primary).map(({ type }) => type);
    this.#rows.push([
      run > 1 ? `${file} (run ${run})` : file,
      episode.outcome.status,
      String(episode.steps.length),
      undecided({ episode, diagnosis }) ? none : primaryFailure,
      primary?.severity ?? none,
      [...new Set(others)].join(", ") || none,
    ]);
  }

  text(style: Style): string {
    const [first = "", ...lines] = columns([headings, ...this.#rows]);
    return [style.bold(first), ...lines].join("\n");
  }
}
