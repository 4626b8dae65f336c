import {
  Misuse,
  type OpenedTrials,
  planOfSweepJson,
  type RecordedCheck,
  readCsv,
  readLines,
  readRecordedCheck,
  readReport,
  readTrialRecord,
  readTrialTable,
  readVerdict,
  type SweepPlan,
  type TrialRecord,
  together,
  type Verdict,
} from '../../src/index.ts';

/** What files hold, read as data. */
export type Content =
  | { readonly kind: 'record'; readonly name: string; readonly record: TrialRecord }
  | {
      readonly kind: 'verdicts';
      readonly name: string;
      readonly verdicts: readonly Verdict[];
      readonly check?: RecordedCheck;
    }
  | {
      readonly kind: 'trials';
      readonly name: string;
      readonly trials: OpenedTrials;
      readonly success?: string;
      readonly plan?: SweepPlan;
    };

type Part = Content | { readonly kind: 'plan'; readonly name: string; readonly plan: SweepPlan };

/** Bytes that all files together may have, unpacked. */
const MOST_BYTES = 200e6;

const tooLarge = (name: string) =>
  new Misuse(
    `${name} is larger than the 200 MB that this page reads; npx twolayer export and report take any size`,
  );

/**
 * Reads one file, or several that are of one sweep: shards, and sweep.json beside them.
 *
 * @throws Misuse with a sentence that names the file and what is wrong with it
 */
export async function readFiles(files: readonly File[]): Promise<Content> {
  if (files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES)
    throw tooLarge(files.length === 1 ? files[0]!.name : 'all this');
  const parts: Part[] = [];
  for (const file of files) parts.push(await readPart(file));
  const plan = parts.find((part) => part.kind === 'plan')?.plan;
  const contents = parts.filter((part) => part.kind !== 'plan');
  if (contents.length === 0) throw new Misuse('sweep.json alone holds no trials: open its shards with it');
  const shards = contents.filter((part) => part.kind === 'trials');
  if (shards.length === 0 && contents.length === 1) return contents[0]!;
  if (shards.length < contents.length)
    throw new Misuse('several files must be shards of one sweep; open others one by one');
  const success = shards.find((part) => part.success !== undefined)?.success;
  return {
    kind: 'trials',
    name: shards.map(({ name }) => name).join(', '),
    trials: together(shards),
    ...(success !== undefined && { success }),
    ...(plan && { plan }),
  };
}

async function readPart(file: File): Promise<Part> {
  const { name } = file;
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (String.fromCharCode(...head) === 'PAR1')
    return { kind: 'trials', name, trials: await readParquet(file) };
  const text = await textOf(file, head[0] === 0x1f && head[1] === 0x8b);
  const start = text.slice(0, 200).trimStart();
  if (start === '') throw new Misuse(`${name} is empty`);
  if (/[\0\uFFFD]/.test(start)) throw new Misuse(`${name} is no result of twolayer: its bytes are not text`);
  if (start.startsWith('<')) return reportOf(text, name);
  if (start.startsWith('{')) return jsonPart(text, name);
  return { kind: 'trials', name, trials: readTrialTable(readCsv(text, name), name) };
}

function reportOf(text: string, name: string): Part {
  const { csv, experiment, success } = readReport(text, name);
  const trials = readTrialTable(readCsv(csv, `${name}: trials.csv`), `${name}: trials.csv`);
  return {
    kind: 'trials',
    name,
    trials: { ...trials, ...(experiment !== undefined && { experiment }) },
    ...(success !== undefined && { success }),
  };
}

/** One object, or one a line. */
function jsonPart(text: string, name: string): Part {
  const whole = jsonOf(text);
  const value = whole ?? jsonOf(text.slice(0, Math.max(0, text.indexOf('\n'))));
  if (has(value, 'hit') || value === undefined)
    return { kind: 'trials', name, trials: readLines(text, name) };
  if (has(value, 'findings')) return { kind: 'verdicts', name, verdicts: verdictsOf(text, name) };
  if (whole === undefined)
    throw new Misuse(
      `${name} holds several objects that are neither trials nor verdicts; open records one by one`,
    );
  if (has(value, 'verdicts')) {
    const check = readRecordedCheck(value, name);
    return { kind: 'verdicts', name, verdicts: check.verdicts, check };
  }
  if (has(value, 'sweep')) return { kind: 'plan', name, plan: planOfSweepJson(value, name) };
  return { kind: 'record', name, record: readTrialRecord(value, name) };
}

function verdictsOf(text: string, name: string): Verdict[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line, i) => readVerdict(jsonOf(line), `${name}: line ${i + 1}`));
}

const has = (value: unknown, key: string) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a file, unpacked where it is gzip, never more of it than the page reads. */
async function textOf(file: File, isPacked: boolean): Promise<string> {
  const bytes = file.stream();
  const stream = isPacked ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  const reader = stream.getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      size += chunk.value.length;
      if (size > MOST_BYTES) throw tooLarge(`${file.name}, unpacked,`);
      parts.push(decoder.decode(chunk.value, { stream: true }));
    }
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(`${file.name} cannot be read${isPacked ? ': its gzip is damaged' : ''}`);
  }
  return parts.join('') + decoder.decode();
}

/** Parquet is read by a library of its own, loaded when it is needed. */
async function readParquet(file: File): Promise<OpenedTrials> {
  const { parquetMetadataAsync, parquetRead, parquetSchema } = await import('hyparquet');
  const bytes = await file.arrayBuffer();
  try {
    const metadata = await parquetMetadataAsync(bytes);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    let rows: unknown[][] = [];
    await parquetRead({
      file: bytes,
      metadata,
      onComplete: (all) => {
        rows = all;
      },
    });
    return readTrialTable({ columns, rows: rows.map((row) => row.map(entryOf)) }, file.name);
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(
      `${file.name} cannot be read as Parquet: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function entryOf(value: unknown) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
