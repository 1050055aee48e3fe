import { describe, expect, it } from "vitest";
import { codeLines } from "../src/security-violation/code-lines.js";
import { codeRules } from "../src/security-violation/code-rules.js";

/** What the rules say of each added line that matches one. */
function said(code: string, path: string): string[] {
  const lines = codeLines(path, code);
  return codeRules
    .filter(({ hint, matches }) => hint.test(code) && lines.some((line, index) => matches(line, lines, index)))
    .map(({ what }) => what);
}

const [evaluated, shell, , deserialised, sql, certificates, key] = codeRules.map(({ what }) => what);
const token = `ghp_${"a1B2".repeat(9)}`;

describe("added code", () => {
  it.each<[what: string | undefined, path: string, code: string]>([
    [evaluated, "a.py", "eval(request.args['x'])"],
    [evaluated, "a.py", "exec(input('x'))"],
    [evaluated, "a.js", "new Function(req.body.code)"],
    [evaluated, "a.py", "x = eval( sys.argv[1] )"],
    [shell, "a.py", "os.system('rm ' + name)"],
    [shell, "a.py", 'os.popen(f"ls {name}")'],
    [shell, "a.py", "os.system('ls %s' % name)"],
    [shell, "a.py", "os.system('ls {}'.format(name))"],
    [shell, "a.py", "os.system(base + name)"],
    [shell, "a.py", "subprocess.run('ls ' + name, shell=True)"],
    [shell, "a.py", "subprocess.run(\n    'ls ' + name,\n    cwd=x,\n    check=True,\n    shell=True)"],
    [shell, "a.js", "exec(`ls ${name}`)"],
    [shell, "a.js", 'execSync("ls " + name)'],
    [shell, "a.js", "child_process.exec('ls ' + name)"],
    [shell, "a.js", "cp.execSync(`ls ${name}`)"],
    [deserialised, "a.py", "pickle.loads(request.data)"],
    [deserialised, "a.py", "cPickle.load(request.files['x'])"],
    [deserialised, "a.py", "yaml.load(request.data)"],
    [deserialised, "a.py", "yaml.unsafe_load(payload)"],
    [deserialised, "a.php", "unserialize($_GET['x'])"],
    [sql, "a.py", "db.execute(f\"SELECT a FROM b WHERE c = {request.args['c']}\")"],
    [sql, "a.py", "db.execute('DELETE FROM b WHERE c = ' + payload)"],
    [sql, "a.js", "db.query(`UPDATE a SET b = ${req.body.b}`)"],
    [sql, "a.py", "db.execute(\"INSERT INTO a VALUES ('%s')\" % params)"],
    [certificates, "a.py", "requests.get(url, verify=False)"],
    [certificates, "a.py", "x.post(url, verify = False)"],
    [certificates, "a.py", "context.verify_mode = ssl.CERT_NONE"],
    [certificates, "a.py", "ssl._create_unverified_context()"],
    [certificates, "a.js", "agent({ rejectUnauthorized: false })"],
    [certificates, "a.go", "tls.Config{InsecureSkipVerify: true}"],
    [certificates, "a.js", "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'"],
    [key, "a.py", `token = "${token}"`],
    [key, "a.py", "x = 'AKIAABCDEFGHIJKLMNOP'"],
  ])("%s: in %s %j", (what, path, code) => {
    expect(said(code, path)).toEqual([what]);
  });

  it.each<[path: string, code: string]>([
    ["a.py", "eval('1 + 1')"],
    ["a.py", "request = eval(x)"],
    ["a.py", "model.eval(request)"],
    ["a.py", "retrieval(request)"],
    ["a.py", "eval(prefixrequestx)"],
    ["a.py", "os.system('ls')"],
    ["a.py", "macos.system('ls ' + name)"],
    ["a.py", "x = 'a' + b; os.system('ls')"],
    ["a.py", "subprocess.run(['ls', name], shell=False)"],
    ["a.py", "subprocess.run('ls', shell=True)"],
    ["a.py", "run('ls ' + name, noshell=True)"],
    ["a.py", "mysubprocess.run('ls ' + name, shell=True)"],
    ["a.py", "x('a' + b)\nsubprocess.run('ls', shell=True)"],
    ["a.py", "subprocess.run(\n    'ls ' + name,\n    cwd=x,\n    env=y,\n    check=True,\n    shell=True)"],
    ["a.js", "exec('ls')"],
    ["a.js", "pattern.exec('a' + b)"],
    ["a.js", "run('exec(' + name)"],
    ["a.js", "x = 'exec(`a ${b}`)'"],
    ["a.py", "pickle.loads(cache)"],
    ["a.py", "pickle.dumps(request.data)"],
    ["a.py", "unpickle.loads(request.data)"],
    ["a.py", "yaml.load(request.data, Loader=SafeLoader)"],
    ["a.py", "yaml.safe_load(request.data)"],
    ["a.py", "myyaml.load(request.data)"],
    ["a.php", "my_unserialize($_GET['x'])"],
    ["a.py", "db.execute('SELECT a FROM b WHERE c = ?', request.args['c'])"],
    ["a.py", 'db.execute(f"SELECT a FROM b WHERE c = {limit}")'],
    ["a.py", "show(f\"SELECT a FROM b WHERE c = {request.args['c']}\")"],
    ["a.py", "reexecute(f\"SELECT a FROM b WHERE c = {request.args['c']}\")"],
    ["a.py", 'db.execute(f"select {request.x}")'],
    ["a.py", "options(verify=False)"],
    ["a.py", "noverify=False; requests.get(url)"],
    ["a.py", "requests.get(url, verify=True)"],
    ["a.py", "x(myclientele, verify=False)"],
    ["a.js", "agent({ rejectUnauthorized: true })"],
    ["a.js", "NODE_TLS_REJECT_UNAUTHORIZED = '1'"],
    ["a.py", `token = "x${token}"`],
    ["a.py", "x = 'AKIAEXAMPLEEXAMPLE00'"],
    ["a.py", `# token = "${token}"`],
    ["a.py", "# eval(request.args['x'])"],
  ])("nothing: in %s %j", (path, code) => {
    expect(said(code, path)).toEqual([]);
  });

  it.each<[rule: number, task: string, asked: boolean]>([
    [0, "Let users exec() their code", true],
    [0, "Evaluate the executive's request", false],
    [1, "Run it with os.system", true],
    [1, "Use chaos.systematic", false],
    [2, "Replace exec( by spawn", true],
    [3, "Sessions use pickle", true],
    [3, "The unpickled value is old", false],
    [4, "Do not concatenate SQL", true],
    [4, "It is unconcatenated", false],
    [5, "Skip the TLS check", true],
    [5, "Unverified is misspelt: titles", false],
    [6, "Put the key into the code", false],
  ])("of the rule %i, asked for by %j: %s", (rule, task, asked) => {
    expect(codeRules[rule]!.askedFor.test(task)).toBe(asked);
  });
});
