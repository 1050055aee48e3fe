// Prints what the next attempt should be told: node print-addons.mjs RUN REPORT
import { readFileSync } from "node:fs";
import { createRegistry, diagnose, facts as factsOf } from "@mulligan/core";
import { applyOutcome, readSidecar, readText, verdictFor } from "@mulligan/readers";
import { composePlan } from "@mulligan/renderer";
import templates from "@mulligan/templates-default";

const [run, report] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const { runs, episodes } = readText(run);
const episode = applyOutcome(episodes[0], { sidecar: verdictFor(readSidecar(report), runs[0]) });

const registry = createRegistry({ packs: [templates] });
const facts = factsOf(episode);
const diagnosis = diagnose(episode, registry, { facts });
const plan = composePlan({ episode, facts, diagnosis, registry });

console.log(
  `${plan.failureType}\n\nSystem prompt:\n${plan.systemPromptAddon}\n\nUser prompt:\n${plan.userContextAddon}`,
);
