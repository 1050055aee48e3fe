import { malformed, shell } from "../calls.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { somewhere } from "../target.js";

export const invalidToolCalls: Planting = {
  type: "INVALID_TOOL_CALLS",
  failures: [
    {
      what: "a tenth of all calls, and three at least, lack an argument",
      plant(draft) {
        const count = Math.max(3, Math.ceil(draft.episode.steps.length / 9));
        const calls = Array.from({ length: count }, (_none, index) => malformed(index + 1));
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
  ],
  hardNegatives: [
    {
      what: "two calls lack an argument",
      plant(draft) {
        need(
          !draft.episode.steps.some(
            ({ status, observation }) => status === "invalid" || observation.trimStart().startsWith("Usage: "),
          ),
          "calls were malformed already",
        );
        const calls = [malformed(1), malformed(2)];
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
    {
      what: "three well-formed calls name files that do not exist",
      plant(draft) {
        const calls = ["views", "models", "routes"].map((stem) =>
          shell(`cat missing/${stem}.txt`, `cat: missing/${stem}.txt: No such file or directory\n`, 1),
        );
        draft.insert(somewhere(draft), ...calls);
        return calls;
      },
    },
  ],
};
