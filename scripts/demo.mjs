// What `npm start` shows: the improvement plan of a recorded run that failed. No network, no questions.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const recording = "examples/failing-run/recordings/never-tested/run.traj.json";

console.log(`Mulligan reads ${recording}, the recorded run of an agent that failed, and plans the next attempt:\n`);
const { status, error } = spawnSync(
  process.execPath,
  [join(root, "packages", "cli", "dist", "mulligan.cjs"), "plan", recording],
  { cwd: root, stdio: "inherit" },
);
if (error) throw error;
if (status !== 0) process.exit(status ?? 1);
console.log("\nMore failed runs: npm run mulligan -- plan examples/failing-run/recordings/looping/run.traj.json");
console.log("Your own run:     npm run mulligan -- plan FILE");
