// Results of a campaign that nobody ran: five arms, three attempts, eight failure types, and texts of strategies.
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

const arms = ["plain", "errors-only", "plan", "plan:default", "plan:process"];
const types = [
  "NEVER_TESTED",
  "BLIND_WRITE",
  "LOOPING_BEHAVIOR",
  "SUBMITTED_WITH_FAILING_TESTS",
  "PREMATURE_EDIT",
  "WRONG_FILE",
  "SCOPE_CREEP",
  "UNCLASSIFIED",
];

/** The same numbers each time. */
function lottery() {
  let state = 7;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/**
 * Straight into the tables and in one transaction: 100,000 attempts claimed and recorded one by one take minutes.
 * @param {any} driver of a ledger's file @param {number} count @param {string} recording
 */
export function fillLedger(driver, count, recording) {
  const chance = lottery();
  const addon = "Run the tests that cover the change before you submit. ".repeat(12);
  const run = createHash("sha256").update(recording).digest("hex");
  driver.exec("BEGIN");
  driver.run("INSERT INTO campaigns VALUES (?, ?)", "campaign", "{}");
  driver.run("INSERT INTO runs VALUES (?, ?)", run, gzipSync(recording));
  let written = 0;
  for (let episode = 0; ; episode += 1) {
    if (written >= count) break;
    const id = `repository__project-${String(episode).padStart(6, "0")}`;
    const type = types[Math.floor(chance() ** 2 * types.length)];
    const add = (arm, attempt, solved) => {
      if (written >= count) return;
      written += 1;
      const other = chance() < 0.6 ? type : types[Math.floor(chance() * types.length)];
      const failure = solved ? "CORRECT" : other;
      const told = arm.startsWith("plan");
      const slots = told ? ["user", "system"] : [];
      const score = solved ? 1 : Math.round(chance() * 90) / 100;
      const record = {
        schemaVersion: 1,
        ...{ campaign: "campaign", episode: id, arm, attempt, task: id, seed: 1 },
        ...{ result: solved ? "solved" : "failed", score, run },
        ...{ failureType: failure, primaryId: `default/${failure}`, findings: solved ? [] : [`default/${failure}`] },
        ...{ steps: 10 + Math.floor(chance() * 40), agent: "stand-in", model: "none", tries: 1, verdict: null },
        usage: {
          inputTokens: Math.floor(chance() * 90_000),
          outputTokens: 900,
          cost: chance(),
          seconds: chance() * 90,
        },
        told: {
          ...{ systemPromptAddon: "", userContextAddon: "" },
          ...(told && { primaryId: `default/${type}` }),
          parts: slots.map((slot) => ({ id: `default/${type}`, slot, templateHash: `${slot}${type}`.slice(0, 16) })),
        },
        problems: [],
        ...((solved || attempt === 3) && { stopped: solved ? "solved" : "all attempts are made" }),
      };
      const text = told ? addon : "";
      const details = { systemPromptAddon: text, userContextAddon: text, verdict: null };
      driver.run(
        "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ...["campaign", id, arm, attempt, 1, record.result, score, failure, run],
        ...[JSON.stringify(record), JSON.stringify(details)],
      );
    };
    add("first", 1, false);
    for (const arm of arms) {
      const share = arm === "plain" ? 0.2 : arm === "errors-only" ? 0.25 : 0.35;
      const second = chance() < share;
      add(arm, 2, second);
      if (!second) add(arm, 3, chance() < share);
    }
  }
  driver.exec("COMMIT");
}
