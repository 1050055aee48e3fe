import { ledgerLibraryError } from "./errors.js";
import type { Driver, Row, SqlValue } from "./driver.js";

export type ImportModule = (specifier: string) => Promise<unknown>;

interface Statement {
  run(...values: readonly SqlValue[]): { readonly changes: number | bigint };
  get(...values: readonly SqlValue[]): unknown;
  all(...values: readonly SqlValue[]): unknown[];
}

interface Database {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): unknown;
}

type Open = (path: string) => Database;

/** `node:sqlite` where Node has it, else the package `libsql`. */
export async function loadDriver(path: string, importModule: ImportModule): Promise<Driver> {
  const [name, open] = await chosen(importModule);
  const database = open(path);
  const statements = new Map<string, Statement>();
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    name,
    exec: (sql) => void database.exec(sql),
    run: (sql, ...values) => ({ changes: Number(prepared(sql).run(...values).changes) }),
    get: (sql, ...values) => (prepared(sql).get(...values) as Row | undefined | null) ?? undefined,
    all: (sql, ...values) => prepared(sql).all(...values) as Row[],
    close: () => {
      statements.clear();
      database.close();
    },
  };
}

async function chosen(importModule: ImportModule): Promise<readonly [Driver["name"], Open]> {
  const builtIn = await quietly(() => importModule("node:sqlite")).catch(() => null);
  const sqlite = constructorIn(builtIn, "DatabaseSync");
  if (sqlite !== null) return ["node:sqlite", (path) => new sqlite(path)];
  let failure: unknown;
  const libsql = await importModule("libsql").catch((error: unknown) => {
    failure = error;
    return null;
  });
  const database = constructorIn(libsql, "default");
  if (database === null) throw ledgerLibraryError(process.version, failure);
  return ["libsql", (path) => new database(path)];
}

function constructorIn(module: unknown, name: string): (new (path: string) => Database) | null {
  const value = (module as Readonly<Record<string, unknown>> | null)?.[name];
  return typeof value === "function" ? (value as new (path: string) => Database) : null;
}

/** Node says of `node:sqlite` that it is experimental, each time; nobody who runs a campaign can act on it. */
async function quietly<Result>(load: () => Promise<Result>): Promise<Result> {
  const emitWarning = process.emitWarning.bind(process) as (...all: unknown[]) => void;
  const replaced = Object.getOwnPropertyDescriptor(process, "emitWarning");
  process.emitWarning = (warning, ...rest: unknown[]) => {
    if (!String(warning).includes("SQLite")) emitWarning(warning, ...rest);
  };
  try {
    return await load();
  } finally {
    if (replaced !== undefined) Object.defineProperty(process, "emitWarning", replaced);
  }
}
