import { testStrategy } from "@mulligan/pack-kit/vitest";
import migrations from "../src/index.js";
import { edit, failedRun, list, run } from "./episode.js";

const column = "    code = models.CharField(max_length=20)";
const newColumn = edit("shop/models.py", column);
const removedColumn = edit("shop/models.py", "", { removed: column });

testStrategy(migrations, "MISSING_MIGRATION", {
  detects: {
    "a new column without a migration": {
      episode: failedRun(list("shop/migrations"), newColumn),
      steps: [2],
      severity: "major",
      evidence: "Columns were changed in shop/models.py, and none of the 2 steps wrote a migration to shop/migrations.",
      data: { files: ["shop/models.py"], folder: "shop/migrations" },
    },
    "a new and a removed column, citing every edit once": {
      episode: failedRun(list("shop/migrations"), newColumn, removedColumn),
      steps: [2, 3],
    },
  },
  ignores: {
    "a migration that was written": failedRun(newColumn, edit("shop/migrations/0002_code.py", "…", { kind: "create" })),
    "a command that writes it": failedRun(
      list("shop/migrations"),
      newColumn,
      run("python manage.py makemigrations shop"),
    ),
  },
});
