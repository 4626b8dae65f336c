/** A piece of prose. */
export type Piece =
  | { readonly kind: 'text' | 'emphasis' | 'code'; readonly text: string }
  | { readonly kind: 'formula'; readonly tex: string; readonly display: boolean }
  /** A term of the glossary, in the words of the sentence. */
  | { readonly kind: 'term'; readonly term: string; readonly text: string }
  /** Elsewhere in the page. */
  | { readonly kind: 'link'; readonly address: string; readonly text: string };

const mark = /\$\$(.+?)\$\$|\$(.+?)\$|\[([^\]|]+?)(?:\|([^\]]+?))?\]|\*(.+?)\*|`(.+?)`/g;

/**
 * Reads prose: `$…$` is a formula in TeX (`$$…$$` on a line of its own), `[margin]` or `[margins|margin]` a term of
 * the glossary, `[words|?tab=…]` a link within the page, `*…*` emphasis, and `` `…` `` a name in the code.
 */
export function piecesOf(prose: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of prose.matchAll(mark)) {
    if (match.index > end) pieces.push({ kind: 'text', text: prose.slice(end, match.index) });
    pieces.push(pieceOf(match));
    end = match.index + match[0].length;
  }
  if (end < prose.length) pieces.push({ kind: 'text', text: prose.slice(end) });
  return pieces;
}

function pieceOf([, display, inline, words, term, emphasis, code]: RegExpMatchArray): Piece {
  if (display !== undefined) return { kind: 'formula', tex: display, display: true };
  if (inline !== undefined) return { kind: 'formula', tex: inline, display: false };
  if (words !== undefined && term?.startsWith('?')) return { kind: 'link', address: term, text: words };
  if (words !== undefined) return { kind: 'term', term: term ?? words, text: words };
  return emphasis === undefined ? { kind: 'code', text: code! } : { kind: 'emphasis', text: emphasis };
}
