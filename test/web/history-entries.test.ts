import { describe, expect, it } from 'vitest';
import { type HistoryEntry, readEntries, withEntry } from '../../web/state/history-entries.ts';

const entry: HistoryEntry = {
  link: 'width=100',
  step: 12,
  samples: 2400,
  status: 'finished',
  error: 0.25,
  phases: [{ name: 'finding', end: null }],
};
const read = (value: unknown) => readEntries(JSON.stringify(value));

describe('the history a browser has kept', () => {
  it('is read as it was written', () => {
    const entries = [entry, { ...entry, link: '', status: null, error: null, phases: [] }];
    expect(read(entries)).toEqual(entries);
  });

  it.each([
    ['link', 7],
    ['step', '12'],
    ['samples', null],
    ['status', 'toString'],
    ['status', undefined],
    ['error', 'low'],
    ['error', undefined],
    ['phases', [null]],
    ['phases', [{ name: 'finding', end: 'soon' }]],
    ['phases', [{ end: 3 }]],
    ['phases', 'none'],
  ])('leaves out an entry whose %s is %j', (key, value) => {
    expect(read([{ ...entry, [key]: value }, entry, null, [], 3])).toEqual([entry]);
  });

  it('is none where something else was kept', () => {
    for (const text of ['', 'null', '{}', '"x"', '[', '7']) expect(readEntries(text)).toEqual([]);
  });

  it('has each run once, and thirty at most, the last one first', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ ...entry, link: `seed=${i}` }));
    expect(read(many)).toEqual(many.slice(0, 30));
    expect(read([entry, many[0], { ...entry, step: 99 }])).toEqual([entry, many[0]]);
    expect(withEntry([many[0]!, entry], { ...entry, step: 13 })).toEqual([{ ...entry, step: 13 }, many[0]]);
  });
});
