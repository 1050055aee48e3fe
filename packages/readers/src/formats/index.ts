import { atif } from "./atif.js";
import { claudeCode } from "./claude-code.js";
import { codexExec } from "./codex-exec.js";
import { codexRollout } from "./codex-rollout.js";
import type { Format } from "./format.js";
import { geminiCli } from "./gemini-cli.js";
import { miniSweAgent } from "./mini-swe-agent.js";
import { openCode } from "./opencode.js";
import { openEnv } from "./openenv.js";
import { openHandsV0 } from "./openhands-v0.js";
import { openHandsV1 } from "./openhands-v1.js";
import { sweAgent } from "./swe-agent.js";

/** Every format, in the order in which they are tried: marked ones, then those known by structure, generic ones last. */
export const formats: readonly Format[] = [
  atif,
  miniSweAgent,
  openEnv,
  sweAgent,
  claudeCode,
  codexRollout,
  codexExec,
  openHandsV0,
  openHandsV1,
  geminiCli,
  openCode,
];
