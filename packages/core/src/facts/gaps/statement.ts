/** Longer tasks carry logs; what they ask for stands first. */
const taskLimit = 20_000;
const tagged =
  /<(pr_description|issue|issue_description|problem_statement|task_description|uploaded_issue)>([\s\S]*?)<\/\1>/;
const marked = /^ISSUE:\s*\n([\s\S]*?)^INSTRUCTIONS:/m;
const instructions =
  /^(?:#+\s*)?(?:task instructions|instructions|important (?:tips|boundaries)|recommended workflow)\b/im;

/** What the task asks for: instructions of a harness around it are left out. */
export function taskStatement(task: string): string {
  const text = task.slice(0, taskLimit);
  const inner = tagged.exec(text)?.[2] ?? marked.exec(text)?.[1];
  if (inner !== undefined) return inner;
  const end = text.search(instructions);
  return end > 40 ? text.slice(0, end) : text;
}

/** A block of code or output in the task. */
export interface TaskBlock {
  /** The word behind the opening fence, in lower case. */
  readonly language: string;
  readonly lines: readonly string[];
  /** The last line before it that is not blank, in lower case. */
  readonly heading: string;
}

/** The fenced blocks of a statement, and its prompts of an interpreter. */
export function blocksOf(statement: string): readonly TaskBlock[] {
  const blocks: TaskBlock[] = [];
  let heading = "";
  let open: { language: string; lines: string[]; heading: string; fence: string } | null = null;
  for (const line of statement.split("\n")) {
    const trimmed = line.trim();
    if (open !== null) {
      if (open.fence === "" ? trimmed === "" : trimmed.startsWith(open.fence)) {
        blocks.push({ language: open.language, lines: open.lines, heading: open.heading });
        open = null;
      } else open.lines.push(trimmed);
      continue;
    }
    const fence = /^(`{3,}|~{3,})\s*([\w+-]*)/.exec(trimmed);
    if (fence !== null)
      open = { language: (fence[2] ?? "").toLowerCase(), lines: [], heading, fence: fence[1] ?? "```" };
    else if (trimmed.startsWith(">>>")) open = { language: "python", lines: [trimmed], heading, fence: "" };
    else if (trimmed !== "") heading = trimmed.toLowerCase();
  }
  if (open !== null) blocks.push({ language: open.language, lines: open.lines, heading: open.heading });
  return blocks;
}

/** A stack trace, not code. */
export function isTrace({ lines }: TaskBlock): boolean {
  return lines.some((line) => line.startsWith("Traceback (most recent call last)") || /^at .+:\d+\)?$/.test(line));
}
