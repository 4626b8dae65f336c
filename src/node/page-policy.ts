/**
 * What the page may do (Content-Security-Policy): scripts, styles, workers and data of its own folder only, no inline
 * ones; WebAssembly is compiled, text is never evaluated. The build writes it into the page, the server into a header,
 * which alone reaches the workers.
 */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
