/** The little that the ledger needs of SQLite. */
export interface Driver {
  /** Which library it is. */
  readonly name: "node:sqlite" | "libsql";
  exec(sql: string): void;
  run(sql: string, ...values: readonly SqlValue[]): { readonly changes: number };
  get(sql: string, ...values: readonly SqlValue[]): Row | undefined;
  all(sql: string, ...values: readonly SqlValue[]): Row[];
  close(): void;
}

export type SqlValue = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, SqlValue>>;
