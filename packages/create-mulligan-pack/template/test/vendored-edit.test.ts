import { episode } from "@mulligan/pack-kit/testing";
import { testStrategy } from "@mulligan/pack-kit/vitest";
import pack from "../src/index.js";

// mulligan-scaffold: runs that have your failure, and runs that only look like it
testStrategy(pack, "VENDORED_EDIT", {
  detects: {
    "an edit of copied code": {
      episode: episode("Fix the rounding")
        .look("vendor/money/round.js")
        .edit("vendor/money/round.js")
        .test("npm test")
        .finish(),
      steps: [2],
      severity: "major",
      evidence: "Step 2 edited vendor/money/round.js, copied code that the task does not name.",
      data: { files: ["vendor/money/round.js"] },
    },
  },
  ignores: {
    "an edit of the project's own code": episode("Fix the rounding").edit("src/vendor.js").finish(),
    "an edit that the task asks for": episode("Fix vendor/money/round.js").edit("vendor/money/round.js").finish(),
    "a look at copied code": episode("Fix the rounding").look("vendor/money/round.js").edit("src/money.js").finish(),
  },
});
