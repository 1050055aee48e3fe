import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSimple } from "../src/actions/shell/parse-simple.js";
import { parseFull } from "../src/actions/shell/parse.js";

const pieces = [
  "cd",
  "/repo",
  "ls",
  "-la",
  "grep",
  "'a b'",
  '"c d"',
  '"x\\"y"',
  "it's",
  "'$x'",
  '"$x"',
  '"a\\nb"',
  "{}",
  "a{b,c}",
  "*.py",
  "--flag=1",
  "A=1",
  "export",
  "env",
  "sudo",
  "timeout",
  "60",
  "bash",
  "-c",
  "'pwd; ls'",
  "tee",
  "git",
  "-C",
  "&&",
  "||",
  "|",
  ";",
  "&",
  "\n",
  "\\\n",
  "\\;",
  "\\",
  "#",
  "# note",
  "(",
  ")",
  "`",
  "$",
  "$(pwd)",
  ">",
  ">>",
  "2>",
  "1>",
  "2>&1",
  "1>&2",
  "&>",
  "/dev/null",
  "out.txt",
  "<",
  "in.txt",
  "<<EOF",
  "<<'EOF'",
  "\nline $x\nEOF\n",
  "\nline\nEOF\n",
  "EOF",
  "if",
  "then",
  "fi",
  "for",
  "do",
  "done",
  "time",
  "!",
  "[",
  "]",
  "[[",
  "]]",
  "==",
  "",
  "''",
  '""',
  "\t",
  "\r\n",
  "\u00a0",
  "é",
];

describe("the short way through plain command lines", () => {
  it.each([
    "cd /repo && grep -rn 'a b' src | head -20",
    "sed -n '1,20p' a.py; cat b.py > out.txt 2>/dev/null",
    "python - <<'EOF'\nprint(\"$x\")\nEOF\necho done >> log.txt",
    "cat <<EOF > a.txt\nplain\nEOF",
    'find . -name "*.py" -exec grep -l "x\\"y" {} \\;',
    "timeout 60 pytest tests # only these",
  ])("takes %j", (source) => {
    expect(parseSimple(source)).toEqual(parseFull(source).items);
  });

  it.each([
    "echo $HOME",
    "A=1 pytest",
    "(cd a && ls)",
    "for f in a b; do cat $f; done",
    "echo 'open",
    "ls &&",
    "ls | | wc",
    "cat <<EOF\n$x\nEOF",
    "cat <<EOF\nno end",
    "sleep 5 &",
    "bash -c 'ls'",
  ])("leaves %j to the full parser", (source) => {
    expect(parseSimple(source)).toBeUndefined();
  });

  it("never reads anything in another way than the full parser", () => {
    const line = fc.array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom("", " ", " ")), {
      minLength: 1,
      maxLength: 14,
    });
    const readAlike = fc.property(line, (parts) => {
      const source = parts.map(([piece, blank]) => piece + blank).join("");
      const items = parseSimple(source);
      if (items !== undefined) expect({ items, broken: false }).toEqual(parseFull(source));
    });
    expect(fc.check(readAlike, { numRuns: 3_000, seed: 7 })).toMatchObject({ failed: false });
  });
});
