export { type Config, readConfig } from './cli/config.ts';
export { renderFigure } from './cli/render-figure.ts';
export * from './index.ts';
