// Speed against the budgets, each as a ratio to a baseline of the same run. `pnpm bench [RECORDING…]`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { library } from "./library.mjs";
import { longRun } from "./long-run.mjs";
import { measure, milliseconds, report } from "./measure.mjs";
import { parser } from "./parser.mjs";

const { composePlan, diagnose, facts: factsOf, readText, registry } = library;

function planOf(text) {
  const [episode] = readText(text, { outcome: { status: "failed" } }).episodes;
  const facts = factsOf(episode);
  const diagnosis = diagnose(episode, registry, { facts });
  return { episode, facts, diagnosis, plan: composePlan({ episode, facts, diagnosis, registry }) };
}

function benchStart() {
  const bundle = join(import.meta.dirname, "../packages/cli/dist/mulligan.cjs");
  const env = { ...process.env };
  // Node 20 parses these certificates at every start, which would hide the difference.
  delete env.NODE_EXTRA_CA_CERTS;
  const start =
    (...commandArguments) =>
    () =>
      spawnSync(process.execPath, commandArguments, { env, stdio: "ignore" });
  const times = measure({ node: start("-e", "0"), help: start(bundle, "--help") }, { rounds: 30, warmup: 3 });
  report(
    "mulligan --help / node -e 0",
    times.help.median / times.node.median,
    1.4,
    `${milliseconds(times.help)} against ${milliseconds(times.node)}`,
  );
}

const warmup = 300;

function benchRun(name, text) {
  const done = planOf(text);
  const times = measure(
    { parse: parser(text), all: () => planOf(text), plan: () => composePlan({ ...done, registry }) },
    { rounds: 60, warmup },
  );
  const steps = done.episode.steps.length;
  const rest = times.all.median - times.parse.median;
  const size = `${(text.length / 1024).toFixed(0)} KiB`;
  report(
    `${name}, ${steps} steps, ${size}: after JSON.parse / JSON.parse`,
    rest / times.parse.median,
    2.0,
    `${milliseconds(times.all)} with ${milliseconds(times.parse)}`,
  );
  report(`${name}: plan from a diagnosed episode, in ms`, times.plan.median, 1, milliseconds(times.plan));
}

/** The cost of a step must not grow with the length of the run. */
function benchGrowth() {
  const lengths = [50, 100, 200, 500, 1_000, 2_000];
  let first;
  for (const steps of lengths) {
    const text = longRun(steps);
    const rounds = Math.max(12, Math.ceil(6_000 / steps));
    const times = measure({ parse: parser(text), all: () => planOf(text) }, { rounds, warmup: rounds });
    // The lower quartile: a collection of garbage that falls into a round says nothing about growth.
    const each = ((times.all.low - times.parse.low) * 1_000) / steps;
    first ??= each;
    report(
      `made-up shell run, ${steps} steps: microseconds a step / those of ${lengths[0]} steps`,
      each / first,
      1.5,
      `${each.toFixed(1)} us`,
    );
  }
}

console.log(
  `Node ${process.version}. Ratios of medians; quartiles in brackets. Warm code: ${warmup} rounds go before those that count.\n`,
);
if (!process.argv.includes("--no-start")) benchStart();
benchRun("made-up shell run", longRun(100));
benchGrowth();
for (const file of process.argv.slice(2).filter((word) => !word.startsWith("--")))
  benchRun(file.slice(file.lastIndexOf("/") + 1), readFileSync(file, "utf8"));
