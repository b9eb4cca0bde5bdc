/** How the page looks: system fonts, two colour schemes, and the same on paper. Colour is never the only sign. */

export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --panel: #f5f6f8; --ink: #1c2126; --quiet: #56606b; --line: #d5dae0; --edge: #7a8590;
  --link: #0a58a8; --link-ground: #e8f1fb; --bad: #b3261e; --good: #1a6e35; --doubt: #805300;
  --in-stock: #0a58a8; --reserved: #946200; --available: #1c2126; --early: #b3261e; --right: #1a6e35; --grid: #e4e7eb;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #15181b; --panel: #1e2226; --ink: #e7eaed; --quiet: #a7b0b9; --line: #3a4148; --edge: #87919b;
    --link: #8abfff; --link-ground: #1c2d40; --bad: #ff958c; --good: #76d392; --doubt: #e6b84d;
    --in-stock: #8abfff; --reserved: #e6b84d; --available: #e7eaed; --early: #ff958c; --right: #76d392; --grid: #2b3137;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
#top, #report { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; }
#top { padding-top: 1.5rem; }
#report { padding-bottom: 4rem; }
#report:focus { outline: none; }
h1, h2, h3 { line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: 1.625rem; }
h2 { font-size: 1.25rem; margin: 2.75rem 0 .75rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
h1:focus { outline: none; }
p { margin: .5rem 0; max-width: 46rem; }
a { color: var(--link); text-underline-offset: .15em; }
bdi { unicode-bidi: isolate; overflow-wrap: anywhere; }
.short, .when { white-space: nowrap; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.quiet { color: var(--quiet); }
.brand { font-weight: 600; color: var(--quiet); margin: 0; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; padding: .75rem 1rem; background: var(--ground); }
.skip:focus { left: 0; top: 0; z-index: 1; }
[hidden] { display: none !important; }

button, select, input { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--edge); border-radius: .375rem; min-height: 2.75rem; padding: .375rem .75rem; max-width: 100%; }
button { cursor: pointer; }
button:hover:enabled { background: var(--link-ground); }
button:disabled { color: var(--quiet); border-color: var(--line); cursor: default; }
.plain { border-color: transparent; background: none; color: var(--link); text-decoration: underline; text-underline-offset: .15em; padding-inline: .5rem; margin-block: -.625rem; }

.note { border-left: 4px solid var(--doubt); background: var(--panel); padding: .75rem 1rem; margin: 1rem 0; max-width: none; }
.note p { margin: 0; }

.figures { display: grid; border: solid var(--line); border-width: 1px 0 0 1px; grid-template-columns: repeat(auto-fit, minmax(min(13.5rem, 100%), 1fr)); margin: 1rem 0 0; }
.figures > div { border: solid var(--line); border-width: 0 1px 1px 0; padding: 1rem; display: flex; flex-direction: column; }
.figures dt { color: var(--quiet); }
.figures dd { margin: 0; }
.figures .big { font-size: 2rem; line-height: 1.2; font-weight: 600; }
.figures .big.word { font-size: 1.375rem; line-height: 1.75; }
.figures .bad { color: var(--bad); }
.figures dd + dd { font-size: .9375rem; color: var(--quiet); }

.steps { margin: 0; padding: 0; list-style: none; counter-reset: step; max-width: 54rem; }
.steps > li { counter-increment: step; position: relative; padding: .5rem 0 .5rem 2.5rem; }
.steps > li::before { content: counter(step) '.'; position: absolute; left: 0; width: 1.75rem; text-align: right; font-weight: 600; }
.writers { margin: 0; padding: 0; list-style: none; max-width: 54rem; }
.writers > li { padding: .75rem 0 .75rem 1rem; border-left: 4px solid var(--line); margin: .5rem 0; }
.writers > li.change { border-color: var(--bad); }
.tag { display: inline-block; font-size: .875rem; font-weight: 600; margin-right: .5rem; }
.change .tag { color: var(--bad); }

table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { text-align: left; padding: .5rem .625rem; border-bottom: 1px solid var(--line); vertical-align: baseline; font-weight: 400; }
thead th { font-size: .875rem; color: var(--quiet); border-bottom: 1px solid var(--edge); vertical-align: bottom; }
.n { text-align: right; white-space: nowrap; }
.scroll { overflow-x: auto; position: relative; }
.bad { color: var(--bad); }
.good { color: var(--good); }
.strong { font-weight: 600; }

.sums { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 0 2.5rem; align-items: start; }
.sums td, .sums th { padding: .25rem .5rem; }
.sums button { min-height: 2.25rem; margin: 0; text-align: left; padding-inline: 0; }
.sums tbody th { width: 40%; }

.filters { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 .75rem; padding: 1rem; background: var(--panel); align-items: end; }
.filters label { display: block; font-size: .875rem; color: var(--quiet); }
.filters label > * { display: block; margin-top: .125rem; color: var(--ink); font-size: 1rem; }
.filters .wide { flex: 1 1 14rem; }
.filters .wide input { width: 100%; }
.filters select { max-width: 15rem; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; margin: .5rem 0; }
.bar p { margin: 0; }
.pager { display: flex; gap: .5rem; align-items: center; flex-wrap: wrap; }

.balances thead th { padding: 0; }
.balances thead button { border: 0; background: none; width: 100%; padding: .5rem .625rem; font-size: .875rem; text-align: inherit; color: var(--quiet); border-radius: 0; line-height: 1.2; white-space: nowrap; }
.balances thead button::after { content: '\\2195'; content: '\\2195' / ''; padding-left: .375em; opacity: .45; }
.balances th[aria-sort='ascending'] button::after { content: '\\2191'; content: '\\2191' / ''; opacity: 1; }
.balances th[aria-sort='descending'] button::after { content: '\\2193'; content: '\\2193' / ''; opacity: 1; }
.balances th[aria-sort] button { color: var(--ink); font-weight: 600; }
.balances tbody th a { display: inline-block; padding: .375rem 0; font-weight: 600; }
.balances tbody tr:hover { background: var(--panel); }
.copy { min-width: 6.5rem; display: inline-flex; gap: .75rem; justify-content: space-between; align-items: center; }
.copy b { font-weight: 600; }
.copy span { color: var(--link); font-size: .875rem; }

.crumbs { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; justify-content: space-between; margin: 1rem 0 1.25rem; }
.crumbs a { display: inline-block; padding: .5rem 0; }
.crumbs span { display: flex; gap: 1.25rem; flex-wrap: wrap; }
.lead { font-size: 1.125rem; }
.type { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; margin: 1rem 0 0; }
.type .copy b { font-size: 1.375rem; }
.sum { width: auto; }
.sum td:first-child { padding-right: 0; }
.sum tr.strong td, .sum tr.strong th { font-weight: 600; border-bottom-color: var(--edge); }
.sum .from { color: var(--quiet); font-weight: 400 !important; }
.list { max-width: 54rem; padding-left: 1.25rem; }
.list li { padding: .25rem 0; }

.over-time { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 28rem); gap: 1.5rem; align-items: start; }
.chart { margin: .5rem 0; }
.chart:focus-visible { outline-offset: 4px; }
.chart .u-over { cursor: crosshair; }
.readout { min-height: 3em; font-size: .9375rem; max-width: none; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; border: 0; margin: 0; padding: 0; align-items: center; }
.legend label { display: inline-flex; align-items: center; gap: .5rem; min-height: 2.75rem; }
.legend input { min-height: 0; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--link); }
.legend i { width: 1.75rem; height: 0; border-top: 2px solid currentColor; }
.legend .in-stock i { border-color: var(--in-stock); }
.legend .reserved i { border-top: 2px dashed var(--reserved); }
.legend .available i { border-top: 4px solid var(--available); }
.marks { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; }
.marks b { font-weight: 400; }
.standing b, .gone b { color: var(--early); }
.right b { color: var(--right); }
.points { max-height: 27rem; overflow: auto; border: 1px solid var(--line); }
.points table { font-size: .8125rem; }
.points th, .points td { padding: .25rem .375rem; }
.points td:last-child { min-width: 6.5rem; }
.points thead th { position: sticky; top: 0; background: var(--panel); }
.points tr[aria-current] { background: var(--link-ground); }

