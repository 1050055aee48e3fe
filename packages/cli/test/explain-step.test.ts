import { describe, expect, it } from "vitest";
import { mulligan } from "./run.js";

const run = "never-tested/run.traj.json";

describe("explain FILE --step", () => {
  it("shows the step between its neighbours, what it counts as, and the findings that cite it", async () => {
    const { code, out, error } = await mulligan(["explain", run, "--step", "5"]);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toMatch(/^never-tested\/run\.traj\.json: failed \(score 0\), 8 steps/);
    expect(out).toMatch(/\n {3}4 {2}.*\n {3}5 {2}edited `src\/discount\.js`/);
    expect(out).toContain("\n      counts as\n        edit of src/discount.js (product file)\n");
    expect(out).toMatch(/\nCited by\nmajor NEVER_TESTED \(step.* 5.*\)\n/);
  });

  it("says so where no finding cites the step", async () => {
    const { out } = await mulligan(["explain", run, "--step", "1"]);
    expect(out).toContain("\nNo finding cites this step.\n");
  });

  it("gives the same as an object", async () => {
    const { out } = await mulligan(["explain", run, "--step", "5", "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      file: run,
      step: 5,
      actions: [{ kind: "edit", path: "src/discount.js", effect: "changed" }],
      findings: [{ id: "default/NEVER_TESTED", severity: "major" }],
    });
  });

  it("names the steps that there are", async () => {
    const { code, error } = await mulligan(["explain", run, "--step", "9"]);
    expect(code).toBe(2);
    expect(error).toContain("--step 9: the run has steps 1 to 8.");
  });

  it("refuses options of a run without a step", async () => {
    const { code, error } = await mulligan(["explain", "NEVER_TESTED", "--full"]);
    expect(code).toBe(2);
    expect(error).toContain("--full goes with a recorded run and --step.");
  });

  it("asks for the step where only a file is named", async () => {
    const { code, error } = await mulligan(["explain", "never-tested/run.traj.json"]);
    expect(code).toBe(2);
    expect(error).toBe(
      "mulligan: never-tested/run.traj.json is no failure type but a file: add --step N to see one of its steps (`mulligan read never-tested/run.traj.json` lists them). `mulligan help explain` shows the options.\n",
    );
  });

  it("tells of an unreadable file", async () => {
    const { code, error } = await mulligan(["explain", "missing.json", "--step", "1"]);
    expect(code).toBe(3);
    expect(error).toMatch(/^missing\.json: /);
  });
});
