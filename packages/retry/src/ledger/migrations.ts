import { ledgerNewerError } from "./errors.js";
import type { Driver } from "./driver.js";

/** One a version of the schema; what was published is never changed. */
const migrations: readonly string[] = [
  `
  CREATE TABLE campaigns (campaign TEXT PRIMARY KEY, settings TEXT NOT NULL) STRICT;
  CREATE TABLE claims (
    campaign TEXT NOT NULL, episode TEXT NOT NULL, arm TEXT NOT NULL, attempt INTEGER NOT NULL,
    epoch INTEGER NOT NULL, worker TEXT NOT NULL, until REAL NOT NULL,
    PRIMARY KEY (campaign, episode, arm, attempt)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE runs (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE results (
    campaign TEXT NOT NULL, episode TEXT NOT NULL, arm TEXT NOT NULL, attempt INTEGER NOT NULL,
    epoch INTEGER NOT NULL, result TEXT NOT NULL, score REAL, failure_type TEXT, run TEXT REFERENCES runs (name),
    record TEXT NOT NULL, details TEXT NOT NULL,
    PRIMARY KEY (campaign, episode, arm, attempt)
  ) STRICT;
  `,
];

/** Brings the file to the schema of this version; several processes may open it at once. */
export function migrate(driver: Driver, path: string): void {
  const versionOf = () => Number(driver.get("PRAGMA user_version")?.["user_version"] ?? 0);
  if (versionOf() === migrations.length) return;
  driver.exec("BEGIN IMMEDIATE");
  try {
    const version = versionOf();
    if (version > migrations.length) throw ledgerNewerError(path, version, migrations.length);
    for (const sql of migrations.slice(version)) driver.exec(sql);
    driver.exec(`PRAGMA user_version = ${migrations.length}`);
    driver.exec("COMMIT");
  } catch (error) {
    driver.exec("ROLLBACK");
    throw error;
  }
}
