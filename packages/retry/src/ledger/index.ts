export { openLedger } from "./open-ledger.js";
export type { Ledger, LedgerOptions } from "./open-ledger.js";
export type { ImportModule } from "./load-driver.js";
