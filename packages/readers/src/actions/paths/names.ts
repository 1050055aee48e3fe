import { fileName } from "./normalise.js";

const sourceExtension =
  /\.(?:py|pyi|pyx|pxd|js|jsx|mjs|cjs|ts|tsx|mts|cts|vue|svelte|astro|go|rs|java|kt|kts|scala|groovy|clj|cljs|rb|erb|php|cs|fs|vb|c|cc|cpp|cxx|h|hh|hpp|hxx|m|mm|swift|dart|lua|pl|pm|r|jl|ex|exs|erl|hs|ml|mli|nim|zig|sol|sh|bash|zsh|ps1|sql|proto|graphql|html|htm|css|scss|sass|less|f|f90|asm|s|tf|cu|jinja|jinja2|j2|tmpl|hbs|ejs)$/i;
const documentExtension = /\.(?:md|mdx|rst|txt|adoc|markdown|pdf|docx?)$/i;
const documentName = /^(?:LICEN[CS]E|COPYING|NOTICE|README|CHANGELOG|CHANGES|AUTHORS|CONTRIBUTORS)$/;
const configName =
  /^(?:\..*|.*\.(?:toml|ya?ml|json[c5]?|ini|cfg|conf|properties|xml|lock|env|editorconfig|gradle|csproj|sln|props|targets|plist|mk|cmake)|Dockerfile.*|docker-compose.*|Makefile|GNUmakefile|makefile|Rakefile|Gemfile|Procfile|Jenkinsfile|CMakeLists\.txt|requirements[\w.-]*\.txt|setup\.py|go\.mod|Pipfile|MANIFEST\.in|tox\.ini|noxfile\.py|justfile|Justfile|WORKSPACE|BUILD(?:\.bazel)?)$/;
const generatedName =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Cargo\.lock|Gemfile\.lock|composer\.lock|go\.sum|packages\.lock\.json|Package\.resolved|.*\.min\.(?:js|css)|.*\.snap|.*\.pyc|.*\.map|.*_pb2(?:_grpc)?\.py|.*\.pb\.go|.*\.g\.dart|.*\.generated\.\w+)$/;
const generatedFolder =
  /(?:^|\/)(?:node_modules|__pycache__|dist|build|_build|target|coverage|\.git|\.next|\.venv|venv|site-packages|__snapshots__|\.pytest_cache|\.mypy_cache|\.tox)\//;
const testFolder =
  /(?:^|\/)(?:tests?|testing|specs?|__tests__|__mocks__|testdata|test_data|test-data|fixtures|e2e|integration_tests?|unit_?tests?|functional_tests?|cypress|src\/(?:test|androidTest|integrationTest)|[\w.-]*[._-]tests?|Tests|[A-Z]\w*Tests?|t)\//;
const testFileName =
  /^(?:test_.*\.pyi?|.*_tests?\.(?:py|go|rb|dart|exs|rs|c|cc|cpp|php|lua|clj)|tests?\.(?:py|rs|js|ts)|conftest\.py|.*[.-](?:test|tests|spec|e2e|cy)\.[cm]?[jt]sx?|.*_spec\.rb|spec_helper\.rb|.*(?:Test|Tests|TestCase|Spec|IT)\.(?:java|kt|scala|groovy|cs|php|swift|fs|vb)|Test[A-Z]\w*\.java|test_.*\.(?:c|cc|cpp|rb|js|ts|lua|sh)|unittest_.*\.py|.*\.bats|.*_test\.sh)$/;
const backupName =
  /(?:\.(?:orig|original|bak|backup|old|rej|tmp|save|fixed|new|copy|patched|modified|before|after|swp)\d*|~|_(?:backup|bak|orig|old|original|copy)(?:\.\w+)?|\.(?:patch|diff))$/i;
const scratchName =
  /^(?:tmp|temp|scratch|repro\w*|reproduc\w*|debug\w*|demo\w*|verif\w*|try_\w*|check_\w*|analy[sz]e\w*|examine\w*|explore\w*|inspect_\w*|investigat\w*|simple_test|final_test|quick_?test|comprehensive_\w+|manual_test\w*|my_?test\w*|apply_\w*fix\w*|fix_\w+|\w+_fix|edit_\w+|patch_\w+|patch|issue\w*|bug\w*|poc\w*|sandbox\w*|playground\w*|minimal\w*|validate_\w+|run_\w*tests?|test[_-]\w+|test\d*|\w+_test|\w+_debug|\w+_demo|\w+_repro)\.\w+$/i;
const scratchFolder =
  /^(?:tmp|temp|scratch|repro\w*|sandbox|playground|debug\w*|demo\w*|test[_-]\w+|my_?\w*test\w*|\w+_(?:repro|demo|tmp))$/i;
const temporary =
  /^(?:\/tmp\/|\/var\/tmp\/|\/private\/tmp\/|\/private\/var\/folders\/|\/var\/folders\/|\/dev\/shm\/|[A-Za-z]:\/(?:Temp|Windows\/Temp)\/|~\/tmp\/)/;
const imageOrData =
  /\.(?:png|jpe?g|gif|svg|pdf|webp|bmp|log|out|csv|tsv|parquet|pkl|pickle|npy|npz|h5|nc|db|sqlite3?|zip|tar|gz|html?)$/i;

export const isSource = (path: string): boolean => sourceExtension.test(path);
export const isDocument = (path: string): boolean =>
  (documentExtension.test(path) || documentName.test(fileName(path))) &&
  !/(?:^|\/)(?:requirements[\w.-]*|CMakeLists)\.txt$/.test(path);
export const isConfig = (path: string): boolean =>
  configName.test(fileName(path)) || path.startsWith(".github/") || path.startsWith(".circleci/");
export const isGenerated = (path: string): boolean => generatedName.test(fileName(path)) || generatedFolder.test(path);
export const isTestByPlace = (path: string): boolean => testFolder.test(path);
export const isTestByName = (path: string): boolean => testFileName.test(fileName(path));
export const isBackup = (path: string): boolean => backupName.test(path);
export const isScratchName = (path: string): boolean => scratchName.test(fileName(path));
export const isScratchFolder = (name: string): boolean => scratchFolder.test(name);
export const isTemporary = (path: string): boolean => temporary.test(path) || path === "/tmp";
export const isProducedData = (path: string): boolean => imageOrData.test(path);
