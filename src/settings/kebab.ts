/** `inputDim` → `input-dim`: a key as a flag. */
export const kebab = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
