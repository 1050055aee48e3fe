import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRegistry, diagnose, facts as factsOf } from "@mulligan/core";
import type { Episode, ImprovementPlan } from "@mulligan/core";
import { applyOutcome, readBytes } from "@mulligan/readers";
import { composePlan } from "@mulligan/renderer";
import { describe, expect, it } from "vitest";
import { builtInPacks } from "../src/index.js";
import { quotedTwice } from "./quoted-errors.js";
import { root } from "./run.js";
import { saidTwice } from "./said-twice.js";

interface Planned {
  readonly run: string;
  readonly episode: Episode;
  readonly plan: ImprovementPlan;
}

// Real recorded runs lie beside the project, where they are at hand; nothing of them is copied into it.
const trajectories = join(root, "../shared/trajectories");
const present = existsSync(join(trajectories, "labels"));
if (!present) console.warn("Skipped: the labelled runs are not beside the project (../shared/trajectories/labels).");

const registry = createRegistry({ packs: builtInPacks });
const failed: readonly Planned[] = !present
  ? []
  : readdirSync(join(trajectories, "labels"))
      .filter((file) => file.startsWith("dev-"))
      .map((file) => JSON.parse(readFileSync(join(trajectories, "labels", file), "utf8")) as Label)
      .filter(({ outcome }) => outcome === "failed")
      .map(plannedOf);

interface Label {
  readonly run: string;
  readonly file: string;
  readonly outcome: string;
}

function plannedOf({ run, file }: Label): Planned {
  const [read] = readBytes(readFileSync(join(trajectories, file))).episodes;
  if (read === undefined) throw new Error(`${file} holds no run`);
  const episode = applyOutcome(read, { caller: { status: "failed", score: null } });
  const facts = factsOf(episode);
  const diagnosis = diagnose(episode, registry, { facts });
  return { run, episode, plan: composePlan({ episode, facts, diagnosis, registry }) };
}

const fenced = /(`{3,})[\s\S]*?\1/g;
const inline = /(?<!`)`([^`\n]+)`(?!`)/g;
const prose = (text: string) => text.replace(fenced, "").replace(/<[^>]*>/g, "");
const words = (text: string) =>
  prose(text)
    .split(/\s+/)
    .filter((word) => word !== "");
const flat = (text: string) => text.replace(/\s+/g, " ").replaceAll("`", "'");

/** All that the run shows, on one line. */
function textOf({ task, finalMessage, submission, steps }: Episode): string {
  const parts = steps.flatMap(({ command, input, observation, says }) => [
    command ?? "",
    JSON.stringify(input),
    observation,
    says,
  ]);
  return flat([task, finalMessage, submission ?? "", ...parts].join("\n"));
}

describe.skipIf(!present)("the plan of a labelled failed run", () => {
  it.each(failed)("$run keeps its budget and speaks of this run", ({ plan }) => {
    expect(words(plan.systemPromptAddon).length).toBeLessThanOrEqual(200);
    expect(words(plan.userContextAddon).length).toBeLessThanOrEqual(250);
    expect(plan.userContextAddon).toMatch(/\b[Ss]teps? \d/);
    expect(plan.userContextAddon).toMatch(inline);
    expect(prose(plan.userContextAddon).replace(inline, "")).not.toMatch(/\b[A-Z]{4,}\b/);
  });

  it.each(failed)("$run quotes nothing that the run does not show", ({ plan, episode }) => {
    const shown = textOf(episode);
    const quotes = [...`${plan.systemPromptAddon}\n${plan.userContextAddon}`.matchAll(inline)].map(([, quote = ""]) =>
      flat(quote.replace(/\s*…$/, "")),
    );
    expect(quotes.filter((quote) => !shown.includes(quote))).toEqual([]);
    for (const [block] of plan.userContextAddon.matchAll(fenced)) {
      const lines = block.split("\n").slice(1, -1).map(flat);
      expect(lines.filter((line) => !/^\s*\[?…|lines left out/.test(line) && !shown.includes(line.trim()))).toEqual([]);
    }
  });

  it.each(failed)("$run quotes an error once", ({ plan, episode }) => {
    expect(quotedTwice(episode, factsOf(episode), plan)).toEqual([]);
  });

  it.each(failed)("$run says nothing twice", ({ plan }) => {
    expect(saidTwice(plan)).toEqual([]);
  });

  it("does not say the same in every run of a type, beyond a third", () => {
    for (const type of new Set(failed.map(({ plan }) => plan.failureType))) {
      const plans = failed.filter(({ plan }) => plan.failureType === type);
      if (plans.length < 2) continue;
      const texts = plans.map(({ plan }) => sentences(plan.userContextAddon));
      const common = texts[0]?.filter((sentence) => texts.every((text) => text.includes(sentence))) ?? [];
      for (const text of texts) {
        const share = words(common.join(" ")).length / words(text.join(" ")).length;
        expect({ type, tooMuch: share > 1 / 3 }).toEqual({ type, tooMuch: false });
      }
    }
  });
});

function sentences(text: string): string[] {
  return prose(text)
    .split(/(?<=[.:;])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}
