import { type Theme, toSvg } from '../../src/index.ts';

/** A figure to be drawn, and what became of it. */
export interface Drawing {
  readonly id: number;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly theme: Theme;
}

export type Drawn = { readonly id: number } & ({ readonly svg: string } | { readonly error: string });

self.onmessage = async ({ data: { id, spec, theme } }: MessageEvent<Drawing>) => {
  const drawn: Drawn = await toSvg(spec, theme).then(
    (svg) => ({ id, svg }),
    (error: unknown) => ({ id, error: error instanceof Error ? error.message : String(error) }),
  );
  postMessage(drawn);
};
