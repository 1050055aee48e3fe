// What reading and diagnosing cost as multiples of JSON.parse, by format and by file. `pnpm bench:readers [--files]`.
import { library } from "./library.mjs";
import { longRun } from "./long-run.mjs";
import { measure } from "./measure.mjs";
import { budgetOf, recordings } from "./recordings.mjs";
import { stages, timeStages } from "./stages.mjs";
import { cell, printTable, verdict } from "./table.mjs";

const diagnosisBudget = 0.5;
const growthBudget = 1.5;

function addUp(rows) {
  const totals = new Map();
  for (const row of rows) {
    let total = totals.get(row.format);
    if (total === undefined) totals.set(row.format, (total = { name: row.format, format: row.format, files: 0 }));
    total.files += 1;
    for (const key of ["size", "steps", ...stages]) total[key] = (total[key] ?? 0) + row[key];
  }
  return [...totals.values()].sort((left, right) => right.size - left.size);
}

function ratios({ name, format, size, steps, files, parse, record, interpret, facts, diagnose }) {
  const normalise = (record + interpret) / parse;
  const judge = (facts + diagnose) / parse;
  const budget = budgetOf(format);
  return [
    name,
    ...(files === undefined ? [] : [files]),
    steps,
    cell(size / 1024, 0),
    cell(parse, 3),
    ...[record, interpret].map((time) => cell(time / parse)),
    `${cell(normalise)} ${verdict(normalise, budget)} ${budget}`,
    ...[facts, diagnose].map((time) => cell(time / parse)),
    `${cell(judge)} ${verdict(judge, diagnosisBudget)} ${diagnosisBudget}`,
  ];
}

const columns = ["steps", "KiB", "parse ms", "record", "interpret", "normalise", "facts", "diagnose", "judge"];

function tableOfFormats() {
  const rows = timeStages(library, recordings(library), { rounds: 15, warmup: 25 });
  console.log(
    "As multiples of JSON.parse of the same texts; normalise = record + interpret, judge = facts + diagnose\n",
  );
  printTable(["format", "files", ...columns], addUp(rows).map(ratios));
  if (!process.argv.includes("--files")) return;
  const cost = ({ parse, record, interpret }) => (record + interpret) / parse;
  console.log();
  printTable(["file", ...columns], rows.sort((left, right) => cost(right) - cost(left)).map(ratios));
}

/** Shell commands alone, without what they answered. */
function tableOfCommands() {
  const commands = recordings(library)
    .flatMap(({ text }) => library.recordText(text).runs)
    .flatMap(({ calls }) => calls)
    .filter(({ command, dialect }) => command !== undefined && dialect === "shell")
    .map(({ command }) => command);
  const calls = commands.map((command, index) => ({
    origin: { index },
    says: "",
    tool: "shell",
    input: { command },
    command,
    dialect: "shell",
    observation: "",
    exitCode: 0,
    status: "ok",
  }));
  const run = {
    id: "commands",
    format: "mini-swe-agent",
    agent: {},
    task: "",
    root: "/testbed",
    cwd: "/testbed",
    calls,
    events: [],
    finalMessage: "",
    ended: true,
    endedBy: "finished",
    skippedLines: 0,
  };
  const times = measure(
    {
      parse: () => commands.forEach((command) => library.parseShell(command)),
      classify: () => library.interpret(run),
    },
    { rounds: 20, warmup: 10 },
  );
  const perSecond = ({ median }) => Math.round((commands.length / median) * 1_000);
  console.log(
    `\n${commands.length} shell commands: ${perSecond(times.classify)} classified a second, ${perSecond(times.parse)} parsed; the parser has ${Math.round((100 * times.parse.median) / times.classify.median)} % of the time`,
  );
}

/** The cost of a step must not grow with the length of the run. */
function tableOfGrowth() {
  let first;
  const made = (steps) => ({ name: "", format: "mini-swe-agent", text: longRun(steps) });
  // Else the shortest run would pay for the compiler.
  timeStages(library, [made(200)], { rounds: 1, warmup: 200 });
  const rows = [50, 200, 500, 1_000, 2_000].map((steps) => {
    const rounds = Math.max(10, Math.ceil(4_000 / steps));
    const [times] = timeStages(library, [made(steps)], { rounds, warmup: rounds });
    const { parse, facts, diagnose } = times;
    const judge = (facts + diagnose) / parse;
    const each = ((facts + diagnose) * 1_000) / steps;
    first ??= each;
    return [
      steps,
      cell(facts / parse),
      cell(diagnose / parse),
      `${cell(judge)} ${verdict(judge, diagnosisBudget)} ${diagnosisBudget}`,
      cell(each),
      `${cell(each / first)} ${verdict(each / first, growthBudget)} ${growthBudget}`,
    ];
  });
  console.log("\nFacts and all detectors on a made-up run, as multiples of its JSON.parse\n");
  printTable(["steps", "facts", "diagnose", "judge", "us a step", "growth"], rows);
}

console.log(`Node ${process.version}. Medians of interleaved rounds, warm.`);
tableOfFormats();
tableOfCommands();
tableOfGrowth();
