/** A Handlebars prompt file, compiled ahead of time; written by `mulligan-pack compile`, never by hand. */
export interface TemplateAsset {
  /** File name relative to the pack's sources: `never-tested/plan.hbs`. */
  readonly file: string;
  readonly source: string;
  /** First 16 hexadecimal digits of the SHA-256 of the source. */
  readonly hash: string;
  /** Handlebars' own template specification, with the revision of its compiler. */
  readonly precompiled: PrecompiledTemplate;
}

/** Opaque to all but the renderer. */
export interface PrecompiledTemplate {
  readonly compiler: readonly [revision: number, versions: string];
  readonly [key: string]: unknown;
}
