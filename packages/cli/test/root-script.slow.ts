import { spawnSync } from "node:child_process";
import { statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, recordings, root } from "./run.js";

// `npm run -s mulligan -- ...` of the repository, as people and their scripts call it.
const bundle = join(root, "packages/cli/dist/mulligan.cjs");

function mulligan(cwd: string, ...commandLine: string[]) {
  const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1" };
  for (const key of Object.keys(environment))
    if (/^(npm_|INIT_CWD|NODE_OPTIONS|VITEST)/i.test(key)) delete environment[key];
  const { status, stdout, stderr } = spawnSync(
    "npm",
    ["--prefix", root, "run", "-s", "mulligan", "--", ...commandLine],
    {
      cwd,
      encoding: "utf8",
      env: environment,
      shell: process.platform === "win32",
    },
  );
  return { status, stdout, stderr };
}

describe("npm run mulligan", () => {
  it("rebuilds a bundle that is older than its sources, once, and keeps standard output to the command", () => {
    utimesSync(bundle, 0, 0);
    const first = mulligan(recordings, "diagnose", "--json", "never-tested/run.traj.json");
    expect(first.status).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({ file: "never-tested/run.traj.json" });
    const built = statSync(bundle).mtimeMs;
    expect(built).toBeGreaterThan(0);
    expect(mulligan(recordings, "--version")).toMatchObject({ status: 0, stderr: "" });
    expect(statSync(bundle).mtimeMs).toBe(built);
  });

  it("takes paths from where npm was called, and gives the command's exit code", () => {
    const folder = folderWith({ "text.json": "hello" });
    expect(mulligan(folder, "diagnose", "text.json").status).toBe(3);
    expect(mulligan(folder, "nonsense").status).toBe(2);
    expect(mulligan(recordings, "diagnose", "never-tested/run.traj.json", "--fail-on", "minor").status).toBe(1);
  });
});
