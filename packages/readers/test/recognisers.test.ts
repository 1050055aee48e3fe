import type { TestRunner } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { episodeOf, shell, tool } from "./actions-helpers.js";

const zap: TestRunner = {
  name: "zap",
  matchesCommand: (words) => words[0] === "zap" && words[1] === "check",
  parseOutput(output) {
    const counts = /^(\d+) good, (\d+) bad$/m.exec(output);
    if (counts === null) return null;
    const failing = [...output.matchAll(/^bad: (.+)$/gm)].map(([, name = ""]) => name);
    return { ran: true, passed: Number(counts[1]), failed: Number(counts[2]), skipped: null, failing };
  },
};

describe("what a pack brings for reading", () => {
  it("takes the command of its runner for a test run, and its output for the result", () => {
    const call = shell("cd /repo && zap check core", "bad: adds up\n3 good, 1 bad", 1);
    expect(episodeOf([call]).steps[0]?.actions).not.toContainEqual(expect.objectContaining({ kind: "test" }));
    expect(episodeOf([call], {}, { runners: [zap] }).steps[0]?.actions).toEqual([
      expect.objectContaining({
        kind: "test",
        runner: "zap",
        ran: true,
        ok: false,
        passed: 3,
        failed: 1,
        failing: ["adds up"],
      }),
    ]);
  });

  it("goes through wrappers and scripts as the built-in runners do", () => {
    const { steps } = episodeOf([shell("timeout 60 zap check", "3 good, 0 bad")], {}, { runners: [zap] });
    expect(steps[0]?.actions).toEqual([expect.objectContaining({ kind: "test", runner: "zap", ok: true })]);
  });

  it("reads a tool of an unknown harness as the kind that it is said to be", () => {
    const call = tool("scribble", { path: "/repo/src/a.py", content: "x = 1\n" }, "written");
    expect(episodeOf([call], {}, { tools: { scribble: "write" } }).steps[0]?.actions).toEqual([
      expect.objectContaining({ kind: "create", path: "src/a.py" }),
    ]);
    expect(episodeOf([call]).steps[0]?.actions).not.toContainEqual(expect.objectContaining({ kind: "create" }));
  });

  it("classes a file by its path rules first", () => {
    const call = shell("sed -i 's/1/2/' src/golden/a.py");
    const classOf = (options: object) =>
      episodeOf([call], {}, options).steps[0]?.actions.flatMap((action) =>
        "pathClass" in action ? [action.pathClass] : [],
      );
    expect(classOf({})).toEqual(["product"]);
    expect(classOf({ paths: [{ pattern: /(^|\/)golden\//, pathClass: "generated" }] })).toEqual(["generated"]);
  });
});
