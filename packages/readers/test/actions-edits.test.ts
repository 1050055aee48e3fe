import { describe, expect, it } from "vitest";
import { isCommentOnly } from "../src/actions/edits/comment-only.js";
import { readApplyPatch, readUnifiedDiff } from "../src/actions/edits/patch.js";
import { scriptWrites } from "../src/actions/scripts/writes.js";
import { episodeOf, lastActions, only, seenProduct, shell, tool, words } from "./actions-helpers.js";

const cart = "edit:changed:product:shop/cart.py";

describe("edits by the shell", () => {
  it.each([
    ["sed -i 's/a/b/' shop/cart.py", [cart]],
    ["sed -i.bak -e '3d' shop/cart.py", ["create:changed:scratch:shop/cart.py.bak", cart]],
    ["perl -pi -e 's/a/b/' shop/cart.py", [cart]],
    ["echo x >> shop/cart.py", [cart]],
    ["cat > shop/cart.py <<'EOF'\nx = 1\nEOF", [cart]],
    ["printf 'x' | tee shop/cart.py", [cart]],
    ["cp shop/cart.py shop/cart.py.bak", ["create:changed:scratch:shop/cart.py.bak"]],
    ["rm shop/cart.py", ["delete:changed:product:shop/cart.py"]],
    ["git rm shop/cart.py", ["delete:changed:product:shop/cart.py", "vcs"]],
    ["mv shop/cart.py shop/basket.py", ["move:changed:product:shop/basket.py"]],
    ["cat > repro.py <<'EOF'\nx = 1\nEOF", ["create:changed:scratch:repro.py"]],
    ["cat > tests/test_new.py <<'EOF'\nx = 1\nEOF", ["create:changed:test:tests/test_new.py"]],
    ["cat > shop/tax.py <<'EOF'\nx = 1\nEOF", ["create:changed:product:shop/tax.py"]],
    ["python - <<'EOF'\nopen('shop/cart.py', 'w').write('x')\nEOF", [cart]],
    [
      "python -c \"from pathlib import Path; p = Path('shop/cart.py'); p.write_text(p.read_text().replace('a', 'b'))\"",
      [cart],
    ],
    ["node -e \"const fs = require('fs'); fs.writeFileSync('shop/cart.py', 'x')\"", [cart]],
    ["git diff > patch.txt", ["create:changed:scratch:patch.txt", "vcs"]],
    ["go build -o shopper ./cmd", ["check", "create:changed:scratch:shopper"]],
  ])("%s", (command, expected) => {
    expect(words(lastActions([...seenProduct, shell(command)]))).toEqual(expected);
  });

  it.each([
    "sed -n '1,5p' shop/cart.py",
    "sed 's/a/b/' shop/cart.py",
    "git apply --check fix.patch",
    "patch --dry-run -p1 < fix.patch",
    "cat shop/cart.py > /dev/null",
    "python -c \"print(open('shop/cart.py').read())\"",
    "git status",
    "git checkout main",
    "git restore --staged shop/cart.py",
  ])("is none: %s", (command) => {
    expect(
      words(lastActions([...seenProduct, shell(command, "")])).filter((word) => /edit|create|delete|move/.test(word)),
    ).toEqual([]);
  });

  it("follows cd, and keeps it only where the shell lasts", () => {
    const calls = [...seenProduct, shell("cd shop"), shell("sed -i 's/a/b/' cart.py")];
    expect(words(lastActions(calls))).toEqual([cart]);
    expect(words(lastActions(calls, { format: "mini-swe-agent" }))).toEqual(["edit:changed:product:cart.py"]);
    expect(words(lastActions([...seenProduct, shell("(cd shop && true); sed -i 's/a/b/' shop/cart.py")])).at(-1)).toBe(
      cart,
    );
  });

  it.each([
    ["cat a.py", "x = 1\ny = 2\n"],
    ["cat -n a.py", "     1\tx = 1\n     2\ty = 2\n"],
  ])("knows what a rewrite after %s takes out", (command, output) => {
    const actions = lastActions([shell(command, output), shell("cat > a.py <<'EOF'\nx = 3\ny = 2\nEOF")]);
    expect(actions).toMatchObject([{ kind: "edit", removed: "x = 1\ny = 2\n" }]);
  });

  it("tells restores and rewrites of the same content apart from edits", () => {
    const calls = [
      ...seenProduct,
      shell("cp shop/cart.py shop/cart.py.bak"),
      shell("sed -i 's/a/b/' shop/cart.py"),
      shell("cp shop/cart.py.bak shop/cart.py"),
      shell("cp shop/cart.py.bak shop/cart.py"),
    ];
    const steps = episodeOf(calls).steps;
    expect(only(steps[4]!.actions, "edit")).toMatchObject({ effect: "changed", by: "restore" });
    expect(only(steps[5]!.actions, "edit").effect).toBe("unchanged");
    const back = episodeOf([
      ...seenProduct,
      shell("sed -i 's/a/b/' shop/cart.py"),
      shell("git checkout -- shop/cart.py"),
      shell("git checkout -- shop/cart.py"),
    ]).steps;
    expect(only(back[3]!.actions, "edit")).toMatchObject({ effect: "changed", by: "restore" });
    expect(only(back[4]!.actions, "edit").effect).toBe("unchanged");
  });

  it("finds the rejected hunks that patch leaves behind", () => {
    const output =
      "patching file shop/cart.py\nHunk #1 FAILED at 3.\n1 out of 1 hunk FAILED -- saving rejects to file shop/cart.py.rej";
    expect(words(lastActions([...seenProduct, shell("patch -p1 < fix.diff", output, 1)]))).toEqual([
      "edit:rejected:product:shop/cart.py",
      "create:changed:scratch:shop/cart.py.rej",
    ]);
  });

  it("tells a new version that is copied or moved into place apart from a backup", () => {
    const written = shell("cat > shop/cart.py.fixed <<'EOF'\nclass Cart:\n    items = []\nEOF");
    for (const place of ["mv", "cp"]) {
      const [action] = lastActions([...seenProduct, written, shell(`${place} shop/cart.py.fixed shop/cart.py`)]);
      expect(action).toMatchObject({ path: "shop/cart.py", effect: "changed", by: "shell" });
      expect(action).toMatchObject({ added: "class Cart:\n    items = []\n" });
    }
  });

  it("does not count a stash that is popped, and counts one that is lost", () => {
    const edit = shell("sed -i 's/a/b/' shop/cart.py");
    const popped = episodeOf([
      ...seenProduct,
      edit,
      shell("git stash"),
      shell("pytest tests", "== 1 failed in 0.1s ==", 1),
      shell("git stash pop"),
      shell("pytest tests", "== 1 passed in 0.1s =="),
    ]).steps;
    expect(words(popped[3]!.actions)).toEqual(["vcs"]);
    expect(only(popped[4]!.actions, "test").tree).toBe("baseline");
    expect(only(popped[6]!.actions, "test").tree).toBe("current");
    const lost = episodeOf([...seenProduct, edit, shell("git stash")]).steps;
    expect(words(lost[3]!.actions)).toEqual([cart, "vcs"]);
  });
});

