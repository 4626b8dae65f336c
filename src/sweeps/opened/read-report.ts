import { Misuse } from '../../settings/misuse.ts';

/** The data that a report carries: its table of trials, what it is of and when a trial has succeeded. */
export interface ReportData {
  readonly csv: string;
  readonly experiment?: string;
  readonly success?: string;
}

const LINK = /<a download="trials\.csv" href="data:text\/csv;charset=utf-8;base64,([A-Za-z0-9+/=]*)"/;
const SUMMARY = /<h1>[^<]*<\/h1>\s*<p>([^<]*)<\/p>/;

/**
 * Takes the data out of the page of `twolayer report`; the page itself is never made into one.
 *
 * @param name of the file, for the error
 * @throws Misuse when it carries no table of trials
 */
export function readReport(html: string, name: string): ReportData {
  const found = LINK.exec(html);
  if (!found) {
    const why = html.includes('twolayer export')
      ? 'it carries no trials.csv, as its sweep was too large for it: open the shards or an export instead'
      : 'it carries no trials.csv';
    throw new Misuse(`${name} is not a report with its data: ${why}`);
  }
  const bytes = Uint8Array.from(atob(found[1]!), (character) => character.charCodeAt(0));
  const [, experiment, success] = /^(\S+) until (.*): [\d,]+ planned = /.exec(summaryOf(html)) ?? [];
  return {
    csv: new TextDecoder().decode(bytes),
    ...(experiment !== undefined && { experiment }),
    ...(success !== undefined && { success }),
  };
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

const summaryOf = (html: string) =>
  (SUMMARY.exec(html)?.[1] ?? '').replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]!);
