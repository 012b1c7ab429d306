/** Thrown inside a job to undo what it did, where the reason is expected; the message is for the user. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}
