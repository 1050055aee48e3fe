const atHead = /^(?:Error: )?Exit code (\d+)\b|^<returncode>(-?\d+)<\/returncode>|^Process exited with code (-?\d+)/m;
const atTail =
  /\[(?:The command completed|Command finished) with exit code (-?\d+)\.?\]|^Command exited with code (-?\d+)\s*$(?![\s\S])|<exited with exit code (-?\d+)>\s*$(?![\s\S])/m;
const ownLine = /^Exit Code: (-?\d+)\s*$/m;
/** Gemini CLI leaves the code out where it is 0, and ends with these lines. */
const groupLine = /^Process Group PGID: \d+\s*$/m;

/** The exit code that an agent's shell wrote into its answer; null where it did not. */
export function exitCodeIn(text: string): number | null {
  const start = text.slice(0, 300);
  const head = start.includes("code") ? atHead.exec(start) : null;
  if (head !== null) return Number(head[1] ?? head[2] ?? head[3]);
  const tail = text.slice(-600);
  if (!tail.includes("code") && !tail.includes("Exit Code: ") && !tail.includes("PGID: ")) return null;
  const noted = atTail.exec(tail) ?? ownLine.exec(tail);
  if (noted !== null) return Number(noted[1] ?? noted[2] ?? noted[3]);
  return groupLine.test(tail) && !/^Signal: (?!0\b|\(none\))/m.test(tail) ? 0 : null;
}
