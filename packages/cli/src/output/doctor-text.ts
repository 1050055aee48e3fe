import type { HookRecord } from "../hook/hook-record.js";
import type { HookSettings } from "../hook/settings.js";
import type { HookStatus } from "../setup/hook-status.js";
import { cleanLine } from "@mulligan/renderer";

/** What is known of one agent's hook. */
export interface AgentReport {
  /** As people call it. */
  readonly name: string;
  readonly status: HookStatus;
  readonly record: HookRecord;
}

const longest = 300;

export function settingsText({ mode, block, most }: HookSettings, files: readonly string[], log: string): string {
  const types = block.length === 0 ? "" : `; sends back for ${block.join(", ")}`;
  const from = files.length === 0 ? "as it comes" : `from ${files.join(" and ")}`;
  return `Mode ${mode}${types}; at most ${most} answers in a session (${from}).\nLog: ${log}\n`;
}

export function agentText({ name, status, record }: AgentReport): string {
  const lines = [...installed(status), ...fired(record)];
  return `\n${name}\n${lines.map((line) => `  ${cleanLine(line, longest)}\n`).join("")}`;
}

function installed({ agent, present, installations, switchedOff }: HookStatus): string[] {
  const off = switchedOff.map((reason) => `switched off: ${reason}`);
  if (installations.length === 0) {
    return [
      present ? `not installed: mulligan init --hooks ${agent}` : "not installed, and the agent was not used here",
      ...off,
    ];
  }
  const several = installations.length > 1 ? ["installed more than once: it is asked as often"] : [];
  return [
    ...installations.flatMap(({ scope, file, events, problems }) => [
      `installed (${scope}): ${file}${events.length === 0 ? "" : `, at ${events.join(", ")}`}`,
      ...problems.map((problem) => `problem: ${problem}`),
    ]),
    ...several,
    ...off,
  ];
}

function fired({ calls, last, answers, types, silences, median, longest: slowest, problems }: HookRecord): string[] {
  if (last === null) return ["never called"];
  const { time, event, answer, type, why } = last;
  const said = [type, why].filter((part) => part !== undefined).join(": ");
  const spoken = Object.entries(answers).map(([name, count]) => `${name} ${count}`);
  return [
    `last called ${time} (${event}): ${answer}${said === "" ? "" : `, ${said}`}`,
    `last ${calls} calls: ${spoken.join(", ")}; ${median} ms in the middle, ${slowest} ms at most`,
    ...(types.length === 0 ? [] : [`spoke up for ${listed(types)}`]),
    ...(silences.length === 0 ? [] : [`silent because: ${listed(silences)}`]),
    ...problems.map((problem) => `went wrong: ${problem}`),
  ];
}

function listed(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([word, count]) => `${word} (${count})`).join(", ");
}
