/* oxlint-disable unicorn/require-post-message-target-origin -- a worker thread has no origin */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { testBundle } from "./test-bundle.mjs";

/** A mutant that loops without end is as good as found; a busy machine is not to be taken for that. */
const patience = 5_000;

/** Tries the mutants of a package: every one, or those that `choose` takes. */
export async function mutatePackage(target, choose = (mutants) => mutants) {
  const { code, mutants } = await testBundle(target);
  const start = () => new Worker(join(import.meta.dirname, "worker.mjs"), { workerData: { code } });
  let worker = start();
  const { declared, byTest, failure } = await ask(worker, "coverage");
  if (failure !== undefined) {
    await worker.terminate();
    throw new Error(`A test of ${target.name} fails without any mutant: ${failure}`);
  }
  const always = new Set(declared);
  const testsOf = new Map();
  for (const [index, ids] of byTest.entries())
    for (const id of ids) testsOf.set(id, [...(testsOf.get(id) ?? []), index]);

  const results = [];
  for (const mutant of choose(mutants)) {
    const only = always.has(mutant.id) ? undefined : (testsOf.get(mutant.id) ?? []);
    if (only?.length === 0) {
      results.push({ ...mutant, status: "not reached" });
      continue;
    }
    const { killedBy } = await ask(worker, { id: mutant.id, only });
    if (killedBy === "timeout") {
      await worker.terminate();
      worker = start();
    }
    const status = killedBy === null ? "survived" : killedBy === "timeout" ? "timed out" : "killed";
    results.push({ ...mutant, status, killedBy, always: only === undefined });
  }
  await worker.terminate();
  return results;
}

function ask(worker, message) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ killedBy: "timeout" }), patience);
    worker.once("error", reject);
    worker.once("message", (answer) => {
      clearTimeout(timer);
      worker.off("error", reject);
      resolve(answer);
    });
    worker.postMessage(message);
  });
}
