import type { Build, Step } from './report-parts.ts';

/** What a sweep is done again with. */
export interface Repeated {
  /** What the folder, and so the file, is called. */
  readonly name: string;
  /** What computed its trials, the most frequent first. */
  readonly builds: readonly Build[];
  /** The user's own modules. */
  readonly modules: readonly string[];
}

/** How whoever has nothing but the page does the sweep again: its file stands in the page, its folder is made anew. */
export function repeatSteps({ name, builds, modules }: Repeated): Step[] {
  const file = `${name.replace(/[^\w.-]+/g, '-')}.yaml`;
  const folder = `runs/${file.slice(0, -'.yaml'.length)}`;
  const [first] = builds;
  const checkout = first?.commit
    ? [
        {
          what: 'In a clone of twolayer, go to what computed the trials',
          command: `git checkout ${first.commit}`,
        },
      ]
    : [];
  const own = modules.length > 0 ? `, with its own modules (${modules.join(', ')}) at hand` : '';
  const use = modules.map((module) => ` --use ${module}`).join('');
  return [
    ...checkout,
    {
      what: `Save “What was asked” as ${file}${own}, and do the sweep`,
      command: `npx twolayer sweep ${file}${use} --out ${folder}`,
    },
    { what: 'Its fits', command: `npx twolayer fit ${folder}` },
    { what: 'This page', command: `npx twolayer report ${folder}` },
  ];
}
