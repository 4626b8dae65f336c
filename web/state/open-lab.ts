import { Lab } from './lab.svelte.ts';
import { openedAt } from './place.ts';

let lab: Lab | undefined;

/** The live tab's run as the address has it; later, while the page is open, as it was left. */
export function openLab(): Lab {
  if (!lab) {
    const { address, objections } = openedAt(location.search);
    lab = new Lab(address, objections);
  }
  return lab;
}
