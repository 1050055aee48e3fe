import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { campaignOf, hostile } from "./campaign-of.js";
import { mulligan, root } from "./run.js";

const executable = "/usr/bin/chromium";
const shots = join(root, "packages/cli/test-output");
const address = pathToFileURL(join(shots, "report.html")).href;

describe.skipIf(!existsSync(executable))(
  `the HTML report in a browser (skipped where there is no ${executable})`,
  () => {
    let browser: Browser;
    const seen: string[] = [];
    beforeAll(async () => {
      const cwd = await campaignOf({ episodes: 20, hostile });
      mkdirSync(shots, { recursive: true });
      const { out } = await mulligan(["report", "results", "--format", "html", "--no-config"], { cwd });
      writeFileSync(join(shots, "report.html"), out);
      const { chromium } = await import("playwright-core");
      browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
    });
    afterAll(() => browser.close());

    async function opened(options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
      const tab = await browser.newPage({ viewport: { width: 1_100, height: 900 }, ...options });
      seen.length = 0;
      tab.on("console", (message) => seen.push(message.text()));
      tab.on("pageerror", (error) => seen.push(error.message));
      tab.on("request", (request) => seen.push(request.url()));
      await tab.goto(address);
      return tab;
    }

    it.each(["light", "dark"] as const)("asks for nothing and complains of nothing, %s", async (colorScheme) => {
      const tab = await opened({ colorScheme });
      await tab.screenshot({ path: join(shots, `${colorScheme}.png`), fullPage: true });
      expect(seen).toEqual([address]);
      const colour = await tab.evaluate<string>("getComputedStyle(document.body).backgroundColor");
      const red = Number(/\d+/.exec(colour)?.[0]);
      expect(red > 127).toBe(colorScheme === "light");
      await tab.close();
    });

    it("opens a row with the keyboard", async () => {
      const tab = await opened();
      await tab.keyboard.press("Tab");
      await tab.keyboard.press("Enter");
      const row = tab.locator("details.episode").first();
      expect(await row.getAttribute("open")).not.toBeNull();
      expect(await row.locator(".steps li").first().isVisible()).toBe(true);
      await tab.keyboard.press("Tab");
      await tab.keyboard.press("Space");
      await row.screenshot({ path: join(shots, "open-row.png") });
      expect(seen).toEqual([address]);
      await tab.close();
    });

    it("prints on white, also where the screen is dark", async () => {
      const tab = await opened({ colorScheme: "dark" });
      await tab.emulateMedia({ media: "print" });
      expect(await tab.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
      await tab.pdf({ path: join(shots, "report.pdf"), format: "A4" });
      await tab.close();
    });

    it("needs no scrolling to the side on a telephone", async () => {
      const tab = await opened({ viewport: { width: 390, height: 844 } });
      expect(await tab.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
      await tab.screenshot({ path: join(shots, "telephone.png") });
      await tab.close();
    });
  },
);
