// Looks for runs near those of the packs' tests that tell mutants which those tests leave alive, and writes them down.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ask } from "./ask.mjs";
import { root } from "./bundler.mjs";
import { mutatePackage } from "./mutate-package.mjs";
import { targets } from "./targets.mjs";
import { testBundle } from "./test-bundle.mjs";

const mostCases = 6_000;
const waiting = { patience: 600_000, late: null };
/** Files that keep what they found out of an episode. */
const remembered = /final-files|own-tests|test-suite|code-edits/;

const wanted = process.argv.slice(2);
for (const target of targets.filter(({ name }) => name.startsWith("templates-"))) {
  const pack = target.name.replace("templates-", "");
  if (wanted.length > 0 && !wanted.includes(pack)) continue;
  const alone = { ...target, besides: [] };
  const survivors = (await mutatePackage(alone)).filter(
    ({ status }) => status === "survived" || status === "not reached",
  );
  const { code } = await testBundle({ ...alone, besides: ["scripts/mutation/near-driver.mjs"] });
  const start = () =>
    new Worker(join(import.meta.dirname, "near-worker.mjs"), { workerData: { code, pack: target.name, mostCases } });
  let worker = start();
  const bases = await ask(worker, "bases", waiting);
  const types = await ask(worker, "types", waiting);
  const lines = new Map();
  let found = 0;
  for (const { id, file, always, kind } of survivors) {
    const own = file.split("/")[1].replaceAll("-", "_").toUpperCase();
    const fresh = always || kind.startsWith("pattern") || remembered.test(file);
    const answer = await ask(worker, { id, types: types.includes(own) ? [own] : types, fresh }, waiting);
    if (answer === null) {
      await worker.terminate();
      worker = start();
    } else if (answer.type !== undefined) {
      found += 1;
      const { type, base, options, changes, finds } = answer;
      lines.set(JSON.stringify([type, base, changes]), { type, base, options, changes, finds });
    }
  }
  await worker.terminate();
  const used = [...new Set([...lines.values()].map(({ base }) => base))].sort((a, b) => a - b);
  const cases = [...lines.values()].map(({ type, base, options, changes, finds }) => {
    const given = Object.keys(options).length > 0 ? `,"options":${JSON.stringify(options)}` : "";
    return `{"type":"${type}","run":${used.indexOf(base)}${given},"changes":${JSON.stringify(changes)},"finds":${finds}}`;
  });
  const path = join(root, "packages/pack-kit/test/near-runs", `${pack}.jsonl`);
  writeFileSync(path, `${[JSON.stringify(used.map((base) => bases[base])), ...cases.sort()].join("\n")}\n`);
  console.log(`${pack}: ${survivors.length} survive the pack's own tests; ${cases.length} runs tell ${found} of them`);
}
