import type { Action, Step } from "@mulligan/core";
import type { Draft } from "../draft.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, targetOf } from "../target.js";

const reading: ReadonlySet<Action["kind"]> = new Set(["look", "search", "list"]);

/** Leaves only what reads, and brings the number of looks to `count`. */
function onlyRead(draft: Draft, count: number): readonly number[] {
  needOwnEnd(draft);
  need(
    draft.run.submission !== undefined || /\b(?:fix|implement|bug|issue)\b/i.test(draft.run.task),
    "the task does not ask for a change in plain words",
  );
  need(!/\bCTF\b|capture the flag/i.test(draft.run.task), "the task asks for an answer");
  const { beside } = targetOf(draft);
  const looks = ({ actions }: Step): boolean =>
    actions.some((action) => (action.kind === "look" && action.found) || action.kind === "search");
  const kept: number[] = [];
  draft.drop(({ actions }) => !actions.every(({ kind }) => reading.has(kind)));
  for (const step of draft.episode.steps)
    if (looks(step) && step.actions.every(({ kind }) => reading.has(kind))) kept.push(step.number);
  if (kept.length > count) {
    const gone = new Set(kept.splice(count));
    draft.drop(({ number }) => gone.has(number));
  }
  for (let number = kept.length; number < count; number += 1)
    draft.insert(draft.end, draft.hand.look(draft.absolute(beside(`part_${number}`)), `part = ${number}\n`));
  draft.tell({
    finalMessage: "I could not find the cause.",
    endedBy: "message",
    ...(draft.run.submission === undefined ? {} : { submission: "" }),
  });
  return kept;
}

export const explorationParalysis: Planting = {
  type: "EXPLORATION_PARALYSIS",
  failures: [
    {
      what: "of the whole run fourteen looks and searches are left, and no edit",
      plant: (draft) => onlyRead(draft, 14),
    },
    {
      what: "the task allows 30 steps, and the first edit is the 21st",
      plant(draft) {
        const kept = onlyRead(draft, 20);
        const edit = targetOf(draft).edit();
        draft.insert(draft.end, edit);
        draft.ask(`You have 30 steps.`);
        return [...kept, edit];
      },
    },
  ],
  hardNegatives: [
    {
      what: "of the whole run six looks and searches are left, and no edit",
      plant: (draft) => onlyRead(draft, 6),
    },
    {
      what: "fourteen looks and searches lead to an edit",
      plant(draft) {
        const kept = onlyRead(draft, 14);
        draft.insert(draft.end, targetOf(draft).edit());
        return kept;
      },
    },
    {
      what: "fourteen looks and searches answer a question",
      plant(draft) {
        const kept = onlyRead(draft, 14);
        draft.handInNothing();
        draft.tell({ task: "How are limits handled here?", finalMessage: "They are read once and kept." });
        return kept;
      },
    },
    {
      what: "the task allows 300 steps, and the first edit is the 21st",
      plant(draft) {
        const kept = onlyRead(draft, 20);
        const edit = targetOf(draft).edit();
        draft.insert(draft.end, edit);
        draft.ask(`You have 300 steps.`);
        return [...kept, edit];
      },
    },
  ],
};
