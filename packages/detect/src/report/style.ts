/** Style of the report: calm, readable on a telephone and on paper, light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1c2330; --soft: #4d5a6b; --line: #c9d1da; --back: #ffffff; --mark: #1f5f99; }
@media (prefers-color-scheme: dark) { :root { --text: #e6ebf1; --soft: #b0bccb; --line: #3a4656; --back: #12171e; --mark: #8cc4f5; } }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--back); overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.3rem; margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1.5rem; } h3 { font-size: 1.05rem; }
ul.outline { list-style: none; padding-left: 0; } ul.outline ul.outline { padding-left: 1.75rem; font-size: .95rem; } ul.outline li { margin: .35rem 0; } a { color: var(--mark); } a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .75rem 1.5rem; } dt { color: var(--soft); font-size: .9rem; } dd { margin: 0; font-weight: 600; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .95rem; overflow-wrap: normal; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; } th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; } thead th { color: var(--soft); }
figure { margin: 1.5rem 0; } svg { width: 100%; height: 5.6rem; border-bottom: 1px solid var(--line); fill: var(--mark); } figcaption { color: var(--soft); font-size: .9rem; }
@media print { details > * { display: block; } h2 { break-before: page; } }
`
