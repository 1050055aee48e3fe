import type { Episode } from "../model/episode.js";
import { told } from "./told.js";

/** What is run, tested or built. Of benchmarks, "I will run hidden tests" is none of it. */
const thing =
  "(?: (?:it|this|that|them|anything|everything|any (?:code|commands?|tests?)|the (?:app|application|build|changes?|code|game|program|result|script|suite|test suite|tests?)|tests?))?";
const end = String.raw`(?: (?:yet|now|again|first|for now))?\s*(?:[.,;:!)\n]|$)`;
const own = String.raw`(?: out)? (?:myself|manually|by hand|later|locally|afterwards|(?:at|on|onto|in|to|with) (?:my|the) (?:\w+ )?(?:board|box|browser|desktop|device|editor|emulator|end|hardware|IDE|laptop|machine|phone|server|side|simulator|system|Xcode))\b`;

/** Each is a way in which people say that the agent need not run the code, or that they do it themselves. */
const waivers: readonly RegExp[] = [
  `(?:no need to|(?:do not|don['’]t|need not|needn['’]t)(?: (?:have|need|try) to| bother to)?) (?:run|execute|test|build)${thing}${end}`,
  `(?:without|skip|no need for|don['’]t bother with|don['’]t bother) (?:running|executing|testing|building)${thing}${end}`,
  String.raw`no (?:tests?|testing|test runs?|verification) (?:is |are )?(?:needed|necessary|required)\b`,
  `skip the (?:tests|testing|verification)${end}`,
  `I(?:['’]ll|['’]m going to| will)(?: just)? (?:run|test|try|verify|check|build|compile|flash|play)${thing}(?:${own}|${end})`,
  `I(?:['’]d like to| can| want to| prefer to)(?: just)? (?:run|test|try|verify|check|build|compile)${thing}${own}`,
  `(?:let me|leave it to me to) (?:run|test|try|verify|check|build|compile)${thing}(?:${own}|${end})`,
  String.raw`I(?:['’]m| am) (?:already )?running (?:the|a|my) (?:dev|development) server\b`,
  String.raw`(?:dev|dev server|watcher|hot reload) is (?:already )?running\b`,
  String.raw`so (?:that )?I can [^.\n]{1,60} when I (?:run|try|test) it\b`,
  String.raw`leave (?:the )?(?:testing|tests|verification|running it) to me\b`,
  String.raw`(?<!\b(?:when|whenever|if|after|before|once|time|as|that|how) )I(?:['’]ll| will)? run (?:it|them|these|those|the tests|the suite)(?:${own}|${end})`,
].map((words) => new RegExp(String.raw`\b${words}`, "i"));

/** The same in German, French, Spanish, Portuguese, Russian, Chinese, Japanese and Korean. */
const otherWaivers: readonly RegExp[] = [
  /\b(?:ich teste|teste ich|ich probiere|probiere ich)\b[^.\n]{0,30}\b(?:selbst|selber|später|nachher)\b|\bich (?:werde|will|kann)\b[^.\n]{0,30}\bselbst (?:testen|ausprobieren|laufen lassen)\b/i,
  /\btests? (?:brauchst|musst) du nicht\b|\b(?:ohne zu testen|nichts (?:ausführen|laufen lassen)|nicht zu testen)\b/i,
  /\bje (?:le |la |les )?(?:teste|testerai|lance|lancerai|vérifie|vérifierai|vais (?:le |la |les )?(?:tester|lancer|vérifier))\b[^.\n]{0,25}(?:moi-même|de mon côté|plus tard)|\b(?:sans (?:tester|lancer)|pas besoin de (?:tester|lancer|vérifier))\b/i,
  /\byo (?:mismo |misma )?lo (?:pruebo|probaré|ejecuto|verifico)\b|\blo (?:pruebo|probaré) yo\b|\b(?:sin (?:probar|ejecutar)|no (?:hace falta|es necesario) (?:probar|ejecutar|correr))/i,
  /\beu (?:mesmo |mesma )?(?:testo|rodo|verifico|vou (?:testar|rodar|verificar))\b|\b(?:sem testar|não precisa (?:testar|rodar|executar))/i,
  /(?:тестировать|проверять|запускать|протестирую|проверю|запущу)[^.\n]{0,20}сам(?:а|и)?(?![а-яё])|(?<![а-яё])сам(?:а|и)? (?:протестирую|проверю|запущу)|не (?:надо|нужно) (?:тестировать|запускать)/i,
  /我(?:会|來|来)?自己(?:来|來|会|會)?(?:测试|測試|测|跑|运行|試|试|验证)|不(?:用|需要|必)(?:测试|測試|运行|跑测试)/,
  /(?:テスト|確認|動作確認|実行)は(?:自分|こちら|私|俺|僕)(?:で|が)|自分で(?:テスト|試|確認|実行)|テストは?(?:不要|いら|しなくて)/,
  /(?:제가|내가|직접) ?(?:테스트|실행|확인|돌려)|테스트(?:는|은)? ?(?:필요 ?없|안 ?해도|하지 ?마)/,
];

/** The person said that the agent need not run the code, or that they do it themselves. */
export function isRunWaived(episode: Episode): boolean {
  const words = told(episode);
  return waivers.some((waiver) => waiver.test(words)) || otherWaivers.some((waiver) => waiver.test(words));
}

const versionControl = /^\s*git\s[^;&|]*$/;

/** From `step` on (1-based), the person or a policy stopped a command, other than one of version control. */
export function isRunRefused({ steps }: Episode, step: number): boolean {
  return steps
    .slice(step - 1)
    .some(({ status, command }) => status === "refused" && command !== undefined && !versionControl.test(command));
}
