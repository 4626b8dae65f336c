/** What claims are about, by the letter of their ids. */
export interface Paper {
  readonly letter: string;
  readonly title: string;
  readonly authors?: string;
  readonly link?: string;
}

const known: readonly Paper[] = [
  {
    letter: 'A',
    title: 'SGD Finds then Tunes Features in Two-Layer Neural Networks with near-Optimal Sample Complexity',
    authors: 'Margalit Glasgow',
    link: 'https://arxiv.org/abs/2309.15111',
  },
  {
    letter: 'B',
    title: 'Feature selection and low test error in shallow low-rotation ReLU networks',
    authors: 'Matus Telgarsky',
    link: 'https://arxiv.org/abs/2208.02789',
  },
  {
    letter: 'C',
    title: 'How Two-Layer Neural Networks Learn, One (Giant) Step at a Time',
    authors: 'Dandi, Krzakala, Loureiro, Pesce, Stephan',
    link: 'https://arxiv.org/abs/2305.18270',
  },
  { letter: 'E', title: 'The instruments of this laboratory' },
];

const letterOf = (id: string) => id.replace(/\d+$/, '');

/** Claims under the paper they are of, in their order. */
export function byPaper<Item extends { readonly id: string }>(
  items: readonly Item[],
): { readonly paper: Paper; readonly items: readonly Item[] }[] {
  const letters = [...new Set(items.map(({ id }) => letterOf(id)))];
  return letters.map((letter) => ({
    paper: known.find((paper) => paper.letter === letter) ?? { letter, title: 'Others' },
    items: items.filter(({ id }) => letterOf(id) === letter),
  }));
}
