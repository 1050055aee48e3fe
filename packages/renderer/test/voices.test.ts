import { describe, expect, it } from "vitest";
import type { FailureStrategy } from "@mulligan/core";
import { composePlan, humanReport, lessonOf, withLesson } from "../src/index.ts";
import { diagnosisOf, episode, episodeFacts, findingOf, registryOf, strategy } from "./templates.ts";

const broken = strategy(
  { title: "Name not defined", severity: "critical", summary: "A name was used that nothing defines." },
  {
    whatWentWrong: "Step 2 left `nam` undefined.",
    improvedStrategy: "Define a name\nbefore use.",
    plan: "Open it.\nRun it.",
  },
);
const operators = strategy(
  { title: "Environment in the way", severity: "none", role: "environment", advisesOperator: true },
  { whatWentWrong: "No test could start.", improvedStrategy: "Install the runner.", plan: "Start the image." },
);
const success = strategy(
  { title: "No failure found", severity: "none", role: "success", advisesOperator: true },
  { whatWentWrong: "Nothing was found.", improvedStrategy: "Keep the result.", plan: "No retry." },
);

function voices(strategies: Readonly<Record<string, FailureStrategy>>, diagnosis = diagnosisOf([findingOf("BROKEN")])) {
  const registry = registryOf(strategies);
  const plan = composePlan({ episode, facts: episodeFacts, diagnosis, registry });
  return { report: humanReport(plan, registry), lesson: lessonOf(plan, registry) };
}

describe("the report for a person", () => {
  it("says what happened, what was seen, and what comes next", () => {
    expect(voices({ BROKEN: broken }).report).toBe(
      `Name not defined (major)

Step 2 left \`nam\` undefined.

Seen in the run:
- Evidence of BROKEN.
- Step 3: \`pytest -q\`: NameError: name 'nam' is not defined (\`src/parse.py:4\`)

The next attempt is told:
Define a name
before use.
1. Open it.
2. Run it.`,
    );
  });

  it("tells the operator what to mend", () => {
    expect(voices({ BROKEN: operators }).report).toContain(
      "\n\nBefore a retry, you have to mend this:\nInstall the runner.\n1. Start the image.",
    );
  });

  it("has little to say where nothing is wrong", () => {
    const passed = { ...diagnosisOf([], null), primaryId: "test/CORRECT" };
    const { report } = voices({ CORRECT: success }, passed);
    expect(report).toMatch(/^No failure found\n\nNothing was found\.\n/);
    expect(report).toMatch(/\n\nKeep the result\.$/);
  });
});

describe("a lesson", () => {
  const { lesson } = voices({ BROKEN: broken });

  it("is a marked list item of at most three lines", () => {
    expect(lesson).toEqual({
      id: "test/BROKEN",
      text: "<!-- mulligan test/BROKEN -->\n- Name not defined: Define a name before use.",
    });
  });

  it("is the type's summary where the advice quotes output", () => {
    const quoting = strategy(
      { title: "T", summary: "A summary." },
      { improvedStrategy: "Look:\n{{fence run.lastFailure.output}}" },
    );
    expect(voices({ BROKEN: quoting }).lesson?.text.split("\n")).toEqual([
      "<!-- mulligan test/BROKEN -->",
      "- T: A summary.",
    ]);
  });

  it("is the summary too where the advice of the plan speaks of earlier attempts", () => {
    const registry = registryOf({ BROKEN: broken });
    const diagnosis = diagnosisOf([findingOf("BROKEN")]);
    const first = { diagnosis, plan: composePlan({ episode, facts: episodeFacts, diagnosis, registry }) };
    for (const earlier of [[first], [first, first]]) {
      const plan = composePlan({ episode, facts: episodeFacts, diagnosis, registry, earlier });
      expect(lessonOf(plan, registry)?.text).toContain("\n- Name not defined: A name was used that nothing defines.");
    }
  });

  it("is absent where the agent is told nothing", () => {
    expect(voices({ BROKEN: operators }).lesson).toBeNull();
  });

  it.each([
    ["", ""],
    ["# Rules", "# Rules\n\n"],
    ["# Rules\n", "# Rules\n\n"],
    ["# Rules\n\n", "# Rules\n\n"],
  ])("goes behind %j, once", (document, before) => {
    const once = withLesson(document, lesson!);
    expect(once).toBe(`${before}${lesson!.text}\n`);
    expect(withLesson(once!, lesson!)).toBeNull();
    expect(withLesson(once!, { id: "test/OTHER", text: "x" })).toBe(`${once}\nx\n`);
  });

  it("keeps the line ends of the document", () => {
    expect(withLesson("# Rules\r\n", lesson!)).toBe(`# Rules\r\n\r\n${lesson!.text.replace("\n", "\r\n")}\r\n`);
  });
});
