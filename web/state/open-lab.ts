import { Lab } from './lab.svelte.ts';
import { openedAt } from './place.ts';

let lab: Lab | undefined;

/** The live tab's run as the address has it; later, while the page is open, as it was left. */
export function openLab(): Lab {
  if (!lab) {
    const { address, objections } = openedAt(location.search);
    lab = new Lab(address, objections);
    addEventListener('popstate', goBack);
  }
  return lab;
}

/** What an entry of the browser's history holds that the lab has written, not a click on its tab. */
interface Written {
  readonly isOfLab: true;
}
const written: Written = { isOfLab: true };

/** Writes where the lab is into the present entry of the browser's history. */
export const writeAddress = (href: string) => window.history.replaceState(written, '', href);

/** Back or forward to an entry that the lab has written, the run of then is there again. */
function goBack({ state }: PopStateEvent): void {
  if ((state as Written | null)?.isOfLab) lab?.visit(openedAt(location.search));
}
