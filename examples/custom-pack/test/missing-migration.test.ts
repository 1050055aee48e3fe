import { createRegistry, diagnose } from "@mulligan/core";
import type { Episode } from "@mulligan/core";
import { compilePack } from "@mulligan/pack-kit";
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

test("the compiled templates belong to the .hbs files", () => {
  const { changed, obsolete } = compilePack(`${import.meta.dirname}/..`, { check: true });
  expect([...changed, ...obsolete]).toEqual([]);
});
