import { shell } from "../calls.js";
import type { Draft } from "../draft.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { somewhere } from "../target.js";

const line = "2024-05-01 12:00:00 INFO worker: the queue was read and nothing was in it\n";

function log(characters: number): string {
  return line.repeat(Math.ceil(characters / line.length)).slice(0, characters);
}

function needSmallRun({ episode }: Draft): void {
  const all = episode.steps.reduce((sum, { observation }) => sum + observation.length, 0);
  need(all < 300_000, "the run has large outputs already");
}

export const contextOverflow: Planting = {
  type: "CONTEXT_OVERFLOW",
  failures: [
    {
      what: "one output in the middle has 60,000 characters",
      plant(draft) {
        need(draft.episode.steps.length > 1, "the run has one step");
        const call = shell("cat /var/log/worker.log", log(60_000));
        draft.insert(draft.episode.steps.length - 1, call);
        return [call];
      },
    },
    {
      what: "the context limit ends the run",
      plant(draft) {
        draft.tell({ endedBy: "context", endedDetail: "exit_context", ended: true });
        return [draft.episode.steps.length];
      },
    },
    {
      what: "the context is compacted by itself",
      plant(draft) {
        const step = somewhere(draft);
        draft.happen({ kind: "compaction", afterStep: step, trigger: "automatic" });
        return [step];
      },
    },
    {
      what: "twelve outputs have 40,000 characters each",
      plant(draft) {
        const calls = Array.from({ length: 12 }, (_none, day) => shell(`cat /var/log/worker.${day}.log`, log(40_000)));
        draft.insert(draft.end, ...calls);
        return [];
      },
    },
  ],
  hardNegatives: [
    {
      what: "one output in the middle has 40,000 characters",
      plant(draft) {
        needSmallRun(draft);
        const call = shell("cat /var/log/worker.log", log(40_000));
        draft.insert(draft.end, call);
        return [call];
      },
    },
    {
      what: "the user compacts the context",
      plant(draft) {
        const step = somewhere(draft);
        draft.happen({ kind: "compaction", afterStep: step, trigger: "manual" });
        return [step];
      },
    },
    {
      what: "the last output alone is large",
      plant(draft) {
        needSmallRun(draft);
        const call = shell("cat /var/log/worker.log", log(60_000));
        draft.insert(draft.episode.steps.length, call);
        return [call];
      },
    },
  ],
};
