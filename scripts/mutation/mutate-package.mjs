import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ask } from "./ask.mjs";
import { equivalentsOf, refuseKilled } from "./equivalents.mjs";
import { testBundle } from "./test-bundle.mjs";

/** A mutant that loops without end is as good as found; a busy machine is not to be taken for that. */
const waiting = { patience: 5_000, late: { killedBy: "timeout" } };

/** Tries the mutants of a package: every one, or those that `choose` takes. */
export async function mutatePackage(target, choose = (mutants) => mutants) {
  const { code, mutants } = await testBundle(target);
  const equivalents = equivalentsOf(target.name, mutants);
  const start = () => new Worker(join(import.meta.dirname, "worker.mjs"), { workerData: { code } });
  let worker = start();
  const { declared, byTest, failure } = await ask(worker, "coverage", waiting);
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
    const alive = (status) => (equivalents.has(mutant.id) ? "judged equivalent" : status);
    const only = always.has(mutant.id) ? undefined : (testsOf.get(mutant.id) ?? []);
    if (only?.length === 0) {
      results.push({ ...mutant, status: alive("not reached") });
      continue;
    }
    const { killedBy } = await ask(worker, { id: mutant.id, only }, waiting);
    if (killedBy === "timeout") {
      await worker.terminate();
      worker = start();
    }
    const status = killedBy === null ? alive("survived") : killedBy === "timeout" ? "timed out" : "killed";
    results.push({ ...mutant, status, killedBy, always: only === undefined });
  }
  await worker.terminate();
  refuseKilled(equivalents, results);
  return results;
}
