import { readFileSync } from 'node:fs';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import {
  claims,
  createWasmEngine,
  experiments,
  metrics,
  parseRule,
  presets,
  resolveTrial,
  type Seeds,
  seedsFrom,
  startTrial,
} from '../../src/index.ts';
import { piecesOf } from '../../web/formula/prose.ts';
import { concerns, metricNames, settingNames } from '../../web/glossary/search.ts';
import { termNamed, terms } from '../../web/glossary/terms.ts';
import { placeOf, searchOf } from '../../web/story/address.ts';
import { diagnoses } from '../../web/story/failures.ts';
import { giantSteps } from '../../web/story/giant-steps.ts';
import { stories } from '../../web/story/stories.ts';
import type { Moment, Scene, Seen, Step } from '../../web/story/story.ts';
import { twoPhases } from '../../web/story/two-phases.ts';

const steps = stories.flatMap(({ name, steps }) => steps.map((step) => ({ story: name, step })));
const experimentOf = ({ experiment }: Scene) => experiments.find(({ name }) => name === experiment)!;

/** A run of a scene's settings up to a moment, or to a step. */
function runTo(scene: Scene, given: Scene['given'], seeds: Seeds, until: Moment | number): Seen {
  const experiment = experimentOf(scene);
  const settings = resolveTrial(experiment, given);
  const trial = startTrial(experiment, settings, seeds, createWasmEngine());
  const holds = typeof until === 'string' ? parseRule(until) : undefined;
  for (let seen = trial.next(); seen; seen = trial.next()) {
    if (holds?.(seen, { ...settings }) || seen.step === until) break;
  }
  const reading = experiment.live!.read(trial.record({ version: '', commit: null }));
  return { settings, measured: trial.snapshots, reading };
}

/** What the page sees when the answer is out. */
function play({ scene }: Step, seeds: Seeds): Seen {
  const seen = runTo(scene, scene.given, seeds, scene.until);
  if (!scene.beside) return seen;
  const { step } = seen.measured.at(-1)!;
  return { ...seen, beside: runTo(scene, { ...scene.given, ...scene.beside.given }, seeds, step) };
}

const played = new Map(steps.map(({ step }) => [step, play(step, seedsFrom(step.scene.seed))]));

/** The right answer in words, a number rounded. */
function answerOf({ question }: Step, seen: Seen): string {
  const answer = question.answer(seen);
  return 'choices' in question ? question.choices[answer]! : answer.toFixed(1);
}

const proseOf = (step: Step) => [...step.text, step.question.ask, ...step.explain(played.get(step)!)];
const prose = [...steps.flatMap(({ step }) => proseOf(step)), ...terms.map(({ meaning }) => meaning)];
const pieces = prose.flatMap(piecesOf);

