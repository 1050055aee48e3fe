import { episode } from "@mulligan/pack-kit/testing";
import { testPack, testStrategy } from "@mulligan/pack-kit/vitest";
import { strategies } from "../mulligan/strategies.gen.ts";

const change = () => episode("Round prices half up").look("src/money.ts").edit("src/money.ts");

testPack(
  { strategies },
  {
    directory: `${import.meta.dirname}/../mulligan`,
    clean: change().test("vitest run").create("changes/rounding.md", "Prices are rounded half up.").passed().end(),
  },
);

testStrategy({ strategies }, "MISSING_CHANGE_NOTE", {
  detects: {
    "a change without a note": {
      episode: change().test("vitest run").finish(),
      steps: [2],
      severity: "major",
      evidence: "Code was changed in src/money.ts, and none of the 4 steps wrote a file to changes/.",
      data: { files: ["src/money.ts"] },
    },
    "a note that could not be written": change()
      .edit("changes/rounding.md", { effect: "rejected", reason: "no such file" })
      .finish(),
  },
  ignores: {
    "a change with its note": change().create("changes/rounding.md", "Prices are rounded half up.").finish(),
    "a change of a comment": episode("Explain the rounding").edit("src/money.ts", { commentOnly: true }).finish(),
    "a session that goes on": change().with({ ended: false }).end(),
  },
});
