/* oxlint-disable unicorn/require-post-message-target-origin -- a worker thread has no origin */
import { parentPort } from "node:worker_threads";
import { declareTests, failureOf, switches, tests } from "./loaded-tests.mjs";

/** Which mutants each test reaches, and which are reached while the tests are declared. */
async function coverage() {
  switches.reached = new Set();
  declareTests();
  const declared = [...switches.reached];
  const byTest = [];
  for (const test of tests) {
    switches.reached = new Set();
    const failure = await failureOf(test);
    if (failure !== null) return { failure };
    byTest.push([...switches.reached]);
  }
  switches.reached = null;
  return { declared, byTest, count: tests.length };
}

/** The first test that the mutant fails; null where it survives. */
async function judge({ id, only }) {
  switches.active = id;
  try {
    declareTests();
    for (const index of only ?? tests.keys()) {
      const failure = await failureOf(tests[index]);
      if (failure !== null) return { id, killedBy: failure };
    }
    return { id, killedBy: null };
  } catch (error) {
    return { id, killedBy: `declaration: ${error.message}` };
  } finally {
    switches.active = -1;
  }
}

async function answer(message) {
  parentPort.postMessage(message === "coverage" ? await coverage() : await judge(message));
}

parentPort.on("message", (message) => void answer(message));
