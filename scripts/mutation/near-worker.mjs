/* oxlint-disable no-underscore-dangle -- globals that no source of a package has */
/* oxlint-disable unicorn/require-post-message-target-origin -- a worker thread has no origin */
import { parentPort, workerData } from "node:worker_threads";
import { changesOf } from "./changes-of.mjs";
import { declareTests, runTests, switches } from "./loaded-tests.mjs";

const { pack, mostCases } = workerData;

// What the tests ask the rules about is where the search begins.
const asked = new Map();
const captured = new Map();
globalThis.__asked = (strategy, run, options) => {
  if (run === null || typeof run !== "object") return;
  const key = JSON.stringify([run, options ?? {}]);
  const known = captured.get(key) ?? { run: structuredClone(run), options: options ?? {}, strategies: new Set() };
  known.strategies.add(strategy);
  captured.set(key, known);
};
declareTests();
await runTests();
globalThis.__asked = undefined;

const bases = [...captured.values()];
const own = globalThis.__near.allPacks.strategies.filter((entry) => entry.pack === `@mulligan/${pack}`);
const typeOf = new Map(own.map(({ strategy, type }) => [strategy.meta.title, type]));
for (const [index, { strategies }] of bases.entries()) {
  for (const strategy of strategies) {
    // Asked about all types at once: counts for those that look at what the others found.
    const types = strategy === null ? own.map((entry) => entry.type) : [typeOf.get(strategy.meta.title)];
    for (const type of types)
      if (type !== undefined) asked.set(type, [...new Set([...(asked.get(type) ?? []), index])]);
  }
}

const casesOf = new Map();

/** What the sound rule says of runs near those of the tests, and which faults they reach. */
function casesNear(type) {
  if (casesOf.has(type)) return casesOf.get(type);
  const from = asked.get(type) ?? [];
  const others = [...bases.keys()].filter((base) => !from.includes(base));
  const once = answered(type, evenly(nearOnce(from), mostCases));
  const elsewhere = answered(type, evenly(nearOnce(others), mostCases / 2));
  const twice = answered(type, nearTwice([...once, ...elsewhere], mostCases));
  const cases = [...once, ...elsewhere, ...twice];
  casesOf.set(type, cases);
  return cases;
}

/** The runs themselves, and each with one change. */
function nearOnce(indexes) {
  return indexes.flatMap((base) => [
    { base, changes: [] },
    ...[...changesOf(bases[base].run)].map((change) => ({ base, changes: [change] })),
  ]);
}

/** Runs that were changed once, each with one change more; the same ones each time. */
function nearTwice(cases, most) {
  let state = 7;
  const below = (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  if (cases.length === 0) return [];
  return Array.from({ length: most }, () => {
    const { base, changes, near } = cases[below(cases.length)];
    const further = [...changesOf(near)];
    return { base, changes: [...changes, ...further.slice(below(further.length)).slice(0, 1)] };
  });
}

function evenly(all, most) {
  const stride = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(all.length, most) }, (_, index) => all[Math.floor(index * stride)]);
}

function answered(type, cases) {
  const { changed, facts, findingsOf } = globalThis.__near;
  return cases.flatMap(({ base, changes }) => {
    const { run, options } = bases[base];
    try {
      const near = changed(run, changes);
      const known = facts(near);
      switches.reached = new Set();
      const finds = JSON.stringify(findingsOf(type, near, options, known));
      return [{ type, base, changes, near, facts: known, finds, reached: switches.reached }];
    } catch {
      // A value that no reader writes; the rule may throw.
      return [];
    } finally {
      switches.reached = null;
    }
  });
}

const chosen = new Map();

function declareQuietly() {
  try {
    declareTests();
  } catch {
    // Tests that diagnose while they are declared.
  }
}

/** A run that the mutant answers otherwise, those first that other mutants needed. */
function search({ id, types, fresh }) {
  for (const type of types) casesNear(type);
  switches.active = id;
  try {
    // Patterns and tables are made when the code is loaded.
    if (fresh) declareQuietly();
    for (const type of types) {
      const cases = casesNear(type);
      for (const near of [...(chosen.get(type) ?? []), ...cases]) {
        if (!fresh && !near.reached.has(id)) continue;
        let finds;
        try {
          const { options } = bases[near.base];
          const known = fresh ? globalThis.__near.facts(near.near) : near.facts;
          finds = JSON.stringify(globalThis.__near.findingsOf(type, near.near, options, known));
        } catch {
          finds = "threw";
        }
        if (finds === near.finds) continue;
        if (!near.chosen) {
          near.chosen = true;
          chosen.set(type, [...(chosen.get(type) ?? []), near]);
        }
        return {
          id,
          type,
          base: near.base,
          options: bases[near.base].options,
          changes: near.changes,
          finds: near.finds,
        };
      }
    }
    return { id };
  } finally {
    switches.active = -1;
    if (fresh) declareTests();
  }
}

parentPort.on("message", (message) => {
  if (message === "bases") parentPort.postMessage(bases.map(({ run }) => run));
  else if (message === "types") parentPort.postMessage(own.map(({ type }) => type));
  else parentPort.postMessage(search(message));
});