describe("failed edits", () => {
  it.each([
    ["sed -i 's/a/b/ shop/cart.py", "bash: -c: line 1: unexpected EOF while looking for matching `''", 2, "rejected"],
    ["sed -i 's/a/b' shop/cart.py", "sed: -e expression #1, char 5: unterminated `s' command", 1, "rejected"],
    ["sed -i 's/one\\ntwo/x/' shop/cart.py", "", 0, "no-match"],
    [
      "python - <<'EOF'\nopen('shop/cart.py', 'w').write(missing)\nEOF",
      "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\nNameError: name 'missing' is not defined",
      1,
      "crashed",
    ],
    [
      "python - <<'EOF'\nx = missing\nopen('shop/cart.py', 'w').write(x)\nEOF",
      "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\nNameError: name 'missing' is not defined",
      1,
      "crashed",
    ],
    [
      "python - <<'EOF'\ns = open('shop/cart.py').read()\nif 'zz' in s:\n    open('shop/cart.py', 'w').write(s)\nelse:\n    print('Pattern not found')\nEOF",
      "Pattern not found",
      0,
      "no-match",
    ],
    [
      "cp shop/cart.py /tmp/cart.py && patch -p1 <<'EOF' && echo done\n--- a/shop/cart.py\n+++ b/shop/cart.py\n@@ -1 +1 @@\n-a\n+b\nEOF",
      "patching file shop/cart.py\nReversed (or previously applied) patch detected!  Assume -R? [n]\nApply anyway? [n]\nSkipping patch.\n1 out of 1 hunk ignored -- saving rejects to file shop/cart.py.rej",
      1,
      "rejected",
    ],
    [
      "git apply <<'EOF'\n--- a/shop/cart.py\n+++ b/shop/cart.py\n@@ -1 +1 @@\n-a\n+b\nEOF",
      "error: patch failed: shop/cart.py:1\nerror: shop/cart.py: patch does not apply",
      1,
      "rejected",
    ],
  ])("%s", (command, observation, exit, effect) => {
    const edits = lastActions([...seenProduct, shell(command, observation, exit)]).flatMap((action) =>
      action.kind === "edit" ? [action.effect] : [],
    );
    expect(edits).toEqual([effect]);
  });

  it("finds a silent substitution by the look that follows", () => {
    const steps = episodeOf([
      ...seenProduct,
      shell("sed -i 's/total = 1/total = 2/g' shop/cart.py"),
      shell("sed -n '1,9p' shop/cart.py", "total = 1\n"),
    ]).steps;
    expect(only(steps[2]!.actions, "edit").effect).toBe("no-match");
    const good = episodeOf([
      ...seenProduct,
      shell("sed -i 's/total = 1/total = 2/g' shop/cart.py"),
      shell("sed -n '1,9p' shop/cart.py", "total = 2\n"),
    ]).steps;
    expect(only(good[2]!.actions, "edit").effect).toBe("changed");
  });

  it("knows that text taken back is gone", () => {
    const steps = episodeOf([
      ...seenProduct,
      shell("sed -i 's/except KeyError:/except LookupError:/g' shop/cart.py"),
      shell("git checkout -- shop/cart.py"),
      shell("sed -i 's/except LookupError:/pass/g' shop/cart.py"),
    ]).steps;
    expect(only(steps[4]!.actions, "edit").effect).toBe("no-match");
  });

  it("does not take a refusal or a malformed call for one", () => {
    for (const status of ["refused", "invalid", "missing"] as const) {
      expect(
        words(
          lastActions([
            tool("Edit", { file_path: "/repo/shop/cart.py", old_string: "a", new_string: "b" }, "no", { status }),
          ]),
        ),
      ).toEqual(["other"]);
    }
  });
});

