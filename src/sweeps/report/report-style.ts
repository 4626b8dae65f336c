import { palettes, type Theme } from '../../figures/palette.ts';

/** The colors of a theme as CSS variables, and its figures in place of those of the other. */
function themed(theme: Theme, root: string): string {
  const { background, ink, muted, grid, opposite } = palettes[theme];
  const [shown, hidden] = theme === 'light' ? ['light', 'dark'] : ['dark', 'light'];
  return `${root} { color-scheme: ${theme}; --paper: ${background}; --ink: ${ink}; --muted: ${muted}; --line: ${grid}; --link: ${opposite} }
${root} .${shown} { display: block }
${root} .${hidden} { display: none }`;
}

/** How a report looks: as the reader's system says, or as the switch at its top says. */
export const reportStyle = `
${themed('light', ':root')}
@media (prefers-color-scheme: dark) {
${themed('dark', ':root')}
}
${themed('light', ':root:has(#theme-light:checked)')}
${themed('dark', ':root:has(#theme-dark:checked)')}
* { box-sizing: border-box }
html { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; -webkit-text-size-adjust: 100% }
body { margin: 0 auto; max-width: 66rem; padding: 1rem 1rem 4rem }
h1 { font-size: 1.7rem; font-weight: 600; line-height: 1.2; margin: 1rem 0 .5rem; overflow-wrap: anywhere }
h2 { font-size: 1.2rem; font-weight: 600; margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line) }
p { margin: .5rem 0; max-width: 46rem; overflow-wrap: anywhere }
a { color: var(--link) }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
nav ul, .files { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0; padding: 0 }
nav a, .files a, summary, .switch label { display: inline-block; padding: .3rem 0 }
.switch { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1rem; color: var(--muted); font-size: .9rem }
.switch legend { float: left; padding: .3rem 1rem .3rem 0 }
.box { overflow-x: auto; margin: .75rem 0 }
pre { margin: 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 4px; font: .85rem/1.5 ui-monospace, monospace; width: max-content; min-width: 100% }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums }
th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; vertical-align: baseline }
th { color: var(--muted); font-weight: 500 }
.number { text-align: right }
dl { margin: .75rem 0; max-width: 46rem }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .2rem 0; border-bottom: 1px solid var(--line) }
dt { color: var(--muted); flex: 0 0 11rem }
dd { margin: 0; flex: 1 1 14rem; overflow-wrap: anywhere }
figure { margin: 1.5rem 0 }
figcaption { color: var(--muted); font-size: .9rem; max-width: 46rem; overflow-wrap: anywhere }
figure svg { max-width: 100%; min-width: 34rem; height: auto }
summary { cursor: pointer; color: var(--link) }
@media print { .switch, nav, .files { display: none } .box { overflow: visible } }
`;

/** Follow the system, or one of the two themes: radio buttons that the style looks at, no script. */
export const themeSwitch = `<fieldset class="switch">
<legend>Colors</legend>
<label><input type="radio" name="theme" id="theme-auto" checked="checked" /> as the system</label>
<label><input type="radio" name="theme" id="theme-light" /> light</label>
<label><input type="radio" name="theme" id="theme-dark" /> dark</label>
</fieldset>`;
