// Judges an agent's working copy with tests that it never saw, and reports in the shape of SWE-bench's report.json.
import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";

/** @typedef {{ instance_id: string, tests: readonly string[], FAIL_TO_PASS: readonly string[], PASS_TO_PASS: readonly string[] }} Instance */

/**
 * @param {{ instance: Instance, folder: string, workspace: import("./workspace.mjs").Workspace, submission: string }} input
 *   `folder` holds the instance's tests.
 */
export function evaluate({ instance, folder, workspace, submission }) {
  for (const name of instance.tests) copyFileSync(join(folder, name), join(workspace.folder, "test", basename(name)));
  const { output } = workspace.shell("node --test");
  const passed = new Set(Array.from(output.matchAll(/^ok \d+ - (.*)$/gm), (match) => match[1] ?? ""));
  const failToPass = split(instance.FAIL_TO_PASS, passed);
  const passToPass = split(instance.PASS_TO_PASS, passed);
  const handedIn = submission.trim() !== "";
  return {
    [instance.instance_id]: {
      patch_is_None: false,
      patch_exists: handedIn,
      patch_successfully_applied: handedIn,
      resolved: failToPass.failure.length === 0 && passToPass.failure.length === 0,
      tests_status: { FAIL_TO_PASS: failToPass, PASS_TO_PASS: passToPass },
    },
  };
}

/**
 * @param {readonly string[]} names
 * @param {ReadonlySet<string>} passed
 */
function split(names, passed) {
  return { success: names.filter((name) => passed.has(name)), failure: names.filter((name) => !passed.has(name)) };
}
