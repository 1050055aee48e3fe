/** The package's version, put in by the bundler and by the test configuration. */
declare const __MULLIGAN_VERSION__: string;
