import { defineConfig } from "mulligan";
import { strategies } from "./mulligan/strategies.gen.ts";

export default defineConfig({ strategies });
