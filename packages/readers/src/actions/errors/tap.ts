import type { ErrorSignature } from "@mulligan/core";
import type { Localise } from "./signature.js";

const failed = /^[ \t]*not ok \d+/gm;
const named = /^[ \t]+name: ['"]?([A-Z]\w*)['"]?[ \t]*$/m;
const message = /^([ \t]+)error: (?:\|-?[ \t]*\n((?:\1[ \t]+.*\n|[ \t]*\n)+)|(.*)$)/m;
const frame = /^[ \t]+(?:at )?(?:(?:[^\s(][^\n(]*)?\()?(?:file:\/\/)?(\/[^():\n]+\.[cm]?[jt]sx?):(\d+):\d+\)?[ \t]*$/gm;
const longestMessage = 300;
/** A block that is longer holds an expected and an actual value, which come after all that counts. */
const longestBlock = 4000;
/** Blocks looked at before giving up. */
const most = 20;

/** The first error of a report in TAP, which tells of each failing test in a block below it. */
export function tapError(output: string, localise: Localise): ErrorSignature | undefined {
  failed.lastIndex = 0;
  let seen = 0;
  for (let match = failed.exec(output); match !== null && seen < most; match = failed.exec(output), seen++) {
    const start = output.indexOf("---", match.index);
    if (start < 0 || start - match.index > 400) continue;
    const text = output.slice(start, start + longestBlock);
    const end = text.search(/^[ \t]*\.\.\.[ \t]*$/m);
    const block = end < 0 ? text : text.slice(0, end);
    // A test whose parts failed has no name of its own.
    const name = named.exec(block)?.[1];
    const said = message.exec(block);
    if (name === undefined || said === null) continue;
    return { name, message: oneLine(said[2] ?? said[3] ?? ""), ...innermost(block, localise) };
  }
  return undefined;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const [, inner] = /^'(.*)'$/.exec(line) ?? /^"(.*)"$/.exec(line) ?? [];
  return (inner === undefined ? line : inner.replaceAll("''", "'").replace(/\\(["'\\])/g, "$1")).slice(
    0,
    longestMessage,
  );
}

function innermost(block: string, localise: Localise): { path: string; line: number } | undefined {
  frame.lastIndex = 0;
  for (let match = frame.exec(block); match !== null; match = frame.exec(block)) {
    if (match[1]!.includes("node_modules/")) continue;
    const path = localise(match[1]!);
    if (path !== undefined) return { path, line: Number(match[2]) };
  }
  return undefined;
}
