import { describe, expect, it } from "vitest";
import { parseShell } from "../src/actions/shell/parse.js";
import type { ShellPipeline } from "../src/actions/shell/commands.js";

function pipelines(source: string): readonly ShellPipeline[] {
  return parseShell(source).items.filter((item): item is ShellPipeline => item.kind === "pipeline");
}

function commandWords(source: string): readonly (readonly string[])[] {
  return pipelines(source).flatMap((item) => item.commands.map((command) => command.words));
}

describe("parseShell", () => {
  it.each([
    ["pytest -q", ["pytest", "-q"]],
    ["timeout 60 pytest -q", ["pytest", "-q"]],
    ["timeout -k 5 60s python a.py", ["python", "a.py"]],
    ["A=1 B='x y' env -u C D=2 pytest", ["pytest"]],
    ["sudo -u me time nohup make test", ["make", "test"]],
    ["uv run --with x pytest tests", ["pytest", "tests"]],
    ["poetry run pytest", ["pytest"]],
    ["conda run -n env python a.py", ["python", "a.py"]],
    ["npx jest --ci", ["jest", "--ci"]],
    ["bundle exec rspec", ["rspec"]],
    ["coverage run -m pytest -q", ["python", "-m", "pytest", "-q"]],
    ["bash -lc 'pytest -q'", ["pytest", "-q"]],
    ['/bin/zsh -lc "pytest -q"', ["pytest", "-q"]],
    ["cross-env CI=1 vitest run", ["vitest", "run"]],
    ["npx dotenv -e .env.test -- vitest run", ["vitest", "run"]],
  ])("takes the wrappers off %s", (source, expected) => {
    expect(commandWords(source)).toEqual([expected]);
  });

  it.each([
    ["docker compose exec -T web npm test", ["npm", "test"]],
    ["docker compose -f dev.yml --profile ci run --rm -e A=1 api pytest -q", ["pytest", "-q"]],
    ["docker-compose exec app bin/rails test", ["bin/rails", "test"]],
    ["docker exec -it -w /app box bash -lc 'go test ./...'", ["go", "test", "./..."]],
    ["docker --context far container exec box make test", ["make", "test"]],
    ['podman run --rm -v "$PWD:/w" -w /w rust:1 cargo test', ["cargo", "test"]],
    ["kubectl exec -n dev deploy/web -- python manage.py test", ["python", "manage.py", "test"]],
    ["nix develop -c cargo test", ["cargo", "test"]],
    ["nix develop .#ci --command make check", ["make", "check"]],
    ["nix-shell --run 'pytest -q'", ["pytest", "-q"]],
    ["vagrant ssh -c 'cd /v && rake test'", ["cd", "/v"], ["rake", "test"]],
    ["mise exec node@20 -- npm test", ["npm", "test"]],
    ["mise exec npm test", ["npm", "test"]],
    ["direnv exec . cargo test", ["cargo", "test"]],
    ["doppler run -- npm test", ["npm", "test"]],
    ["devcontainer exec --workspace-folder . npm test", ["npm", "test"]],
    ["ddev exec -s web phpunit", ["phpunit"]],
  ])("follows %s to where it runs", (source, ...expected) => {
    expect(commandWords(source)).toEqual(expected);
  });

  it.each([
    "docker compose up -d",
    "docker build .",
    "docker run --rm image",
    "kubectl exec pod ls",
    "kubectl get pods",
    "nix build",
    "nix develop",
    "vagrant up",
    "direnv allow",
    "doppler run",
    "devcontainer up",
    "ddev start",
  ])("leaves %s as it is", (source) => {
    expect(commandWords(source)).toEqual([source.split(" ")]);
  });

  it("keeps a command that only looks like a wrapper", () => {
    expect(commandWords("time")).toEqual([["time"]]);
    expect(commandWords("bash run.sh")).toEqual([["bash", "run.sh"]]);
  });

  it("splits lists, pipelines and lines, and keeps how they hang together", () => {
    const found = pipelines("cd a && make || true; ls | head\npwd");
    expect(found.map((item) => [item.after, item.commands.map((command) => command.words[0])])).toEqual([
      ["", ["cd"]],
      ["&&", ["make"]],
      ["||", ["true"]],
      ["", ["ls", "head"]],
      ["", ["pwd"]],
    ]);
  });

  it("reads here-documents and redirections", () => {
    const [item] = pipelines("cat > 'a b.py' << 'EOF'\nx = 1 | 2\nEOF");
    expect(item!.commands[0]).toMatchObject({
      words: ["cat"],
      stdin: "x = 1 | 2\n",
      writes: [{ path: "a b.py", append: false }],
    });
    const [second] = pipelines("echo x >> log 2>&1");
    expect(second!.commands[0]!.writes).toEqual([{ path: "log", append: true }]);
    const [third] = pipelines("make 2>/dev/null");
    expect(third!.commands[0]).toMatchObject({ silencesErrors: true, writes: [] });
  });

  it("fills in variables, loops, braces and functions that the line itself defines", () => {
    expect(commandWords("F=a.py; cat $F")).toEqual([["cat", "a.py"]]);
    expect(commandWords("for f in a b; do rm $f.py; done")).toEqual([
      ["rm", "a.py"],
      ["rm", "b.py"],
    ]);
    expect(commandWords("cp a.{py,bak}")).toEqual([["cp", "a.py", "a.bak"]]);
    expect(commandWords("go() { make all; }; go")).toEqual([["make", "all"]]);
  });

  it("leaves an unknown variable as written", () => {
    expect(commandWords('cat "$UNKNOWN/a.py"')).toEqual([["cat", "$UNKNOWN/a.py"]]);
  });

  it("marks a subshell, so that its folder does not last", () => {
    expect(parseShell("(cd a && make); ls").items.map((item) => item.kind)).toEqual([
      "open",
      "pipeline",
      "pipeline",
      "close",
      "pipeline",
    ]);
  });

  it("never fails on text that is no shell", () => {
    expect(parseShell("sed -i 's/it's/x/' a.py)").broken).toBe(true);
    expect(parseShell("").items).toEqual([]);
  });
});
