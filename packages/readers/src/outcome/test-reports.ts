import { listOf, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import { wellFormed } from "../text.js";
import type { Verdict } from "./verdict.js";

/** Characters kept of what an evaluator printed. */
const outputLimit = 4_000;

/** Common Test Report Format: passed when every test that ran passed. */
export function ctrfVerdict(value: JsonRecord): Verdict | null {
  const results = recordOf(value["results"]);
  if (!Array.isArray(results["tests"]) || !("summary" in results || "tool" in results)) return null;
  const tests = listOf(results["tests"]).map(recordOf);
  const ran = tests.filter(({ status }) => status === "passed" || status === "failed" || status === "other");
  const failed = ran.filter(({ status }) => status !== "passed");
  const messages = failed.map((test) => textIn(test["message"])).filter((message) => message !== undefined);
  return verdictOfTests(
    ran.length,
    failed.map((test) => textIn(test["name"]) ?? "unnamed test"),
    messages,
  );
}

const testCase = /<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase\s*>)/g;
const attribute = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const failure = /<(?:failure|error)\b([^>]*)>?/;

/** JUnit's XML report: passed when no test case holds a failure or an error. */
export function junitVerdict(text: string): Verdict | null {
  if (!/<testsuites?\b/.test(text.slice(0, 2_000))) return null;
  let ran = 0;
  const failing: string[] = [];
  const messages: string[] = [];
  for (const [, head = "", body = ""] of text.matchAll(testCase)) {
    if (/<skipped\b/.test(body)) continue;
    ran += 1;
    const problem = failure.exec(body);
    if (problem === null) continue;
    const { name, classname } = attributesOf(head);
    failing.push([classname, name].filter((part) => part !== undefined && part !== "").join("::") || "unnamed test");
    const { message } = attributesOf(problem[1] ?? "");
    if (message !== undefined && message !== "") messages.push(message);
  }
  return verdictOfTests(ran, failing, messages);
}

function verdictOfTests(ran: number, failing: readonly string[], messages: readonly string[]): Verdict {
  if (ran === 0) return { status: "unknown", score: null };
  const output = wellFormed(messages.join("\n").slice(0, outputLimit));
  return {
    status: failing.length === 0 ? "passed" : "failed",
    score: (ran - failing.length) / ran,
    ...(failing.length > 0 ? { failingTests: failing } : {}),
    ...(output === "" ? {} : { evaluatorOutput: output }),
  };
}

function attributesOf(head: string): Readonly<Record<string, string | undefined>> {
  const found: [string, string][] = [];
  for (const [, name = "", double, single] of head.matchAll(attribute))
    found.push([name, unescaped(double ?? single ?? "")]);
  return Object.fromEntries(found);
}

const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
  "#10": "\n",
  "#xA": "\n",
};

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp|#10|#xA);/g, (_whole, name: string) => entities[name] ?? "");
}
