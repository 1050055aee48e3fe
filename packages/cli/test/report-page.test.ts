import { beforeAll, describe, expect, it } from "vitest";
import { campaignOf, hostile } from "./campaign-of.js";
import { mulligan } from "./run.js";

let html = "";
beforeAll(async () => {
  const cwd = await campaignOf({ episodes: 20, hostile });
  const { code, out } = await mulligan(["report", "results", "--format", "html", "--no-config"], { cwd });
  html = code === 0 ? out : "";
});

describe("the HTML report", () => {
  it("gives the campaign's answer before anything else, and holds all that it needs", () => {
    const body = html.slice(html.indexOf("<body>"));
    expect(body.indexOf("Plan solved more than plain: 15 against 5 of 20 pairs")).toBeGreaterThan(0);
    expect(body.indexOf("Plan solved more")).toBeLessThan(body.indexOf("<svg"));
    const tags = html.match(/<[^>]*>/g)?.join("\n") ?? "";
    expect(tags).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\shref=|\son\w+=|\sstyle=/i);
    expect(html).not.toMatch(/url\(|@import/i);
    expect(html).toMatch(/http-equiv="Content-Security-Policy"\s+content="default-src &#39;none&#39;; style-src/);
  });

  it("shows what an attempt was told word by word, and escapes it", () => {
    expect(html).toContain("Read the test first: &lt;/pre&gt;&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toContain("<script>alert(1)");
    expect(html).not.toContain("\u0000");
  });

  it("marks the steps that findings cite", () => {
    expect(html).toMatch(/<li class="marked (?:critical|major)">\s*<span class="number">\d+<\/span>/);
  });

  it("shows one episode alone where it is asked for, and says where there is none", async () => {
    const cwd = await campaignOf({ episodes: 4 });
    const one = ["report", "results", "--out", "one.html", "--episode", "task-02", "--no-config"];
    expect(await mulligan(one, { cwd })).toMatchObject({ code: 0, out: "" });
    const { out } = await mulligan([...one.slice(0, 2), "--format", "html", ...one.slice(4)], { cwd });
    expect(out.match(/class="episode"/g)).toHaveLength(1);
    const none = await mulligan(["report", "results", "--format", "html", "--episode", "task-99"], { cwd });
    expect(none.error).toContain("--episode task-99: the campaign has no such episode.");
  });
});

it("stays small over many episodes, and says what is left out and how to get it", async () => {
  const cwd = await campaignOf({ episodes: 230 });
  const { out } = await mulligan(["report", "results", "--format", "html", "--no-config"], { cwd });
  expect(Buffer.byteLength(out)).toBeLessThan(2_000_000);
  expect(out.match(/<details class="episode"/g)).toHaveLength(53);
  expect(out).toContain("147 rows cannot be opened here");
  expect(out).toContain("30 of 230 episodes are not listed, though all figures count them: --episodes 230 lists all");
  expect(out).toContain("172 against 58 of 230 pairs");
});
