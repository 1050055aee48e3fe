import { describe, expect, it } from "vitest";
import { answerAfter } from "./answer-after.js";
import { elsewhere } from "./sound-turns/elsewhere.js";
import { nothingToRun } from "./sound-turns/nothing-to-run.js";
import { otherWork } from "./sound-turns/other-work.js";
import { people } from "./sound-turns/people.js";
import { runners } from "./sound-turns/runners.js";
import { tests } from "./sound-turns/tests.js";
import { turns } from "./sound-turns/turns.js";
import { verified } from "./sound-turns/verified.js";

describe.each(Object.entries({ verified, elsewhere, nothingToRun, people, tests, otherWork, runners, turns }))(
  "a sound turn: %s",
  (_, group) => {
    it.each(Object.entries(group))("%s", (_name, session) => {
      expect(answerAfter(session)).toBe("silent");
    });
  },
);
