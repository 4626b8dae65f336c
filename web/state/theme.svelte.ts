import { type Palette, palettes, type Theme } from '../../src/index.ts';

const kebab = (word: string) => word.replace(/[A-Z0-9]+/g, (part) => `-${part.toLowerCase()}`);

/** The theme in force: the user's choice, else the system's. */
class ThemeChoice {
  #system = $state<Theme>('light');
  chosen = $state<Theme>();

  constructor() {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    this.#system = dark.matches ? 'dark' : 'light';
    dark.addEventListener('change', ({ matches }) => {
      this.#system = matches ? 'dark' : 'light';
    });
  }

  get name(): Theme {
    return this.chosen ?? this.#system;
  }

  get palette(): Palette {
    return palettes[this.name];
  }

  /** The palette as custom properties, `--minus-mu-1` for `minusMu1`, for style sheets. */
  paint(): void {
    const { style, dataset } = document.documentElement;
    dataset.theme = this.name;
    style.colorScheme = this.name;
    for (const [meaning, color] of Object.entries(this.palette)) {
      style.setProperty(`--${kebab(meaning)}`, color);
    }
  }
}

export const theme = new ThemeChoice();
