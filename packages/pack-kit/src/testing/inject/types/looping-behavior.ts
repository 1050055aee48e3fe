import type { Action, Step } from "@mulligan/core";
import { shell } from "../calls.js";
import type { Draft } from "../draft.js";
import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { targetOf } from "../target.js";

const harmless: ReadonlySet<Action["kind"]> = new Set(["look", "search", "list"]);

/** Steps that only read, and got an answer. */
function readingSteps(draft: Draft): readonly [Step, ...Step[]] {
  const [first, ...more] = draft.episode.steps.filter(
    ({ actions, status, observation }) =>
      status === "ok" &&
      observation.trim() !== "" &&
      actions.length > 0 &&
      actions.every(({ kind }) => harmless.has(kind)),
  );
  need(first !== undefined, "no step only reads");
  return [first, ...more];
}

export const loopingBehavior: Planting = {
  type: "LOOPING_BEHAVIOR",
  failures: [
    {
      what: "one step comes three times more, with the same answer",
      plant(draft) {
        const { number } = draft.random.pick(readingSteps(draft));
        const call = draft.run.calls[number - 1];
        need(call !== undefined, "the step is not recorded");
        const again = [{ ...call }, { ...call }, { ...call }];
        draft.insert(number, ...again);
        return again;
      },
    },
    {
      what: "two steps in turn come three times more, with the same answers",
      plant(draft) {
        const steps = readingSteps(draft);
        const at = draft.random.below(steps.length);
        const first = draft.run.calls[(steps[at]?.number ?? 0) - 1];
        const second = draft.run.calls[(steps[at + 1]?.number ?? 0) - 1];
        need(
          first !== undefined && second !== undefined && first.observation !== second.observation,
          "no two different steps only read",
        );
        const again = [1, 2, 3].flatMap(() => [{ ...first }, { ...second }]);
        draft.insert(steps[at + 1]?.number ?? 0, ...again);
        return again;
      },
    },
    {
      what: "the same lines of a file are shown four times, with other looks in between",
      plant(draft) {
        const { beside } = targetOf(draft);
        const path = draft.absolute(beside("views"));
        const again = [1, 2, 3, 4].map(() => shell(`sed -n '10,20p' ${path}`, "tenth line\neleventh line\n"));
        const others = ["models", "routes", "forms"].map((stem) =>
          draft.hand.look(draft.absolute(beside(stem)), "first = 1\n"),
        );
        draft.insert(draft.end, ...again.flatMap((call, at) => [call, ...others.slice(at, at + 1)]));
        return again;
      },
    },
  ],
  hardNegatives: [
    {
      what: "the same test run comes three times, each after an edit",
      plant(draft) {
        const target = targetOf(draft);
        const calls = [target.fail(), target.edit(), target.fail(), target.edit(), target.fail()];
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "a command is asked again and again until its changing answer is the one waited for",
      plant(draft) {
        const calls = [1, 2, 3, 4].map((count) =>
          shell("curl -s http://localhost:8080/status", `${count} of 4 done\n`),
        );
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "the same command goes over four different files",
      plant(draft) {
        const { beside } = targetOf(draft);
        const calls = ["views", "models", "routes", "forms"].map((stem) =>
          shell(`grep -c limit ${draft.absolute(beside(stem))}`, "0\n", 1),
        );
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
    {
      what: "four different ranges of a file are shown",
      plant(draft) {
        const { beside } = targetOf(draft);
        const path = draft.absolute(beside("views"));
        const calls = [10, 30, 50, 70].map((line) => shell(`sed -n '${line},${line + 15}p' ${path}`, `line ${line}\n`));
        draft.insert(draft.end, ...calls);
        return calls;
      },
    },
  ],
};
