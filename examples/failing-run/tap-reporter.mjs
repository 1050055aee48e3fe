// A reporter for node:test that prints TAP without durations, so that two runs of the same code print the same text.
import { pathToFileURL } from "node:url";

const here = pathToFileURL(`${process.cwd()}/`).href;
const framesShown = 3;

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* tap(events) {
  const count = { pass: 0, fail: 0 };
  yield "TAP version 13\n";
  for await (const { type, data } of events) {
    if ((type !== "test:pass" && type !== "test:fail") || data.details.type === "suite") continue;
    const passed = type === "test:pass";
    count[passed ? "pass" : "fail"] += 1;
    yield `${passed ? "ok" : "not ok"} ${count.pass + count.fail} - ${data.name}\n`;
    if (!passed) yield failure(data.details.error.cause ?? data.details.error);
  }
  const all = count.pass + count.fail;
  yield `1..${all}\n# tests ${all}\n# pass ${count.pass}\n# fail ${count.fail}\n`;
}

/** @param {unknown} thrown */
function failure(thrown) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const rows = [`name: '${error.name}'`, `error: '${firstLine(error.message)}'`];
  if ("expected" in error && "actual" in error) {
    rows.push(`expected: ${JSON.stringify(error.expected)}`, `actual: ${JSON.stringify(error.actual)}`);
  }
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s*at /.test(line) && line.includes(here));
  if (frames.length > 0) rows.push("stack: |-", ...frames.slice(0, framesShown).map((frame) => `  ${frame.trim()}`));
  return ["---", ...rows, "..."].map((row) => `  ${row}\n`).join("");
}

/** @param {string} text */
function firstLine(text) {
  return text.replace(/:?\n[^]*/, "").replaceAll("'", "''");
}
