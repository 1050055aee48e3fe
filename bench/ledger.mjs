// How long `report` and `strategies` take over a ledger of 100,000 results, and how large the HTML report gets.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedger } from "../packages/retry/dist/ledger/index.js";
import { loadDriver } from "../packages/retry/dist/ledger/load-driver.js";
import { fillLedger } from "./ledger-rows.mjs";
import { printTable, verdict } from "./table.mjs";

const results = 100_000;
const secondsBudget = 2;
const bytesBudget = 2_000_000;
const rounds = 3;
const folder = mkdtempSync(join(tmpdir(), "mulligan-ledger-"));
const recording = readFileSync(
  new URL("../examples/failing-run/recordings/never-tested/run.traj.json", import.meta.url),
  "utf8",
);
const path = join(folder, "ledger.db");
(await openLedger(path)).close();
const { resolve } = createRequire(new URL("../packages/retry/package.json", import.meta.url));
const driver = await loadDriver(path, (name) => import(name.startsWith("node:") ? name : resolve(name)));
fillLedger(driver, results, recording);
driver.close();

const mulligan = new URL("../packages/cli/dist/mulligan.cjs", import.meta.url).pathname;
const page = join(folder, "report.html");
const commands = {
  report: ["report", folder],
  "report, HTML": ["report", folder, "--format", "html", "--no-config", "--out", page],
  strategies: ["strategies", folder],
};
const rows = Object.entries(commands).map(([name, words]) => {
  const seconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [mulligan, ...words], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return (performance.now() - start) / 1_000;
  }).sort((left, right) => left - right);
  const median = seconds[Math.floor(rounds / 2)];
  return [name, `${median.toFixed(2)} s`, `${secondsBudget} s`, verdict(median, secondsBudget)];
});
const { size } = statSync(page);
rows.push(["size of the HTML report", `${size} bytes`, `${bytesBudget} bytes`, verdict(size, bytesBudget)]);
printTable([`${results} results`, "median", "budget", ""], rows);
rmSync(folder, { recursive: true });
