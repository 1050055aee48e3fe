import type { Episode } from "../model/episode.js";
import { collectEdits } from "./edits.js";
import type { Facts } from "./facts.js";
import { collectFiles } from "./files.js";
import { collectNamedFiles } from "./named-files.js";
import { collectRepeats } from "./repeats.js";
import { isEditTask } from "./task.js";
import { collectVerifications } from "./verifications.js";

/** Counts once what an episode holds; linear in its length. Pure. */
export function facts(episode: Episode): Facts {
  const edits = collectEdits(episode);
  const verifications = collectVerifications(episode, edits);
  const files = collectFiles(episode);
  return {
    stepCount: episode.steps.length,
    editTask: isEditTask(episode, edits),
    finish: finishStep(episode),
    productEdits: edits.product,
    testFileEdits: edits.test,
    scratchCreated: edits.scratch,
    failedEdits: edits.failed,
    firstCodeEdit: edits.code.at(0)?.edit ?? null,
    lastCodeEdit: edits.code.at(-1)?.edit ?? null,
    ...verifications,
    files,
    namedFiles: collectNamedFiles(episode, files),
    repeats: collectRepeats(episode),
    compactions: episode.events.filter((event) => event.kind === "compaction").map((event) => event.afterStep),
  };
}

function finishStep(episode: Episode): number | null {
  const step = episode.steps.findLast(({ actions }) => actions.some((action) => action.kind === "finish"));
  return step?.number ?? null;
}
