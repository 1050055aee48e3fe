import type { Diagnosed } from "../commands/diagnosed.js";
import type { Style } from "./style.js";
import { columns } from "./text.js";
import { undecided } from "./unknown-outcome.js";

const headings = ["run", "outcome", "steps", "primary failure", "severity", "findings besides"] as const;
const none = "-";

/** One line a run: where it is, how it ended, and what was found. The widths need all rows, so they come at the end. */
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
    const folder = commonFolder(this.#rows.map(([file = ""]) => file));
    const rows = this.#rows.map(([file = "", ...rest]) => [file.slice(folder.length), ...rest]);
    const [first = "", ...lines] = columns([headings, ...rows]);
    return [...(folder === "" ? [] : [`Runs in ${folder}`]), style.bold(first), ...lines].join("\n");
  }
}

/** The folders that all of the paths begin with, with the last `/`; empty for a single run. */
function commonFolder(paths: readonly string[]): string {
  const [first = "", ...others] = paths;
  if (others.length === 0) return "";
  let folder = first.slice(0, first.lastIndexOf("/") + 1);
  while (folder !== "" && !others.every((path) => path.startsWith(folder)))
    folder = folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1);
  return folder;
}
