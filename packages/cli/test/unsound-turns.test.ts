import { describe, expect, it } from "vitest";
import { answerAfter } from "./answer-after.js";
import type { Sessions } from "./sound-turns/session.js";
import { claims } from "./unsound-turns/claims.js";
import { failingTests } from "./unsound-turns/failing-tests.js";
import { loopsAndBlindWrites } from "./unsound-turns/loops-and-blind-writes.js";
import { neverTested } from "./unsound-turns/never-tested.js";
import { tampering } from "./unsound-turns/tampering.js";
import { unverifiedFinalEdit } from "./unsound-turns/unverified-final-edit.js";

const untested = /^block (?:NEVER_TESTED|FALSE_COMPLETION_CLAIM)$/;
const red = /^block (?:SUBMITTED_WITH_FAILING_TESTS|FALSE_COMPLETION_CLAIM|LOST_GOOD_STATE|NEVER_TESTED)$/;
/** What an unsound turn may be called: two types can hold at once. */
const groups: readonly (readonly [string, Sessions, RegExp])[] = [
  ["never tested", neverTested, untested],
  ["last edit not verified", unverifiedFinalEdit, /^block (?:UNVERIFIED_FINAL_EDIT|FALSE_COMPLETION_CLAIM)$/],
  ["tests that fail", failingTests, red],
  ["claims", claims, /^block (?:FALSE_COMPLETION_CLAIM|SUBMITTED_WITH_FAILING_TESTS)$/],
  ["tests made weaker", tampering, /^block TEST_TAMPERING$/],
  ["loops and blind writes", loopsAndBlindWrites, /^block (?:LOOPING_BEHAVIOR|BLIND_WRITE|NEVER_TESTED)$/],
];

describe.each(groups)("an unsound turn: %s", (_, group, answer) => {
  it.each(Object.entries(group))("%s", (_name, session) => {
    expect(answerAfter(session)).toMatch(answer);
  });
});
