import { createRegistry, diagnose, diagnoseNamed, facts } from "@mulligan/core";
import type { Diagnosis, Episode } from "@mulligan/core";
import { compilePack } from "@mulligan/pack-kit";
import { composePlan } from "@mulligan/renderer";
import { describe, expect, test } from "vitest";
import migrations from "../src/index.js";
import { edit, failedRun, list, run } from "./episode.js";

const registry = createRegistry({ packs: [migrations] });
const column = "    code = models.CharField(max_length=20)";
const newColumn = edit("shop/models.py", column);

function found(episode: Episode) {
  const { findings, diagnostics } = diagnose(episode, registry);
  expect(diagnostics).toEqual([]);
  return findings;
}

describe("MISSING_MIGRATION", () => {
  test("detects a new column without a migration", () => {
    expect(found(failedRun(list("shop/migrations"), newColumn))).toMatchObject([
      {
        id: "migrations/MISSING_MIGRATION",
        severity: "major",
        steps: [2],
        evidence:
          "Columns were changed in shop/models.py, and none of the 2 steps wrote a migration to shop/migrations.",
        data: { files: ["shop/models.py"], folder: "shop/migrations" },
      },
    ]);
  });

  test("detects a removed column, and cites every edit once", () => {
    const removed = edit("shop/models.py", "", { removed: column });
    expect(found(failedRun(list("shop/migrations"), newColumn, removed))).toMatchObject([{ steps: [2, 3] }]);
  });

  test.each([
    ["a migration was written", failedRun(newColumn, edit("shop/migrations/0002_code.py", "…", { kind: "create" }))],
    ["a command writes it", failedRun(list("shop/migrations"), newColumn, run("python manage.py makemigrations shop"))],
    ["the repository is not seen to have migrations", failedRun(list("shop"), newColumn)],
    ["only a library has migrations", failedRun(list("/usr/lib/python3/django/contrib/auth/migrations"), newColumn)],
    ["no column was changed", failedRun(list("shop/migrations"), edit("shop/models.py", "    def label(self):"))],
    ["the file is no model", failedRun(list("shop/migrations"), edit("shop/forms.py", column))],
    ["only a comment was changed", failedRun(list("shop/migrations"), { ...newColumn, commentOnly: true })],
  ])("ignores a run where %s", (_reason, episode) => {
    expect(found(episode)).toEqual([]);
  });

  test("takes the conventions of another project from its options", () => {
    const options = {
      modelFiles: ["schema.prisma"],
      declarations: ["String"],
      migrationFolders: ["prisma/migrations"],
    };
    const configured = createRegistry({ packs: [migrations], overrides: { MISSING_MIGRATION: { options } } });
    const episode = failedRun(list("prisma/migrations"), edit("prisma/schema.prisma", "  code String?"));
    expect(diagnose(episode, configured).primaryId).toBe("migrations/MISSING_MIGRATION");
    expect(found(episode)).toEqual([]);
  });
});

describe("the texts", () => {
  const episode = failedRun(list("shop/migrations"), newColumn);
  const planOf = (diagnosis: Diagnosis) =>
    composePlan({ episode, facts: facts(episode), diagnosis, registry, strict: true });

  test("name the files and the folder of the run", () => {
    const plan = planOf(diagnose(episode, registry));
    expect(plan.whatWentWrong).toBe(
      "The run changed columns in `shop/models.py` and ended without a migration, although the repository keeps " +
        "migrations in `shop/migrations`. An existing database keeps its old columns then, so the changed model fails " +
        "on its first query.",
    );
    expect(plan.stepByStepPlan).toEqual([
      "Read the newest migration in `shop/migrations` and note how it was made and what it depends on.",
      "Change the columns in `shop/models.py`.",
      "Write the migration with the project's own tool where it has one, else by hand.",
      "Apply it to a fresh database, and check that the tool sees no further differences.",
      "Run the tests; finish when they pass with the migration applied.",
    ]);
    expect(plan.systemPromptAddon).toContain(
      "add the migration in the same change, in `shop/migrations`, and apply it",
    );
  });

  test("can be rendered when a caller names the failure without data", () => {
    const unseen = failedRun();
    const diagnosis = diagnoseNamed(unseen, registry, { failureType: "MISSING_MIGRATION" });
    const plan = composePlan({ episode: unseen, facts: facts(unseen), diagnosis, registry, strict: true });
    expect(plan.whatWentWrong).toContain("changed columns of a database model and ended without a migration");
    expect(plan.systemPromptAddon).toContain("add the migration in the same change, and apply it");
  });
});

test("the compiled templates belong to the .hbs files", () => {
  const { changed, obsolete } = compilePack(`${import.meta.dirname}/..`, { check: true });
  expect([...changed, ...obsolete]).toEqual([]);
});
