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
    ["", []],
  ])("%j", (line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  it("knows the folder that a cd chose", () => {
    expect(shellCommands("ls; cd /tmp/x && rm -r y").map(({ folder }) => folder)).toEqual(["", "/tmp/x", "/tmp/x"]);
  });

  it("ends on unclosed quotes and substitutions", () => {
    expect(words("echo 'a")).toEqual(["echo a"]);
    expect(words("echo $(a")).toHaveLength(1);
  });
});
