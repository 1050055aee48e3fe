import type { Executions } from "./executions.js";
import { isTrace } from "./statement.js";
import type { TaskBlock } from "./statement.js";

const errorLine =
  /^(?:E\s+)?(?:[\w./<>~-]+:\d+:\s*)?((?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Warning))\s*:\s*(\S.*)$/;
const longestQuote = 120;

/** The error that the task reports, as one line, where no execution of the run ever showed its name or part of its message. */
export function reportedErrorUnseen(statement: string, { outputs }: Executions): string | null {
  let reported: { readonly name: string; readonly message: string } | null = null;
  for (const line of statement.split("\n")) {
    const match = errorLine.exec(line.trim());
    const [, name, message] = match ?? [];
    // The last line of a trace carries the error that counts.
    if (name !== undefined && message !== undefined) reported = { name, message };
  }
  if (reported === null || outputs.length === 0) return null;
  const { name, message } = reported;
  // A script that catches the error often prints its message alone; values in it may be others.
  const marks = [name.slice(name.lastIndexOf(".") + 1), ...message.split(/["'`\d]+/).filter(isTelling)];
  return outputs.some((output) => marks.some((mark) => output.includes(mark))) ? null : quote(`${name}: ${message}`);
}

function isTelling(part: string): boolean {
  return part.trim().length >= 10;
}

const code =
  /^(?:py|python|py3|pycon|js|javascript|ts|typescript|go|rust|java|ruby|php|c|cpp|csharp|sh|bash|shell|console)$/;
const codeLine = /^(?:import|from|def|class|const|let|var|func|fn|package|use|\$|#include|>>>)\b|^[$>]|[;{]$|\w\s=\s/;
const expectedHeading =
  /(?:expected(?: output| results?| behaviou?r)?|should (?:print|return|output|give|be|produce|look like)|desired(?: output| results?)?)\s*:?\**$/;
const actualHeading =
  /(?:^|[\s*#])(?:(?:actual|current|wrong|incorrect)(?: output| results?| behaviou?r)?|(?:the )?output|it (?:prints|outputs|gives|returns)|results? in|which (?:prints|outputs|gives|returns))\s*:?\**$/;

/** A line of the output that the task wants, where it stands in nothing that the run executed. */
export function expectedOutputUnseen(blocks: readonly TaskBlock[], executions: Executions): string | null {
  return unseenLine(
    blocks.filter(({ heading }) => expectedHeading.test(heading)),
    executions.texts,
  );
}

/** A line of the wrong output that the task reports, where no execution ever printed one of its lines. */
export function reportedOutputUnseen(blocks: readonly TaskBlock[], executions: Executions): string | null {
  if (executions.outputs.length === 0) return null;
  return unseenLine(
    blocks.filter(({ heading }) => actualHeading.test(heading) && !expectedHeading.test(heading)),
    executions.texts,
  );
}

/** Null where any line of any of the blocks was seen: part of it is proof enough that it was tried. */
function unseenLine(blocks: readonly TaskBlock[], texts: readonly string[]): string | null {
  const lines = blocks
    .filter(
      (block) => !code.test(block.language) && !isTrace(block) && !block.lines.some((line) => codeLine.test(line)),
    )
    .flatMap((block) => block.lines)
    .map(spaced)
    .filter((line) => line.length >= 8 && /\w/.test(line));
  const [first] = lines;
  if (first === undefined) return null;
  const seen = texts.map(spaced);
  return lines.some((line) => seen.some((text) => text.includes(line))) ? null : quote(first);
}

function spaced(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function quote(text: string): string {
  return text.length > longestQuote ? `${text.slice(0, longestQuote - 1)}…` : text;
}
