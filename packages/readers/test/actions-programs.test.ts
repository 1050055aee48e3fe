import { describe, expect, it } from "vitest";
import { episodeOf, seenProduct, shell, tool, words, type Given } from "./actions-helpers.js";

const edit = (path: string): Given =>
  tool("Edit", { file_path: `/repo/${path}`, old_string: "a", new_string: "b" }, "updated");
const write = (path: string, content: string): Given =>
  tool("Write", { file_path: `/repo/${path}`, content }, "File created");
const read = (path: string, content: string): Given => tool("Read", { file_path: `/repo/${path}` }, content);
const last = (...calls: readonly Given[]): readonly string[] =>
  words(episodeOf([...seenProduct, ...calls]).steps.at(-1)!.actions);

describe("a product file that is run directly", () => {
  it.each([
    ["python src/tool.py 3", "src/tool.py"],
    ["node src/cli.js --all", "src/cli.js"],
    ["./deploy.sh", "deploy.sh"],
    ["bash bin/start.sh", "bin/start.sh"],
  ])("%s checks the edit", (command, path) => {
    expect(last(read(path, "print('a')\n"), edit(path), shell(command, "7"))).toEqual(["check"]);
  });

  it("is a check also where the agent made it as a part of the product", () => {
    expect(last(write("shop/report.py", "print(1)\n"), shell("python shop/report.py", "1"))).toEqual(["check"]);
  });

  it("fails as a check where it ends in an error", () => {
    const episode = episodeOf([
      ...seenProduct,
      read("src/tool.py", "a = 1\n"),
      edit("src/tool.py"),
      shell(
        "python src/tool.py",
        "Traceback (most recent call last):\n  File \"/repo/src/tool.py\", line 1, in <module>\nNameError: name 'b' is not defined",
        1,
      ),
    ]);
    expect(episode.steps.at(-1)!.actions).toMatchObject([
      { kind: "check", checks: "program", ok: false, error: { name: "NameError", path: "src/tool.py" } },
    ]);
  });

  it("is none where the environment stopped it, or the file was not found", () => {
    expect(
      last(
        read("src/tool.py", "import yaml\n"),
        edit("src/tool.py"),
        shell(
          "python src/tool.py",
          "Traceback (most recent call last):\n  File \"/repo/src/tool.py\", line 1, in <module>\nModuleNotFoundError: No module named 'yaml'",
          1,
        ),
      ),
    ).toEqual(["run"]);
    expect(
      last(
        edit("src/tool.py"),
        shell(
          "python src/tol.py",
          "python: can't open file '/repo/src/tol.py': [Errno 2] No such file or directory",
          2,
        ),
      ),
    ).toEqual(["run"]);
  });

  it("is none for a scratch script that does not reach the product, nor for a helper that nobody changed", () => {
    expect(last(write("repro.py", "print(1)\n"), shell("python repro.py", "1"))).toEqual(["run"]);
    expect(last(read("scripts/bump.sh", "echo 1\n"), shell("bash scripts/bump.sh", "1"))).toEqual(["run"]);
  });
});

it("takes what make would do for no build", () => {
  expect(last(edit("shop/cart.py"), shell("make -n build", "cc -o shop shop.c"))).toEqual(["run"]);
  expect(last(edit("shop/cart.py"), shell("make build", "cc -o shop shop.c"))).toEqual(["check"]);
});