describe("isCommentOnly", () => {
  it.each([
    ["a.py", "x = 1", "x = 1\n# note", true],
    ["a.py", "x = 1", "x = 1  # note", true],
    ["a.py", "def f():\n    pass", 'def f():\n    """What it does."""\n    pass', true],
    ["a.py", "x = 1", "x = 2", false],
    ["a.py", "# x = 1", "x = 1", false],
    ["a.ts", "const a = 1;", "// why\nconst a = 1;", true],
    ["a.ts", "/* a */\nf();", "/* b */\nf();", true],
    ["a.go", "a()", "b()", false],
    ["a.pony", undefined, "// why", true],
    ["a.lua", "f()", "-- why\nf()", true],
    ["a.lua", "f()", "-- why\ng()", false],
    ["a.sql", "select 1", "select 1 -- why", true],
    ["README.md", "a", "b", true],
    ["a.js", 'f("#a")', 'f("#b")', false],
    // The replaced text begins in the middle of a line.
    ["a.py", "return x", "# why\n    return x", true],
    ["a.py", "# why\n    return x", "return x", true],
    ["a.py", "return x", "# why\n    return y", false],
    ["a.py", "if x:\n    f()\ng()", "if x:\n    f()\n    g()", false],
    ["a.py", "f()\ng()", "# why\nf()\n  g()", false],
    ["a.py", "return x\n", "# why\n", false],
  ])("%s: %j to %j", (path, removed, added, expected) => {
    expect(isCommentOnly(path, removed, added)).toBe(expected);
  });
});

describe("a script that puts a file back", () => {
  const script = (end: string) => `cat > try.py <<'EOF'
import shutil
shutil.copy2('shop/cart.py', 'shop/cart.py.backup')
with open('shop/cart.py') as f:
    text = f.read()
with open('shop/cart.py', 'w') as f:
    f.write(text.replace('a', 'b'))
import shop.cart
print(shop.cart.total([]))
${end}
EOF
python try.py`;

  it("edits nothing and checks what it had changed", () => {
    const putBack = script("shutil.copy2('shop/cart.py.backup', 'shop/cart.py')");
    const kinds = lastActions([...seenProduct, shell(putBack, "0")]).map(({ kind }) => kind);
    expect(kinds).not.toContain("edit");
    expect(kinds).toContain("check");
  });

  it("has edited where it leaves the file changed", () => {
    expect(words(lastActions([...seenProduct, shell(script(""), "0")]))).toContain(cart);
  });
});

