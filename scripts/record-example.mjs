// Records the example runs anew: `node scripts/record-example.mjs`. With `--check` nothing is written; the exit code is 1
// when a recording differs from what the scripted agent does today.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { record, recordingFiles, recordingsFolder, scenarios } from "../examples/failing-run/record.mjs";

const root = join(import.meta.dirname, "..");

if (process.argv.includes("--check")) {
  const differing = check();
  for (const file of differing)
    console.error(`${file} differs from a new recording; run \`node scripts/record-example.mjs\``);
  if (differing.length > 0) process.exitCode = 1;
  else console.log(`All ${Object.keys(scenarios).length} recordings are as the scripted agent makes them.`);
} else {
  record(recordingsFolder);
  for (const name of Object.keys(scenarios)) console.log(`Recorded ${relative(root, join(recordingsFolder, name))}`);
}

function check() {
  const folder = mkdtempSync(join(tmpdir(), "mulligan-recordings-"));
  try {
    record(folder);
    return Object.keys(scenarios)
      .flatMap((name) => recordingFiles.map((file) => join(name, file)))
      .filter((file) => contentOf(join(folder, file)) !== contentOf(join(recordingsFolder, file)))
      .map((file) => relative(root, join(recordingsFolder, file)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function contentOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
