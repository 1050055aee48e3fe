export type * from "./action.js";
export type * from "./episode.js";
export type * from "./json.js";
