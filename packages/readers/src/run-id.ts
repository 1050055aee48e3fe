import { contentHash } from "./hash.js";
import type { RecordedRun } from "./recorded-run.js";

/** The run's own id, else one made of enough of every call to tell two runs of one task apart. */
export function runId(run: RecordedRun): string {
  return run.id ?? contentHash(fingerprint(run));
}

function fingerprint(run: RecordedRun): string {
  const parts = run.calls.map(
    (call) => `${call.command?.length ?? call.tool} ${call.says.length} ${call.observation.length}`,
  );
  return `${run.format}\n${run.task.slice(0, 400)}\n${run.task.length}\n${parts.join("\n")}`;
}