@media (max-width: 60rem) { .over-time { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 44rem) {
  .wider { display: none; }
  h1 { font-size: 1.375rem; }
  #top, #report { padding-inline: 1rem; }
  .filters label, .filters select { flex: 1 1 45%; max-width: none; width: 100%; }
  .filters .wide { flex-basis: 100%; }
  .copy { min-width: 0; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures > div { padding: .75rem; }
  .figures .big { font-size: 1.625rem; }
  .balances th, .balances td, .balances thead button { padding-inline: .25rem; white-space: normal; }
  .points .when { white-space: normal; }
  .sums table { font-size: .875rem; }
  .sums thead th { font-size: .75rem; }
  .sums td, .sums th { padding-inline: .1875rem; }
  .stacked, .stacked tbody, .stacked tr, .stacked th, .stacked td { display: block; text-align: left; border: 0; padding: 0; }
  .stacked thead { display: none; }
  .stacked tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  .stacked th { font-weight: 600; }
  .stacked td:empty { display: none; }
  .stacked td::before { content: attr(data-title) ': '; color: var(--quiet); }
}
@media print {
  body { font-size: 10pt; }
  h2 { margin-top: 1.5rem; }
  .filters, .pager, .crumbs, .skip, .steps button, .balances thead button::after, .copy span, .points, .legend, .chart-help, .readout, .toggle, .hint { display: none !important; }
  .over-time { display: block; }
  .copy, .sums button { border: 0; padding: 0; min-height: 0; min-width: 0; color: inherit; text-decoration: none; }
  .balances thead button { padding: .25rem; min-height: 0; }
  .wider { display: revert; }
  a { color: inherit; text-decoration: none; }
  h2, h3, thead { break-after: avoid; }
  section:has(.chart) { break-inside: avoid; }
  tr, .figures > div, .steps > li, .chart { break-inside: avoid; }
  .scroll { overflow: visible; }
  th, td { padding: .2rem .4rem; }
}
`;
