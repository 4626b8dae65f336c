import type { Story } from './story.ts';

/** Where in the stories the reader is. */
export interface Place {
  readonly story: Story;
  /** Index of the step. */
  readonly page: number;
  /** What of the address was not understood, and what is shown instead. */
  readonly remark?: string;
}

/** Reads `story=two-phases&page=3`; pages count from 1. */
export function placeOf(search: string, stories: readonly Story[]): Place {
  const asked = new URLSearchParams(search);
  const name = asked.get('story') ?? stories[0]!.name;
  const story = stories.find((one) => one.name === name);
  if (!story) return { story: stories[0]!, page: 0, remark: `There is no story ${name}; this is the first.` };
  const page = Number(asked.get('page') ?? 1);
  if (Number.isInteger(page) && page >= 1 && page <= story.steps.length) return { story, page: page - 1 };
  const remark = `page must be 1 to ${story.steps.length}, got ${asked.get('page')}; this is the first.`;
  return { story, page: 0, remark };
}

/** The query of an address that leads to a place; keys of others stay as they are. */
export function searchOf(search: string, { story, page }: Place): string {
  const query = new URLSearchParams(search);
  query.set('tab', 'story');
  query.set('story', story.name);
  query.set('page', String(page + 1));
  return `?${query}`;
}
