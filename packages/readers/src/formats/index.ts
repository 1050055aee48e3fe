import { acp } from "./acp.js";
import { aiSdkUi } from "./ai-sdk-ui.js";
import { atif } from "./atif.js";
import { claudeCode } from "./claude-code.js";
import { claudeStream } from "./claude-stream.js";
import { cline } from "./cline.js";
import { codexExec } from "./codex-exec.js";
import { codexRollout } from "./codex-rollout.js";
import { copilot } from "./copilot.js";
import { cursor } from "./cursor.js";
import { docent } from "./docent.js";
import type { Format } from "./format.js";
import { geminiCli } from "./gemini-cli.js";
import { goose } from "./goose.js";
import { inspect } from "./inspect.js";
import { langSmith } from "./langsmith.js";
import { miniSweAgent } from "./mini-swe-agent.js";
import { aiSdkMessages, anthropicMessages, openAiChat } from "./openai-chat.js";
import { openAiResponses } from "./openai-responses.js";
import { openCode } from "./opencode.js";
import { openEnv } from "./openenv.js";
import { openHandsV0 } from "./openhands-v0.js";
import { openHandsV1 } from "./openhands-v1.js";
import { otlp } from "./otlp.js";
import { pi } from "./pi.js";
import { sweAgent } from "./swe-agent.js";
import { tauBench } from "./tau-bench.js";

/** Every format, in the order in which they are tried: marked ones, then those known by structure, generic ones last. */
export const formats: readonly Format[] = [
  atif,
  miniSweAgent,
  openEnv,
  sweAgent,
  claudeCode,
  cursor,
  claudeStream,
  codexRollout,
  codexExec,
  openHandsV0,
  openHandsV1,
  geminiCli,
  openCode,
  inspect,
  otlp,
  langSmith,
  copilot,
  goose,
  acp,
  pi,
  cline,
  docent,
  tauBench,
  openAiResponses,
  aiSdkUi,
  aiSdkMessages,
  openAiChat,
  anthropicMessages,
];