describe('the stories', () => {
  it('use settings that experiments take, rules that can be read and charts that there are', () => {
    for (const { step } of steps) {
      const { scene } = step;
      const experiment = experimentOf(scene);
      expect(() => resolveTrial(experiment, scene.given)).not.toThrow();
      for (const moment of [scene.ask, scene.until])
        if (moment) expect(() => parseRule(moment)).not.toThrow();
      const { charts: always, furtherCharts } = experiment.live!;
      const settings = resolveTrial(experiment, scene.given);
      const charts = [...always, ...(furtherCharts?.(settings) ?? [])].map(({ name }) => name);
      expect(charts).toEqual(expect.arrayContaining([...scene.charts, ...(scene.revealed ?? [])]));
    }
  });

  it('write formulas that KaTeX accepts without reserve', () => {
    const formulas = pieces.flatMap((piece) => (piece.kind === 'formula' ? [piece.tex] : []));
    formulas.push(...terms.flatMap(({ symbol }) => symbol ?? []));
    expect(formulas.length).toBeGreaterThan(60);
    for (const tex of formulas)
      expect(() => katex.renderToString(tex, { strict: 'error', throwOnError: true }), tex).not.toThrow();
  });

  it('close every mark they open', () => {
    const text = pieces.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []));
    for (const words of text) expect(words).not.toMatch(/[$*`[\]]/);
  });

  it('link to terms that the glossary has', () => {
    const linked = pieces.flatMap((piece) => (piece.kind === 'term' ? [piece.term] : []));
    expect(linked.length).toBeGreaterThan(20);
    for (const name of linked) expect(termNamed(name), name).toBeDefined();
  });

  it('link to no part of the page but those that there are', () => {
    const links = pieces.flatMap((piece) => (piece.kind === 'link' ? [piece.address] : []));
    expect(links.length).toBeGreaterThan(1);
    for (const address of links) {
      const query = new URLSearchParams(address);
      expect(['story', 'scaling', 'claims', 'certificate']).toContain(query.get('tab'));
      if (query.has('claim')) expect(claims.map(({ id }) => id)).toContain(query.get('claim'));
      if (query.get('tab') === 'story') expect(placeOf(address, stories).remark).toBeUndefined();
    }
  });

  it('ask before the answer is known, and where it is known run no further', () => {
    for (const step of [...twoPhases.steps, ...giantSteps.steps]) {
      const { measured, settings } = played.get(step)!;
      const isAsked = parseRule(step.scene.ask!);
      const asked = measured.find((snapshot) => isAsked(snapshot, { ...settings }));
      expect(asked!.time).toBeLessThan(measured.at(-1)!.time);
    }
  });

  it('have answers in the two phases that hold whatever the seed', () => {
    const [hidden, finding, flat, tuning, price] = twoPhases.steps;
    for (const seed of [1, 2]) {
      const seeds = seedsFrom(seed);
      expect(answerOf(hidden!, play(hidden!, seeds))).toBe('About a fifteenth of it');
      const time = Number(answerOf(finding!, play(finding!, seeds)));
      expect(Math.abs(time - 1.25 * Math.log(100))).toBeLessThan(0.5);
      expect(answerOf(flat!, play(flat!, seeds))).toBe('By less than 1 %');
      expect(answerOf(tuning!, play(tuning!, seeds))).toMatch(/^It falls/);
      expect(answerOf(price!, play(price!, seeds))).toMatch(/^Nowhere/);
    }
  });

  it('have answers in the giant steps that hold whatever the seed', () => {
    const right = [
      'It is above 0.3',
      'In neither',
      'It is above 0.3',
      'It stays below 0.1',
      'Only in that with d² samples',
      'Below 0.3',
    ];
    for (const [i, step] of giantSteps.steps.entries()) {
      expect(answerOf(step, played.get(step)!)).toBe(right[i]);
      expect(answerOf(step, play(step, seedsFrom(1))), step.title).toBe(right[i]);
    }
  });

  it('say what the runs showed in numbers that are finite', () => {
    const told = twoPhases.steps.flatMap((step) => step.explain(played.get(step)!));
    for (const paragraph of told) expect(paragraph).not.toMatch(/NaN|undefined|not finite/);
  });
});

describe('the cases that fail', () => {
  const cases = stories.find(({ name }) => name === 'when-it-fails')!.steps;

  it('are all presets of XOR that fail, and each has its diagnosis among the choices', () => {
    const failing = presets.filter(
      ({ doc, experiment }) => doc.startsWith('failure: ') && experiment.startsWith('xor/'),
    );
    expect(cases).toHaveLength(failing.length);
    for (const step of cases) {
      const seen = played.get(step)!;
      const right = step.question.answer(seen);
      expect(Object.keys(diagnoses)[right]).toBe(seen.reading!.diagnosis!.name);
      expect(step.explain(seen)[0]).toBe(seen.reading!.diagnosis!.sentence);
      expect(seen.reading!.diagnosis!.fix).not.toBeNull();
    }
  });
});

describe('the address of a story', () => {
  it('leads back to where it was taken, and leaves other keys alone', () => {
    const place = { story: stories[1]!, page: 2 };
    const search = searchOf('?embed&tab=live', place);
    expect(placeOf(search, stories)).toEqual(place);
    expect(new URLSearchParams(search).has('embed')).toBe(true);
  });

  it('says what was not understood and shows the first in its place', () => {
    expect(placeOf('?story=nine', stories)).toMatchObject({
      page: 0,
      remark: expect.stringContaining('no story nine'),
    });
    for (const page of ['0', '6', '1.5', 'x'])
      expect(placeOf(`?page=${page}`, stories).remark).toContain(`got ${page}`);
  });
});

describe('the glossary', () => {
  it('has every metric and setting of the code, and a term behind each metric with a symbol', () => {
    expect(metricNames.map(({ name }) => name)).toEqual(metrics.map(({ name }) => name));
    expect(settingNames.map(({ name }) => name)).toContain('secondLayerRate');
    for (const { name, symbol, term } of metricNames) if (symbol) expect(term, name).toBeDefined();
  });

  it('has every name of the first table of docs/notation.md, and names nothing that is not documented', () => {
    const notation = readFileSync(new URL('../../docs/notation.md', import.meta.url), 'utf8');
    const rows = notation.slice(0, notation.indexOf('## ')).match(/^\| `.*?\|/gm)!;
    const listed = rows.flatMap((row) => row.match(/(?<=`)\w+(?=`)/g)!);
    expect(listed.length).toBeGreaterThan(30);
    const documented = [...metricNames, ...settingNames].map(({ name }) => name);
    const named = terms.flatMap(({ code }) => code ?? []);
    expect(listed.filter((name) => ![...documented, ...named].includes(name))).toEqual([]);
    const known = [...documented, ...listed];
    expect(named.filter((name) => !known.includes(name))).toEqual(['layers-balanced', 'seeds']);
  });

  it('is in the order of the alphabet, each term once', () => {
    const names = terms.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('finds terms by name, by what they say and by names in the code', () => {
    const found = (words: string) => terms.filter(concerns(words)).map(({ name }) => name);
    expect(found('Signal')).toContain('signal');
    expect(found('batchSize')).toEqual(['batch size']);
    expect(found('no such thing')).toEqual([]);
  });
});
