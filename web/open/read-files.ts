import type { FileMetaData } from 'hyparquet';
import {
  entryOf,
  jsonOf,
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

/** Takes bytes off what all files together may have. @throws Misuse when there are no more */
type Take = (bytes: number) => void;

function takeUpTo(most: number, name: string): Take {
  let taken = 0;
  return (bytes) => {
    taken += bytes;
    if (taken <= most) return;
    throw new Misuse(
      `${name} is larger than the ${most / 1e6} MB that this page reads; npx twolayer export and report take any size`,
    );
  };
}

/**
 * Reads one file, or several that are of one sweep: shards, and sweep.json beside them.
 *
 * @param most bytes that all files together may have, as they are and unpacked
 * @throws Misuse with a sentence that names the file and what is wrong with it
 */
export async function readFiles(files: readonly File[], most = MOST_BYTES): Promise<Content> {
  const whole = files.length === 1 ? files[0]!.name : 'all this';
  takeUpTo(most, whole)(files.reduce((sum, { size }) => sum + size, 0));
  const take = takeUpTo(most, `${whole}, unpacked,`);
  const parts: Part[] = [];
  for (const file of files) parts.push(await readPart(file, take));
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

async function readPart(file: File, take: Take): Promise<Part> {
  const { name } = file;
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (String.fromCharCode(...head) === 'PAR1')
    return { kind: 'trials', name, trials: await readParquet(file, take) };
  const text = await textOf(file, head[0] === 0x1f && head[1] === 0x8b, take);
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

/** The text of a file, unpacked where it is gzip, never more of it than the page reads. */
async function textOf(file: File, isPacked: boolean, take: Take): Promise<string> {
  const bytes = file.stream();
  const stream = isPacked ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;
  const decoder = new TextDecoder();
  const parts: string[] = [];
  const reader = stream.getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      take(chunk.value.length);
      parts.push(decoder.decode(chunk.value, { stream: true }));
    }
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(`${file.name} cannot be read${isPacked ? ': its gzip is damaged' : ''}`);
  }
  return parts.join('') + decoder.decode();
}

/** What its columns have unpacked, as the file says itself; repeated values may take no room there, but do in a table. */
function unpackedSize({ row_groups: groups, num_rows: rows, schema }: FileMetaData): number {
  const columns = groups.flatMap((group) => group.columns);
  const sizes = columns.map(({ meta_data: data }) => Number(data?.total_uncompressed_size ?? 0));
  return Math.max(
    sizes.reduce((sum, size) => sum + size, 0),
    Number(rows) * schema.length,
  );
}

/** Parquet is read by a library of its own, loaded when it is needed. */
async function readParquet(file: File, take: Take): Promise<OpenedTrials> {
  const { parquetMetadataAsync, parquetRead, parquetSchema } = await import('hyparquet');
  const bytes = await file.arrayBuffer();
  try {
    const metadata = await parquetMetadataAsync(bytes);
    take(unpackedSize(metadata));
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    let rows: unknown[][] = [];
    await parquetRead({
      file: bytes,
      metadata,
      onComplete: (all) => {
        rows = all;
      },
    });
    return readTrialTable(
      { columns, rows: rows.map((row) => row.map((value) => entryOf(plain(value)))) },
      file.name,
    );
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(
      `${file.name} cannot be read as Parquet: ${error instanceof Error ? error.message : error}`,
    );
  }
}

const plain = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