describe("patches", () => {
  it("reads every form of apply_patch", () => {
    const text =
      "*** Begin Patch\n*** Add File: a.py\n+x = 1\n*** Update File: shop/cart.py\n@@\n-old\n+new\n*** Update File: b.py\n*** Move to: c.py\n@@\n-1\n+2\n*** Delete File: d.py\n*** End Patch";
    expect(readApplyPatch(text).map((file) => [file.kind, file.path, file.from])).toEqual([
      ["create", "a.py", undefined],
      ["edit", "shop/cart.py", undefined],
      ["move", "c.py", "b.py"],
      ["delete", "d.py", undefined],
    ]);
    for (const call of [
      shell(`apply_patch <<'PATCH'\n${text}\nPATCH`),
      shell(`applypatch <<'PATCH'\n${text}\nPATCH`),
      tool("apply_patch", text),
      tool("apply_patch", { input: text }),
      tool("shell", { command: ["apply_patch", text] }),
    ]) {
      expect(words(lastActions([...seenProduct, call]))).toContain(cart);
    }
  });

  it("reads unified diffs with their ranges", () => {
    const [file] = readUnifiedDiff(
      "diff --git a/x.py b/x.py\n--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,3 @@\n a\n-b\n+c\n+d\n",
    );
    expect(file).toMatchObject({
      path: "x.py",
      kind: "edit",
      added: "c\nd",
      removed: "b",
      shown: [{ from: 1, to: 3 }],
    });
  });
});

describe("a step that takes back what it did", () => {
  const fix = shell("sed -i 's/a/b/' shop/cart.py");
  const diff = shell("git diff -- shop/cart.py > patch.txt");
  const applied = "patching file shop/cart.py";

  it("edits nothing where it restores a file and applies the diff of it again", () => {
    const again = shell("git checkout shop/cart.py && patch -p1 < patch.txt", applied);
    const actions = lastActions([...seenProduct, fix, diff, again]);
    expect(words(actions).filter((word) => word.includes(":changed:"))).toEqual([]);
  });

  it("edits the file where it changed after the diff", () => {
    const more = shell("sed -i 's/b/c/' shop/cart.py");
    const again = shell("git checkout shop/cart.py && patch -p1 < patch.txt", applied);
    expect(words(lastActions([...seenProduct, fix, diff, more, again]))).toContain("edit:changed:product:shop/cart.py");
  });

  it("edits the file where the patch is no diff of the working tree", () => {
    const staged = shell("git diff --cached > patch.txt");
    const again = shell("git checkout shop/cart.py && patch -p1 < patch.txt", applied);
    expect(words(lastActions([...seenProduct, fix, staged, again]))).toContain("edit:changed:product:shop/cart.py");
  });
});

describe("a script that tells what it found", () => {
  const script = (body: string) =>
    `cat > fix.py <<'EOF'\nimport sys\nsys.path.insert(0, 'shop')\nlines = open('shop/cart.py').readlines()\n${body}\nopen('shop/cart.py', 'w').writelines(lines)\nEOF`;
  const announced =
    "for i, line in enumerate(lines):\n    if 'rate' in line:\n        print('found', i)\n        lines[i] = 'x = 1'";
  const effects = (body: string, output: string) =>
    words(lastActions([...seenProduct, shell(script(body)), shell("python fix.py", output)]));

  it("changed nothing where it said nothing", () => {
    expect(effects(announced, "")).toEqual(["edit:no-match:product:shop/cart.py"]);
  });

  it.each([
    ["it spoke", announced, "found 3"],
    ["one of its changes stands outside", `${announced}\nlines[0] = 'y = 2'`, ""],
    ["it never speaks", announced.replace("        print('found', i)\n", ""), ""],
  ])("edited the file where %s", (_name, body, output) => {
    expect(effects(body, output)).toEqual(["edit:changed:product:shop/cart.py"]);
  });
});

describe("scriptWrites", () => {
  it.each([
    ["path = 'a.py'\nwith open(path, 'w') as f:\n    f.write('x')", ["a.py"]],
    ["import os\nopen(os.path.join('shop', 'a.py'), 'a')", ["shop/a.py"]],
    ["for name in ['a.py', 'b.py']:\n    open(name, 'w')", ["a.py", "b.py"]],
    ["def fix(path):\n    open(path, 'w')\nfix('a.py')", ["a.py"]],
    ["import sys\ntarget = sys.argv[1]\nopen(target, 'w')", ["given.py"]],
    ["import shutil\nshutil.copy('a.py', 'b.py')", ["b.py"]],
    ["code = '''\nopen('inner.py', 'w')\n'''\nprint(code)", []],
    ["# open('a.py', 'w')", []],
    ["open('a.py').read()", []],
    ["open(unknown, 'w')", []],
  ])("%j", (source, expected) => {
    expect(scriptWrites(source, "python", ["fix.py", "given.py"]).map((write) => write.path)).toEqual(expected);
  });
});
