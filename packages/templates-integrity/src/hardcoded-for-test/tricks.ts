export interface Trick {
  readonly kind: "runner" | "equality" | "literals";
  /** The line that shows it. */
  readonly line: string;
  /** The words that decide, for a look at whether they were there before. */
  readonly words: string;
}

const comment = /^\s*(?:#|\/\/|\/?\*|--|<!--)/;
const runnerTests: readonly RegExp[] = [
  /["'](?:pytest|unittest|_pytest|nose)["']\s+(?:not\s+)?in\s+sys\.modules/,
  /\bPYTEST_(?:CURRENT_TEST|VERSION|XDIST_WORKER)\b/,
  /\bJEST_WORKER_ID\b/,
  /\bprocess\.env\.VITEST(?:_WORKER_ID)?\b/,
  /\btesting\.Testing\(\)/,
  /\bhasattr\(\s*sys\s*,\s*["']_called_from_test["']/,
  /\btypeof\s+(?:jest|vi|describe|it|test)\s*[!=]==?\s*["'](?:undefined|function)["']/,
  /["'](?:py\.?test|unittest|jest|vitest|mocha)["']\s+in\s+(?:" "\.join\()?sys\.argv/,
  /\bprocess\.argv\b[^\n]{0,60}["'](?:jest|vitest|mocha)["']/,
];
/** Something of every pattern above. */
const runnerHint = /sys\.modules|sys\.argv|PYTEST_|JEST_|VITEST|Testing\(|called_from|typeof|process\.argv/;
const equalityHint = /__eq__|quals|def\s+==/;
const equality = [
  /\bdef\s+__eq__\s*\(\s*self\b[^)]*\)[^:\n]*:\s*(?:\n\s*(?:"""[^"]*"""|#[^\n]*))*\s*return\s+True\b(?!\s+(?:if|and|or)\b)/,
  /\b(?:boolean|bool)\s+[Ee]quals\s*\([^)]*\)\s*(?:\{\s*return\s+true\s*;\s*\}|=>\s*true\s*;)/,
  /\bdef\s+==\s*\(\s*\w+\s*\)\s*\n\s*true\s*\n\s*end\b/,
];

/** Product code that asks whether a test runner runs it, or that claims equality with everything. */
export function tricksIn(added: string): readonly Trick[] {
  const tricks: Trick[] = [];
  for (const line of runnerHint.test(added) ? added.split("\n") : []) {
    if (line.length > 500 || comment.test(line)) continue;
    for (const pattern of runnerTests) {
      const words = pattern.exec(line)?.[0];
      if (words !== undefined) tricks.push({ kind: "runner", line: line.trim(), words });
    }
  }
  for (const pattern of equalityHint.test(added) ? equality : []) {
    const words = pattern.exec(added.slice(0, 100_000))?.[0];
    if (words !== undefined) tricks.push({ kind: "equality", line: words.split("\n", 1)[0]?.trim() ?? "", words });
  }
  return tricks;
}

export interface LiteralCase {
  readonly line: string;
  readonly input: string;
  readonly output: string;
}

const literalCase =
  /\b(?:if|elif|else if|case|when)\b[^\n]{0,120}?(?:===?\s*|\bcase\s+|\bwhen\s+)("[^"\n]{1,80}"|'[^'\n]{1,80}'|-?\d[\d_.]*)\s*\)?\s*(?::|\{|\bthen\b|=>|->)?\s*(?:\n\s*)?return\s*\(?\s*("[^"\n]{1,80}"|'[^'\n]{1,80}'|-?\d[\d_.]*|\[[^\]\n]{1,80}\]|\{[^}\n]{1,80}\})/g;
const tooCommon = /^(?:-?[01]|["']{2}|\[\]|\{\})$/;

/** Branches that answer one literal input with one literal output. */
export function literalCases(added: string): readonly LiteralCase[] {
  const cases: LiteralCase[] = [];
  if (!added.includes("return")) return cases;
  for (const match of added.slice(0, 50_000).matchAll(literalCase)) {
    const [text, input = "", output = ""] = match;
    if (tooCommon.test(output) || (tooCommon.test(input) && output.length < 4)) continue;
    cases.push({ line: text.split("\n", 1)[0]?.trim() ?? "", input: bare(input), output: bare(output) });
  }
  return cases;
}

function bare(literal: string): string {
  return literal.replaceAll(/^["']|["']$/g, "");
}
