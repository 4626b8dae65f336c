/** Longer than a browser takes to begin with a file; a URL revoked at once can lose it. */
const KEPT_MS = 60_000;

/** Puts a file into the folder for downloads. */
export function download(file: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement('a'), { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
