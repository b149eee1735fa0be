/** The page's one style sheet. Its digest is in the page's policy, so a style from anywhere else is refused. */
export const styleSheet = `
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1c2126; --soft: #59636d; --line: #d9dcd8; --faint: #f1f2ee;
  --teacher: #5b6b8c; --untrained: #a3a8a6; --control: #b9812d; --distilled: #14706b; --reference: #85618f;
  --good: #1b6b3a; --bad: #a3301f; --warn: #7d5700; --whisker: #1c2126; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #15191c; --ink: #e6e8e6; --soft: #a2abb2; --line: #353c42; --faint: #1e2428;
  --teacher: #8b9dc4; --untrained: #737b80; --control: #d6a252; --distilled: #45b0a8; --reference: #b592c0;
  --good: #6fc48f; --bad: #ef8d7c; --warn: #e0b45c; --whisker: #f4f6f4; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; overflow-wrap: break-word; }
main, header, footer { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.75rem; }
h1, h2, h3 { font-family: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Liberation Serif", serif; font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: 2.1rem; margin: .2rem 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.45rem; margin: 0 0 .9rem; }
h3 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; }
h4 { font-size: .95rem; margin: 1.2rem 0 .5rem; }
section { border-top: 1px solid var(--line); padding: 1.6rem 0 1.9rem; }
p { margin: .5rem 0; } .lead { color: var(--soft); max-width: 46rem; }
.kicker { letter-spacing: .09em; text-transform: uppercase; font-size: .75rem; color: var(--soft); margin: 0; }
.abstract { font-size: 1.1rem; max-width: 46rem; margin: 0 0 .8rem; }
.of { color: var(--soft); font-weight: 400; font-size: .85em; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
code, .example td, blockquote { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .84em; }
code { overflow-wrap: anywhere; }
a { color: inherit; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: .02rem .65rem; font-size: .82rem; font-weight: 600; }
.badge.done { color: var(--good); } .badge.failed, .badge.gate-not-met { color: var(--bad); } .badge.budget, .badge.cancelled, .badge.running { color: var(--warn); }
.meta { color: var(--soft); font-size: .9rem; margin: .3rem 0; }
.stats { display: grid; grid-template-columns: repeat(2, 1fr); margin: 1.5rem 0 1.8rem; border: 1px solid var(--line); border-radius: 4px; overflow: hidden; }
.stats div { padding: .7rem .9rem; box-shadow: 0 0 0 1px var(--line); }
.stats dt { font-size: .78rem; color: var(--soft); } .stats dd { margin: 0; font-size: 1.2rem; font-variant-numeric: tabular-nums; line-height: 1.35; overflow-wrap: anywhere; }
.pair { display: grid; gap: 1rem 2.5rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
.charts { display: grid; gap: 1.5rem 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr)); }
@media (min-width: 34rem) { .stats { grid-template-columns: repeat(3, 1fr); } }
@media (min-width: 60rem) { .stats { grid-template-columns: repeat(6, 1fr); } }
@media (min-width: 56rem) { .pair { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
figure { margin: 0; min-width: 0; } figcaption { font-weight: 600; font-size: .95rem; margin-bottom: .5rem; }
.chart { display: block; overflow: visible; font-size: 13px; font-variant-numeric: tabular-nums; }
.chart text { fill: var(--ink); } .chart .tick { fill: var(--soft); font-size: 12px; } .chart-value { font-weight: 600; }
.grid { stroke: var(--line); } .track { fill: var(--faint); } .whisker { stroke: var(--whisker); stroke-width: 1.5; }
.curve { fill: none; stroke: var(--distilled); stroke-width: 1.75; stroke-linejoin: round; }
.bar.teacher { fill: var(--teacher); } .bar.untrained { fill: var(--untrained); } .bar.control { fill: var(--control); } .bar.distilled { fill: var(--distilled); } .bar.reference { fill: var(--reference); }
.bar.stage-elicit { fill: var(--teacher); } .bar.stage-refine { fill: var(--untrained); } .bar.stage-distill { fill: var(--distilled); } .bar.stage-evaluate { fill: var(--control); }
.swatch { display: inline-block; width: .7em; height: .7em; margin-right: .5em; border-radius: 1px; background: var(--reference); }
.swatch.teacher { background: var(--teacher); } .swatch.untrained { background: var(--untrained); } .swatch.control { background: var(--control); } .swatch.distilled { background: var(--distilled); }
.findings { list-style: none; margin: 0; padding: 0; }
.findings li { padding: .1rem 0 .1rem .9rem; margin: 0 0 .65rem; border-left: 3px solid var(--line); }
.findings .result { border-color: var(--ink); } .findings .apart { border-color: var(--distilled); } .findings .not-shown { border-color: var(--control); border-left-style: dotted; }
.gate { border: 1px solid var(--line); border-radius: 4px; padding: .5rem .8rem; } .gate.met b { color: var(--good); } .gate.not-met b { color: var(--bad); }
.caveats { color: var(--soft); font-size: .9rem; padding-left: 1.1rem; max-width: 46rem; } .care h4 { margin: 1.3rem 0 .35rem; } .gap { font-size: .92rem; }
.table { margin: 1.3rem 0 .6rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .42rem .9rem .42rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 400; color: var(--soft); font-size: .84rem; border-bottom-color: var(--soft); white-space: nowrap; }
tbody th { font-weight: 500; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.number + .words { padding-left: .7rem; }
small { display: block; color: var(--soft); font-size: .82rem; font-weight: 400; }
.overlap, .no-interval { color: var(--warn); } .apart { color: inherit; } .state { font-size: .8rem; color: var(--warn); } .state.failed, .error { color: var(--bad); }
.example { margin: 0 0 1.1rem; border: 1px solid var(--line); border-radius: 4px; padding: .7rem .9rem .3rem; }
.said { white-space: pre-wrap; } .example blockquote { margin: 0 0 .5rem; overflow-wrap: anywhere; } .example table { table-layout: fixed; }
.example th { width: 12.5rem; font-size: .84rem; } .example td { overflow-wrap: anywhere; } .example td:nth-child(2) { width: 1.9rem; }
.example tr:last-child > * { border-bottom: 0; } .gold > * { background: var(--faint); } .gold th { padding-left: .4rem; margin-left: -.4rem; } .right { color: var(--good); } .wrong { color: var(--bad); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 100%), 1fr)); gap: .7rem 1.5rem; margin: 1.4rem 0 0; font-size: .9rem; }
.facts dt { color: var(--soft); font-size: .8rem; } .facts dd { margin: 0; overflow-wrap: anywhere; }
.notes { padding-left: 1.1rem; } .notes .warning::marker { color: var(--warn); content: "! "; }
pre { background: var(--faint); border-radius: 4px; padding: .7rem .9rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
footer { color: var(--soft); font-size: .84rem; padding-bottom: 3rem; }
@media (max-width: 30rem) { body { font-size: 15px; } h1 { font-size: 1.65rem; } header { padding-top: 1.5rem; } .example th { width: 5.6rem; } th, td { padding-right: .6rem; } }
@media screen and (max-width: 40rem) { .table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .table, .table table, .table tbody, .table caption { display: block; } .table tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(5.4rem, 1fr)); gap: .35rem .7rem; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  .table th, .table td { display: block; border: 0; padding: 0; text-align: left; white-space: normal; overflow-wrap: anywhere; } .table th { grid-column: 1 / -1; } .table td.words { grid-column: span 2; } .table td.empty { display: none; }
  .table td::before { content: attr(data-title); display: block; color: var(--soft); font-size: .78rem; } .number + .words { padding-left: 0; } }
@media print { body { font-size: 10.5pt; } main, header, footer { max-width: none; padding: 0; } .pair { grid-template-columns: 1fr 1fr; }
  figure, article, tr, .stats, .gate { break-inside: avoid; } h2, h3, h4, caption { break-after: avoid; } .bar, .swatch, .gold > *, pre { print-color-adjust: exact; } }
`;
