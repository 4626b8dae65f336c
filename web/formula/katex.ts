import katex from 'katex';
import 'katex/dist/katex.min.css';

/** Sets a formula into an element, as HTML to see and MathML to hear. */
export function setFormula(tex: string, display: boolean, element: HTMLElement): void {
  katex.render(tex, element, { displayMode: display, output: 'htmlAndMathml', throwOnError: false });
}
