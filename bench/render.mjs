// What rendering costs: prompt files against hand-written template literals that give the same text, and a plan from a
// diagnosed episode. `node bench/render.mjs` after a build.
import { library } from "./library.mjs";
import { literals } from "./literals.mjs";
import { longRun } from "./long-run.mjs";
import { measure, report } from "./measure.mjs";
import { toolRun } from "./tool-run.mjs";

const { composePlan, diagnose, facts: factsOf, readText, registry, renderer } = library;

const run = {
  stepCount: 24,
  outcome: "failed",
  editedFiles: ["src/parser/options.py"],
  testCommand: "python -m pytest tests/parser -q",
  failingTests: [],
  lastFailure: null,
  namedFiles: [],
};
const data = {
  files: ["src/parser/options.py", "src/parser/tokens.py"],
  firstEdit: 8,
  lastEdit: 19,
  edits: 3,
  stepsAfter: 5,
  attempt: null,
  testFile: null,
};
const view = renderer.buildTemplateView({ data, steps: [8, 19], evidence: "Nothing was run." }, run);
const { templates } = registry.get("default/NEVER_TESTED");

/** Microseconds with two digits. */
const micro = ({ median, low, high }) => [median, low, high].map((value) => (value * 1_000).toFixed(2));
const inMicroseconds = (time) => {
  const [median, low, high] = micro(time);
  return `${median} us (${low}-${high})`;
};

function benchTemplates() {
  const slots = Object.keys(literals).filter((slot) => templates[slot] !== undefined);
  for (const slot of slots) {
    const rendered = renderer.renderTemplate(templates[slot], view);
    if (rendered !== literals[slot](view)) {
      console.error(`${slot}: the literal says something else; write it anew after a change of the prompt file.`);
      console.error(`prompt file: ${rendered}\nliteral:     ${literals[slot](view)}`);
      process.exit(1);
    }
  }
  const candidates = {
    literal: () => slots.map((slot) => literals[slot](view)).join("\n").length,
    template: () => slots.map((slot) => renderer.renderTemplate(templates[slot], view)).join("\n").length,
  };
  const times = measure(candidates, { rounds: 400, warmup: 400, repeat: 50 });
  report(
    `NEVER_TESTED, ${slots.length} texts: prompt files / template literals`,
    times.template.median / times.literal.median,
    5,
    `${inMicroseconds(times.template)} against ${inMicroseconds(times.literal)}`,
  );
}

function benchPlan(name, text) {
  const [episode] = readText(text, { outcome: { status: "failed" } }).episodes;
  const facts = factsOf(episode);
  const diagnosis = diagnose(episode, registry, { facts });
  const input = { episode, facts, diagnosis, registry };
  const { plan } = measure({ plan: () => composePlan(input) }, { rounds: 400, warmup: 400, repeat: 4 });
  report(`${name}: plan from a diagnosed episode, in ms`, plan.median, 0.3, inMicroseconds(plan));
}

console.log(`Node ${process.version}. Medians; quartiles in brackets.\n`);
benchTemplates();
benchPlan("made-up shell run, 100 steps", longRun(100));
benchPlan("made-up tool run, 100 steps", toolRun(100));
