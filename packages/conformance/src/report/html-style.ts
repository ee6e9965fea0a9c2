/** The style of the HTML report: system fonts, the colours of the reader's system, and nothing from elsewhere. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #0f1216); --card: light-dark(#fff, #171b21); --line: light-dark(#dfe3e9, #2a313b);
  --text: light-dark(#1a2029, #e8ecf2); --soft: light-dark(#596575, #9aa6b6);
  --good: light-dark(#14794a, #4cc38a); --good-soft: light-dark(#e2f4ea, #12291f);
  --bad: light-dark(#b4232c, #ff8085); --bad-soft: light-dark(#fdeaea, #331a1d);
  --warn: light-dark(#8a5a00, #e8b44c); --warn-soft: light-dark(#fdf2d9, #2f2613);
  --mono: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
code, pre { font-family: var(--mono); font-size: .86em; }
h1 { margin: 0; font-size: 2.4rem; line-height: 1.15; letter-spacing: -.02em; }
h2 { margin: 3rem 0 1rem; font-size: 1.25rem; }
.hero { padding: 2rem; border-radius: 1rem; border: 1px solid var(--line); background: var(--card); border-left: .6rem solid var(--good); }
.hero.failed { border-left-color: var(--bad); } .hero.incomplete { border-left-color: var(--warn); }
.hero p { margin: .5rem 0 0; color: var(--soft); overflow-wrap: anywhere; }
.hero.passed h1 { color: var(--good); } .hero.failed h1 { color: var(--bad); } .hero.incomplete h1 { color: var(--warn); }
.hero .incomplete { margin-top: 1rem; padding: .7rem 1rem; border-radius: .5rem; color: var(--warn); background: var(--warn-soft); }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 1.5rem 0 0; padding: 0; list-style: none; color: var(--soft); }
.counts b { display: block; color: var(--text); font-size: 1.7rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.counts .good b { color: var(--good); } .counts .bad b { color: var(--bad); }
.classes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14.5rem), 1fr)); gap: .75rem; padding: 0; margin: 0; list-style: none; }
.classes li { padding: .9rem 1rem 1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
.classes strong { display: flex; gap: .5rem; justify-content: space-between; align-items: center; white-space: nowrap; }
.classes small { color: var(--soft); }
.bar { display: flex; height: .4rem; margin: .6rem 0 .35rem; border-radius: 1rem; overflow: hidden; background: var(--line); }
.bar i { display: block; } .bar .passed { background: var(--good); } .bar .failed { background: var(--bad); } .bar .warned { background: var(--warn); }
.mark { font-size: .75rem; font-weight: 600; padding: .1rem .55rem; border-radius: 1rem; white-space: nowrap; }
.mark.passed { color: var(--good); background: var(--good-soft); } .mark.failed { color: var(--bad); background: var(--bad-soft); }
.mark.warned { color: var(--warn); background: var(--warn-soft); } .mark.skipped, .mark.untried { color: var(--soft); background: var(--page); }
.area { margin: .75rem 0; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); overflow: hidden; }
.area > summary { display: flex; gap: 1rem; align-items: center; padding: .75rem 1rem; cursor: pointer; font-weight: 600; }
.area > summary span:first-of-type { flex: 1; }
.area > summary small { font-weight: 400; color: var(--soft); font-variant-numeric: tabular-nums; }
.area ul { margin: 0; padding: 0; list-style: none; }
.requirement { display: grid; grid-template-columns: 5.2rem 1fr; gap: .1rem .75rem; padding: .65rem 1rem; border-top: 1px solid var(--line); }
.requirement .mark { align-self: start; justify-self: start; margin-top: .15rem; }
.requirement code { color: var(--soft); overflow-wrap: anywhere; }
.requirement p { margin: 0; } .requirement .reason { color: var(--soft); font-size: .9em; }
.failure { margin: 0 0 1rem; padding: 1rem 1.25rem 1.25rem; border: 1px solid var(--line); border-left: .35rem solid var(--bad); border-radius: .75rem; background: var(--card); }
.failure.warned { border-left-color: var(--warn); }
.failure h3 { margin: 0; font: 600 1rem var(--mono); overflow-wrap: anywhere; } .failure h3 a { color: inherit; }
.failure > p { margin: .3rem 0 .9rem; color: var(--soft); }
.failure dl + pre { margin-top: 0; } .failure section + section { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.failure dl { display: grid; grid-template-columns: 5.2rem 1fr; gap: .3rem .75rem; margin: 0 0 .8rem; } .failure dt { color: var(--soft); } .failure dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: .6rem 0 0; padding: .8rem 1rem; overflow-x: auto; border-radius: .5rem; background: var(--page); line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; }
.failure details { margin-top: .6rem; } .failure details summary { cursor: pointer; color: var(--soft); }
footer { margin-top: 3rem; color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
@media print { body { background: #fff; } .area, .failure, .hero, .classes li { break-inside: avoid; } }
`;
