import type { Recognisers } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { recogniserTests } from "../conformance/recogniser-cases.js";
import type { RecogniserCases } from "../conformance/recogniser-cases.js";

/**
 * Declares the tests of what a pack, or the configuration of a project, brings besides strategies: test runners, tools,
 * path rules and secrets. Each case goes through the readers, or the mask of the plans, as a recorded run would.
 *
 * @throws MulliganError `weak-test` where a kind that the pack brings has no cases, a side is empty, a case stands there
 * twice, a member is unknown, or a runner, tool, path rule or secret is never recognised.
 */
export function testRecognisers(pack: Recognisers, cases: RecogniserCases): void {
  describe("what the pack brings besides strategies", () => {
    it.each(recogniserTests(pack, cases))("$title", ({ problems }) => {
      expect(problems()).toEqual([]);
    });
  });
}
