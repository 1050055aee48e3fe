import { otherRecordings } from "./recordings-other.js";
import { sessionRecordings } from "./recordings-sessions.js";
import { did, farewell, json, task } from "./scenario.js";

/** A small valid recording of a format. */
export interface SmallRecording {
  readonly format: string;
  /** Tells recordings of one format apart. */
  readonly kind?: string;
  /** The records of JSON Lines, or the value of a document. */
  readonly lines?: readonly unknown[];
  readonly document?: unknown;
  readonly steps: number;
}

export function textOf({ lines, document }: SmallRecording): string {
  return lines === undefined ? json(document) : lines.map((line) => `${json(line)}\n`).join("");
}

const user = { role: "user", content: task };
const bye = { role: "assistant", content: farewell };

const chat = [
  user,
  ...did.flatMap(({ id, command, output }) => [
    {
      role: "assistant",
      content: "Next.",
      tool_calls: [{ id, type: "function", function: { name: "bash", arguments: json({ command }) } }],
    },
    { role: "tool", tool_call_id: id, content: output },
  ]),
  bye,
];

const anthropic = [
  user,
  ...did.flatMap(({ id, command, output }) => [
    { role: "assistant", content: [{ type: "tool_use", id, name: "bash", input: { command } }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: [{ type: "text", text: output }] }] },
  ]),
  bye,
];

const responses = [
  user,
  ...did.flatMap(({ id, command, output }) => [
    { type: "function_call", call_id: id, name: "bash", arguments: json({ command }) },
    { type: "function_call_output", call_id: id, output },
  ]),
  { type: "message", role: "assistant", content: [{ type: "output_text", text: farewell }] },
];

const aiSdk = [
  user,
  ...did.flatMap(({ id, command, output }) => [
    { role: "assistant", content: [{ type: "tool-call", toolCallId: id, toolName: "bash", input: { command } }] },
    {
      role: "tool",
      content: [{ type: "tool-result", toolCallId: id, toolName: "bash", output: { type: "text", value: output } }],
    },
  ]),
  bye,
];

const aiSdkUi = [
  { role: "user", parts: [{ type: "text", text: task }] },
  {
    role: "assistant",
    parts: [
      ...did.map(({ id, command, output }) => ({
        type: "tool-bash",
        toolCallId: id,
        state: "output-available",
        input: { command },
        output,
      })),
      { type: "text", text: farewell },
    ],
  },
];

const conversations: readonly SmallRecording[] = [
  {
    format: "openai-chat",
    document: { id: "s1", instance_id: "acme__tool-7", resolved: false, messages: chat },
    steps: 3,
  },
  {
    format: "openai-chat",
    kind: "lines",
    lines: [
      { id: "a", messages: chat },
      { id: "b", messages: chat },
    ],
    steps: 6,
  },
  { format: "anthropic-messages", document: anthropic, steps: 3 },
  { format: "anthropic-messages", kind: "lines", lines: anthropic, steps: 3 },
  { format: "openai-responses", document: responses, steps: 3 },
  { format: "openai-responses", kind: "lines", lines: responses, steps: 3 },
  { format: "ai-sdk", kind: "messages", document: aiSdk, steps: 3 },
  { format: "ai-sdk", kind: "parts", document: aiSdkUi, steps: 3 },
  {
    format: "tau-bench",
    document: [{ task_id: 1, trial: 0, reward: 0, info: {}, traj: chat }],
    steps: 3,
  },
  {
    format: "docent",
    document: { id: "d1", transcripts: [{ messages: chat }], metadata: { scores: { reward: 0.5 } } },
    steps: 3,
  },
];

/** At least one recording of every format that can be read. */
export const recordings: readonly SmallRecording[] = [...sessionRecordings, ...otherRecordings, ...conversations];
