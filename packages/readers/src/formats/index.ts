import { claudeCode } from "./claude-code.js";
import type { Format } from "./format.js";
import { miniSweAgent } from "./mini-swe-agent.js";
import { openEnv } from "./openenv.js";
import { sweAgent } from "./swe-agent.js";

/** Every format, in the order in which they are tried: marked ones, then those known by structure, generic ones last. */
export const formats: readonly Format[] = [miniSweAgent, openEnv, sweAgent, claudeCode];
