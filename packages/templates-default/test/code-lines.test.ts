import { describe, expect, it } from "vitest";
import { codeLines } from "../src/security-violation/code-lines.js";

const texts = (path: string, added: string) => codeLines(path, added).map(({ text }) => text);
const masks = (path: string, added: string) => codeLines(path, added).map(({ masked }) => masked);

describe("lines of added code", () => {
  it.each<[path: string, added: string, text: string[], masked: string[]]>([
    ["a.py", "run(x)", ["run(x)"], ["run(x)"]],
    ["a.py", "run('x') # note", ["run('x') "], ["run('') "]],
    ["a.py", 'run("it\'s # x")', ['run("it\'s # x")'], ['run("")']],
    ["a.py", String.raw`run("a\"b", y)`, [String.raw`run("a\"b", y)`], ['run("", y)']],
    ["a.py", "run('open", ["run('open"], ["run(''"]],
    ["a.py", "x = '' + eval(y)", ["x = '' + eval(y)"], ["x = '' + eval(y)"]],
    ["a.py", "a // b", ["a // b"], ["a // b"]],
    ["a.py", "a /* b */ c", ["a /* b */ c"], ["a /* b */ c"]],
    ["a.py", "x `y` z", ["x `y` z"], ["x `y` z"]],
    ["a.py", '"""one\neval(x)\n"""; run(y)', ["", "", "; run(y)"], ["", "", "; run(y)"]],
    ["a.py", "'''one\neval(x)\n'''\nrun(y)", ["", "", "", "run(y)"], ["", "", "", "run(y)"]],
    ["a.py", 'a = """x""" + b', ["a =  + b"], ["a =  + b"]],
    ["a.py", 'a = """""" + b', ["a =  + b"], ["a =  + b"]],
    ["a.js", "run(x) // note", ["run(x) "], ["run(x) "]],
    ["a.js", "run(x) # y", ["run(x) # y"], ["run(x) # y"]],
    ["a.js", "a /* eval(x) */ b", ["a  b"], ["a  b"]],
    ["a.js", "a /* one\neval(x)\n*/ b", ["a ", "", " b"], ["a ", "", " b"]],
    ["a.js", "/**/ b", [" b"], [" b"]],
    ["a.js", "/*/ eval(x) */ b", [" b"], [" b"]],
    ["a.js", "run(`a ${b}`)", ["run(`a ${b}`)"], ["run(``)"]],
    ["a.js", 'run("http://a", b)', ['run("http://a", b)'], ['run("", b)']],
    ["a.js", "x = '''y'''", ["x = '''y'''"], ["x = ''''''"]],
    ["a.python", "run(x) # y", ["run(x) # y"], ["run(x) # y"]],
    ["a.YML", "run: x # y", ["run: x "], ["run: x "]],
  ])("of %s: %j", (path, added, text, masked) => {
    expect([texts(path, added), masks(path, added)]).toEqual([text, masked]);
  });

  it("keep what was written", () => {
    expect(codeLines("a.py", "run('x') # note\nplain").map(({ source }) => source)).toEqual([
      "run('x') # note",
      "plain",
    ]);
  });
});
