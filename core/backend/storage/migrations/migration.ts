/** One step of the project file's format. Once released it is never changed. */
export interface Migration {
  /** The `user_version` after it; consecutive from 1. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
