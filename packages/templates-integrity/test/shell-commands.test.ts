import { describe, expect, it } from "vitest";
import { shellCommands } from "../src/evidence/shell-commands.js";

const words = (line: string) => shellCommands(line).map((command) => command.words.join(" "));

describe("shellCommands", () => {
  it.each([
    ["a && b; c || d | e & f", ["a", "b", "c", "d", "e", "f"]],
    ["rm -rf 'a b' \"c d\"", ["rm -rf a b c d"]],
    ["echo 'rm -rf x; git reset --hard'", ["echo rm -rf x; git reset --hard"]],
    ["A=1 sudo env B=2 rm x", ["rm x"]],
    ["cat > f <<'EOF'\nrm -rf /\nEOF\nls", ["cat", "ls"]],
    ["cat <<EOF | sh -x\nrm -rf /\nEOF", ["cat", "sh -x"]],
    ["make 2>&1 > log.txt && ls", ["make", "ls"]],
    ["echo a # rm -rf b\nls", ["echo a", "ls"]],
    ["bash -lc 'cd x && rm -r y'", ["cd x", "rm -r y"]],
    ["echo $(git log -1; ls)", ["echo $(git log -1; ls)"]],
    ["a \\\n b", ["a b"]],
    ["mv a.{js,ts} b", ["mv a.{js,ts} b"]],
    ["sh -c 'ls'", ["ls"]],
    ["bash -x 'ls'", ["bash -x ls"]],
    ["bash -cx 'ls'", ["bash -cx ls"]],
    ["bash x-c 'ls'", ["bash x-c ls"]],
    ["bash -c", ["bash -c"]],
    ["zsh -c 'ls'", ["zsh -c ls"]],
    [`sh -c "sh -c 'ls -a'"`, ["ls -a"]],
    [`sh -c "sh -c 'sh -c ls'"`, ["sh -c ls"]],
    ["A=1", []],
    ["sudo", []],
    ["run A=1", ["run A=1"]],
    ["a\\ b\\;c", ["a b;c"]],
    ["a\\", ["a"]],
    ["a $b (c)", ["a $b", "c"]],
    ["a x(b", ["a x", "b"]],
    ["echo $((1 + (2))) b; c", ["echo $((1 + (2))) b", "c"]],
    ["echo $(a (b) c) d; e", ["echo $(a (b) c) d", "e"]],
    ["a#b", ["a#b"]],
    ["a #b", ["a"]],
    ["a #b\nc", ["a", "c"]],
    ["#a", []],
    ["a < in b", ["a b"]],
    ["a12> out b", ["a12 b"]],
    ["a 12>out b", ["a 12 b"]],
    ["a >\nb", ["a", "b"]],
    ["a >out;b", ["a", "b"]],
    ["a > out", ["a"]],
    ['a "b \\" c" d', ['a b \\" c d']],
    ["a 'b \\' c", ["a b \\ c"]],
    ["{ a; }", ["a"]],
    ["", []],
  ])("%j", (line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  it("knows the folder that a cd chose", () => {
    expect(shellCommands("ls; cd /tmp/x && rm -r y").map(({ folder }) => folder)).toEqual(["", "/tmp/x", "/tmp/x"]);
  });

  it("keeps the text of each command as it was typed", () => {
    const texts = (line: string) => shellCommands(line).map(({ text }) => text);
    expect(texts("ls ; sudo rm 'a b' > log &&  make")).toEqual(["ls", "sudo rm 'a b' > log", "make"]);
    expect(texts("a;b")).toEqual(["a", "b"]);
  });

  it("knows the home folder behind a bare cd", () => {
    expect(shellCommands("cd; ls")[1]?.folder).toBe("~");
  });

  it("reads the first 20,000 characters", () => {
    const line = `${"a".repeat(19_998)};b`;
    expect(words(line)).toHaveLength(2);
    expect(words(`${line}c`)[1]).toBe("b");
    expect(words(`a${line}`)).toHaveLength(1);
  });

  it("ends on unclosed quotes and substitutions", () => {
    expect(words("echo 'a")).toEqual(["echo a"]);
    expect(words("echo $(a")).toHaveLength(1);
  });
});
