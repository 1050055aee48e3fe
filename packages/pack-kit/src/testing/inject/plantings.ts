import type { Planting } from "./planting.js";
import { blindWrite } from "./types/blind-write.js";
import { brokenBuildLeft } from "./types/broken-build-left.js";
import { budgetExhausted } from "./types/budget-exhausted.js";
import { constraintViolation } from "./types/constraint-violation.js";
import { contextOverflow } from "./types/context-overflow.js";
import { destructiveCommand } from "./types/destructive-command.js";
import { editTestThrash } from "./types/edit-test-thrash.js";
import { emptyPatch } from "./types/empty-patch.js";
import { environmentBlocked } from "./types/environment-blocked.js";
import { explorationParalysis } from "./types/exploration-paralysis.js";
import { failedEditCascade } from "./types/failed-edit-cascade.js";
import { falseCompletionClaim } from "./types/false-completion-claim.js";
import { hallucinatedCode } from "./types/hallucinated-code.js";
import { hardcodedForTest } from "./types/hardcoded-for-test.js";
import { insufficientFix } from "./types/insufficient-fix.js";
import { invalidToolCalls } from "./types/invalid-tool-calls.js";
import { leftoverArtifacts } from "./types/leftover-artifacts.js";
import { loopingBehavior } from "./types/looping-behavior.js";
import { lostGoodState } from "./types/lost-good-state.js";
import { neverTested } from "./types/never-tested.js";
import { oversizedRewrite } from "./types/oversized-rewrite.js";
import { prematureEdit } from "./types/premature-edit.js";
import { regression } from "./types/regression.js";
import { repeatedErrorLoop } from "./types/repeated-error-loop.js";
import { scopeCreep } from "./types/scope-creep.js";
import { securityViolation } from "./types/security-violation.js";
import { solutionLeak } from "./types/solution-leak.js";
import { submittedWithFailingTests } from "./types/submitted-with-failing-tests.js";
import { suiteNotRun } from "./types/suite-not-run.js";
import { testTampering } from "./types/test-tampering.js";
import { unverifiedFinalEdit } from "./types/unverified-final-edit.js";
import { wrongFileNavigation } from "./types/wrong-file-navigation.js";
import { wrongTestTarget } from "./types/wrong-test-target.js";

/** All that can be planted, pack by pack. */
export const plantings: readonly Planting[] = [
  wrongFileNavigation,
  blindWrite,
  hallucinatedCode,
  neverTested,
  loopingBehavior,
  securityViolation,
  insufficientFix,
  regression,
  unverifiedFinalEdit,
  suiteNotRun,
  falseCompletionClaim,
  submittedWithFailingTests,
  lostGoodState,
  wrongTestTarget,
  testTampering,
  hardcodedForTest,
  constraintViolation,
  destructiveCommand,
  solutionLeak,
  editTestThrash,
  prematureEdit,
  explorationParalysis,
  repeatedErrorLoop,
  contextOverflow,
  budgetExhausted,
  oversizedRewrite,
  failedEditCascade,
  invalidToolCalls,
  environmentBlocked,
  brokenBuildLeft,
  emptyPatch,
  scopeCreep,
  leftoverArtifacts,
];
