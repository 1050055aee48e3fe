import type { RecordedCall } from "@mulligan/readers/record";
import { shell } from "../calls.js";
import type { Draft } from "../draft.js";
import type { Planting } from "../planting.js";
import { needOwnEnd, targetOf } from "../target.js";
import { dropExecutions } from "./without-verification.js";

function twoStoppedAttempts(draft: Draft): readonly RecordedCall[] {
  needOwnEnd(draft);
  targetOf(draft);
  dropExecutions(draft, 1);
  const calls = [
    shell("python -m pytest tests", "/usr/bin/python: No module named pytest\n", 1),
    shell("pytest tests", "bash: pytest: command not found\n", 127),
  ];
  draft.insert(draft.end, ...calls);
  return calls;
}

export const environmentBlocked: Planting = {
  type: "ENVIRONMENT_BLOCKED",
  failures: [
    {
      what: "both attempts to execute anything are stopped by a missing command",
      plant: twoStoppedAttempts,
    },
    {
      what: "the container dies",
      plant(draft) {
        draft.tell({
          ended: true,
          endedBy: "error",
          infrastructure: "The container exited with code 137.",
          finalMessage: "",
        });
        return [draft.episode.steps.length];
      },
    },
    {
      what: "the only attempt to execute anything is stopped by a missing permission",
      plant(draft) {
        needOwnEnd(draft);
        targetOf(draft);
        dropExecutions(draft, 1);
        const call = shell("./run_tests.sh", "bash: ./run_tests.sh: Permission denied\n", 126);
        draft.insert(draft.end, call);
        return [call];
      },
    },
  ],
  hardNegatives: [
    {
      what: "a stopped attempt is followed by one that reaches the tests",
      plant(draft) {
        const calls = [...twoStoppedAttempts(draft), targetOf(draft).pass()];
        draft.insert(draft.end, ...calls.slice(-1));
        return calls;
      },
    },
    {
      what: "the only attempt names tests that do not exist",
      plant(draft) {
        needOwnEnd(draft);
        targetOf(draft);
        dropExecutions(draft, 1);
        const call = shell(
          "python -m pytest tests/test_missing.py",
          "ERROR: file or directory not found: tests/test_missing.py\n\nno tests ran in 0.01s\n",
          4,
        );
        draft.insert(draft.end, call);
        return [call];
      },
    },
  ],
};
