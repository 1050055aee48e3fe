import type { RecordedCall } from "@mulligan/readers/record";
import type { Draft } from "../draft.js";
import type { Planting } from "../planting.js";
import { targetOf } from "../target.js";

/** Shows a file of so many lines, then writes it whole with some of them changed. */
function rewrite(draft: Draft, lines: number, changed: number): readonly [RecordedCall, RecordedCall] {
  draft.hush(
    /re-?writ|refactor|restructur|reorgani|reformat|migrat|translat|redesign|overhaul|moderni|from scratch|throughout|port(?:ing)? |all over|every /i,
    "a change all over a file",
  );
  const { beside, language, tag } = targetOf(draft);
  const path = draft.absolute(beside("tables"));
  const before = Array.from({ length: lines }, (_none, index) => language.assign(`row_${tag}_${index}`, index));
  const after = before.map((text, index) =>
    index < changed ? language.assign(`entry_${tag}_${index}`, index + 1) : text,
  );
  return [draft.hand.look(path, `${before.join("\n")}\n`), draft.hand.overwrite(path, `${after.join("\n")}\n`)];
}

export const oversizedRewrite: Planting = {
  type: "OVERSIZED_REWRITE",
  failures: [
    {
      what: "one write changes 100 of the 120 lines of a file",
      plant(draft) {
        const calls = rewrite(draft, 120, 100);
        draft.insert(draft.end, ...calls);
        return [calls[1]];
      },
    },
  ],
  hardNegatives: [
    {
      what: "one write changes 50 of the 120 lines of a file",
      plant(draft) {
        const calls = rewrite(draft, 120, 50);
        draft.insert(draft.end, ...calls);
        return [calls[1]];
      },
    },
    {
      what: "one write changes all of the 70 lines of a file",
      plant(draft) {
        const calls = rewrite(draft, 70, 70);
        draft.insert(draft.end, ...calls);
        return [calls[1]];
      },
    },
    {
      what: "one write repeats the 120 lines of a file",
      plant(draft) {
        const calls = rewrite(draft, 120, 0);
        draft.insert(draft.end, ...calls);
        return [calls[1]];
      },
    },
  ],
};
