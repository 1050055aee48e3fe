import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { record, recordingFiles, recordingsFolder, scenarios } from "../record.mjs";

// The simulated agent works in a POSIX shell.
describe.skipIf(process.platform === "win32")("recordings", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "mulligan-recordings-"));
    record(folder);
  }, 60_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const name of Object.keys(scenarios)) {
    test.each(recordingFiles)(`${name}/%s is what the scripted agent does`, (file) => {
      expect(readFileSync(join(folder, name, file), "utf8")).toBe(
        readFileSync(join(recordingsFolder, name, file), "utf8"),
      );
    });

    test(`${name} failed by its evaluation`, () => {
      const report = JSON.parse(readFileSync(join(folder, name, "report.json"), "utf8"));
      expect(report["example__till-1"].resolved).toBe(false);
      expect(report["example__till-1"].tests_status.FAIL_TO_PASS.failure).not.toEqual([]);
    });
  }
});

test("no recording shows a folder of the machine that made it", () => {
  for (const name of Object.keys(scenarios)) {
    const text = readFileSync(join(recordingsFolder, name, "run.traj.json"), "utf8");
    expect(text).not.toContain(tmpdir() + "/");
    expect(text).not.toContain("mulligan-example-");
  }
});
