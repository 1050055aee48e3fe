/** The report's whole look: system fonts, colours of their own for light and dark, and for paper. */
export const styleSheet = `
:root{color-scheme:light dark;--page:#f7f7f5;--card:#fff;--ink:#1d2125;--soft:#5b636b;--line:#dfe1e2;--quiet:#eef0f0;--good:#12784a;--good-soft:#d9efe3;--bad:#b3362c;--bad-soft:#f8e0dc;--warn:#8a5a00;--warn-soft:#f7ead0;--c0:#757d85;--c1:#1f6fd0;--c2:#c26a00;--c3:#7b4bc4;--c4:#00838a;--c5:#b8336f;--c6:#5f7a12;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{--page:#15181b;--card:#1d2125;--ink:#e6e8ea;--soft:#a2abb3;--line:#363c42;--quiet:#262b30;--good:#5fcf97;--good-soft:#173c2a;--bad:#f08a7e;--bad-soft:#472320;--warn:#e6b45a;--warn-soft:#3f3115;--c0:#98a1a9;--c1:#6aa9f5;--c2:#f0a04a;--c3:#b696f0;--c4:#4cc3c9;--c5:#ee86b2;--c6:#a9c650}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1060px;margin:0 auto;padding:40px 24px 64px}
h1{font-size:15px;font-weight:600;color:var(--soft);margin:0 0 10px}
h2{font-size:21px;line-height:1.3;margin:48px 0 6px}
h3{font-size:15px;margin:20px 0 6px}
h4{font-size:14px;margin:14px 0 4px}
p{margin:6px 0}
.note{color:var(--soft);font-size:14px;max-width:96ch}
.answer{display:grid;gap:10px;margin:0}
.answer p{margin:0;padding:14px 18px;background:var(--card);border:1px solid var(--line);border-left:5px solid var(--c0);border-radius:8px;font-size:20px;line-height:1.42}
.answer .better{border-left-color:var(--good)}
.answer .worse{border-left-color:var(--bad)}
.numbers{display:flex;flex-wrap:wrap;gap:8px 36px;margin:22px 0 0;padding:0}
.numbers div{display:flex;flex-direction:column-reverse}
.numbers dt{color:var(--soft);font-size:13px}
.numbers dd{margin:0;font-size:24px;font-weight:600;font-variant-numeric:tabular-nums}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px 18px;margin:12px 0;overflow-x:auto}
.chart{display:block;width:100%;min-width:520px;max-width:820px;height:auto;font-size:13px}
.chart text{fill:var(--ink)}
.chart .tick{fill:var(--soft);font-size:12px}
.chart .type{font:12px var(--mono)}
.chart .value{font-variant-numeric:tabular-nums}
.chart .grid{stroke:var(--line)}
.bar{fill:currentColor;opacity:.22}
.dot{fill:currentColor}
.interval{stroke:currentColor;stroke-width:2.5;fill:none}
.line{stroke:currentColor;stroke-width:2.5;fill:none}
.arm-control{color:var(--c0)}.arm-1{color:var(--c1)}.arm-2{color:var(--c2)}.arm-3{color:var(--c3)}.arm-4{color:var(--c4)}.arm-5{color:var(--c5)}.arm-6{color:var(--c6)}
.flow{opacity:.42;fill:var(--c0)}
.flow.solved{fill:var(--good)}.flow.same{fill:var(--bad)}.flow.other{fill:var(--warn)}
.flow:hover{opacity:.75}
.node{fill:var(--soft)}.node.solved{fill:var(--good)}
.key{display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:8px 0 0;list-style:none;font-size:13px;color:var(--soft)}
.key li::before{content:"";display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px;vertical-align:-1px;background:var(--c0)}
.key .solved::before{background:var(--good)}.key .same::before{background:var(--bad)}.key .other::before{background:var(--warn)}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:6px 10px;border-bottom:1px solid var(--line);white-space:nowrap;vertical-align:top}
tr:last-child>*{border-bottom:0}
thead th{font-weight:500;color:var(--soft);font-size:13px}
th:first-child,td:first-child,.words{text-align:left}
.words{white-space:normal;min-width:150px}
tbody th{font-weight:600}
code,.mono{font-family:var(--mono);font-size:.88em;overflow-wrap:anywhere}
.chip{display:inline-block;padding:1px 9px;border-radius:10px;font-size:13px;white-space:nowrap;background:var(--quiet);color:var(--ink)}
.chip.good{background:var(--good-soft);color:var(--good)}.chip.bad{background:var(--bad-soft);color:var(--bad)}.chip.warn{background:var(--warn-soft);color:var(--warn)}
.episodes{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:12px 0;overflow:hidden}
.row,.head{display:grid;grid-template-columns:18px minmax(150px,2fr) minmax(150px,1.6fr) minmax(180px,3fr);gap:4px 14px;padding:9px 16px;align-items:baseline}
.head{color:var(--soft);font-size:13px;border-bottom:1px solid var(--line)}
.episode+.episode{border-top:1px solid var(--line)}
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary:hover{background:var(--quiet)}
:focus-visible{outline:3px solid var(--c1);outline-offset:-3px;border-radius:4px}
summary .turn::before{content:"\\25B8";color:var(--soft);display:inline-block}
details[open]>summary .turn::before{transform:rotate(90deg)}
.row .name{font-weight:600;overflow-wrap:anywhere}
.row .type{font-family:var(--mono);font-size:12.5px;overflow-wrap:anywhere}
.ends{display:flex;flex-wrap:wrap;gap:4px 6px}
.inside{padding:2px 16px 18px 48px;border-top:1px dashed var(--line)}
.attempt{border-left:3px solid currentColor;padding:0 0 0 14px;margin:16px 0}
.attempt>*{color:var(--ink)}
.attempt h3{margin:0 0 4px;display:flex;flex-wrap:wrap;gap:6px 10px;align-items:baseline}
.attempt h3 .figures{font-weight:400;color:var(--soft);font-size:13px}
.findings{margin:6px 0;padding:0;list-style:none;font-size:14px}
.findings li{margin:4px 0}
.more>summary{font-size:14px;padding:3px 6px;margin-left:-6px;border-radius:4px;display:inline-block}
.steps{list-style:none;margin:6px 0;padding:0;font-size:13.5px}
.steps li{display:grid;grid-template-columns:34px 1fr;gap:0 10px;padding:2px 6px;border-left:3px solid transparent}
.steps .number{color:var(--soft);text-align:right;font-variant-numeric:tabular-nums}
.steps .told{overflow-wrap:anywhere}
.steps .marked{border-left-color:var(--warn)}
.steps .marked.critical,.steps .marked.major{border-left-color:var(--bad)}
.steps .gap{color:var(--soft);font-style:italic}
pre{font:12.5px/1.5 var(--mono);background:var(--quiet);border-radius:6px;padding:10px 12px;margin:6px 0;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}
footer{margin-top:48px;border-top:1px solid var(--line);padding-top:12px;color:var(--soft);font-size:13px}
@media (max-width:720px){main{padding:24px 14px}.row,.head{grid-template-columns:18px 1fr}.row>:nth-child(n+3){grid-column:2}.head>:nth-child(n+3){display:none}.inside{padding-left:16px}.answer p{font-size:18px}}
@media print{:root{color-scheme:light;--page:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--quiet:#f2f2f2;--good:#12784a;--good-soft:#d9efe3;--bad:#b3362c;--bad-soft:#f8e0dc;--warn:#8a5a00;--warn-soft:#f7ead0;--c0:#757d85;--c1:#1f6fd0;--c2:#c26a00;--c3:#7b4bc4;--c4:#00838a;--c5:#b8336f;--c6:#5f7a12}body{font-size:11pt}main{max-width:none;padding:0}.answer p,.card,.attempt h3,svg,tr{break-inside:avoid}h2,h3{break-after:avoid}.card{overflow:visible;padding:8px 0;border:0}.chart{min-width:0}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
