import { twoPhases } from '../../src/index.ts';
import type { tabNames } from '../../web/state/place.ts';
import { stories } from '../../web/story/stories.ts';

/** The parts of the page: the link that leads to each, and the heading that only it has. */
export const parts: Readonly<Record<(typeof tabNames)[number], { link: string; heading: string }>> = {
  live: { link: 'Live', heading: twoPhases.doc },
  story: { link: 'Story', heading: stories[0]!.steps[0]!.title },
  certificate: { link: 'Certificate', heading: 'What a target takes to be learned' },
  scaling: { link: 'Scaling', heading: 'Samples to learn XOR' },
  phase: { link: 'Phase diagram', heading: 'Where SGD learns XOR' },
  claims: { link: 'Claims', heading: 'Claims' },
  open: { link: 'Open a result', heading: 'Open a result' },
  glossary: { link: 'Glossary', heading: 'Glossary' },
};
