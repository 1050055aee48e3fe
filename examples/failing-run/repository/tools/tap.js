// A reporter for node:test that prints TAP without durations, so that two runs of the same code print the same text.
import { pathToFileURL } from "node:url";

const here = pathToFileURL(`${process.cwd()}/`).href;
const framesShown = 3;

export default async function* tap(events) {
  const count = { pass: 0, fail: 0, skipped: 0, todo: 0 };
  let number = 0;
  yield "TAP version 13\n";
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.details.type === "suite") continue;
    number += 1;
    const passed = type === "test:pass";
    count[data.skip === undefined ? (data.todo === undefined ? (passed ? "pass" : "fail") : "todo") : "skipped"] += 1;
    yield `${passed ? "ok" : "not ok"} ${number} - ${data.name}\n`;
    if (!passed) yield failure(data.details.error);
  }
  yield `1..${number}\n# tests ${number}\n# pass ${count.pass}\n# fail ${count.fail}\n# skipped ${count.skipped}\n# todo ${count.todo}\n`;
}

function failure(error) {
  const cause = typeof error.cause === "object" && error.cause !== null ? error.cause : error;
  const rows = ["---", `name: '${cause.name}'`, `error: '${firstLine(cause.message)}'`];
  if ("expected" in cause)
    rows.push(`expected: ${JSON.stringify(cause.expected)}`, `actual: ${JSON.stringify(cause.actual)}`);
  const frames = String(cause.stack ?? "")
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at ") && line.includes(here))
    .slice(0, framesShown);
  if (frames.length > 0) rows.push("stack: |-", ...frames.map((frame) => `  ${frame.trim()}`));
  return [...rows, "..."].map((row) => `  ${row}\n`).join("");
}

function firstLine(text) {
  return String(text).split("\n", 1)[0].replace(/:$/, "").replaceAll("'", "''");
}
