import type { EventEmitter } from 'node:events';

/**
 * Members of a fake that are wrong: those that the real thing does not have, and those of another type. Members
 * of event emitters are left out (their overloads cannot be compared), and so are `Nested` ones, which are fakes
 * of their own and checked by themselves.
 *
 * `satisfies` would not do: it does not see surplus members of anything but a literal.
 */
export type Mistakes<Fake, Real, Nested extends keyof Real = never> =
  | Exclude<keyof Fake, keyof Real>
  | WrongMembers<Fake, Real, Exclude<keyof Fake & keyof Real, keyof EventEmitter | Nested>>;

type WrongMembers<Fake, Real, Names extends keyof Fake & keyof Real> = {
  [Name in Names]: Fake[Name] extends Real[Name] ? never : Name;
}[Names];
