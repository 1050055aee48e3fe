// Facts and all detectors of a run that has been read, in turn with JSON.parse of its bytes: one made-up run after the other.
// (bench/readers.mjs measures the same on texts that were never touched before, all runs in each round.)
import { library } from "./library.mjs";
import { longRun } from "./long-run.mjs";
import { measure } from "./measure.mjs";
import { parser } from "./parser.mjs";
import { sweAgentRun } from "./swe-agent-run.mjs";
import { cell, printTable, verdict } from "./table.mjs";
import { toolRun } from "./tool-run.mjs";

const { readText, facts, diagnose, registry } = library;
const budget = 0.5;
const kinds = { "mini-swe-agent": longRun, "swe-agent": sweAgentRun, "claude-code": toolRun };

const rows = Object.entries(kinds).map(([kind, make]) => {
  const text = make(200);
  const [episode] = readText(text).episodes;
  const times = measure(
    { parse: parser(text), judge: () => diagnose(episode, registry, { facts: facts(episode) }) },
    { rounds: 400, warmup: 100 },
  );
  const ratio = times.judge.median / times.parse.median;
  return [
    kind,
    text.length >> 10,
    cell(times.parse.median),
    cell(times.judge.median),
    cell(ratio),
    verdict(ratio, budget),
  ];
});
printTable(["200 steps", "KiB", "parse ms", "judge ms", "ratio", `wanted ${budget}`], rows);
