/** The caller asked for something that is not allowed; the message is one clear sentence. Exit code 2. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}
