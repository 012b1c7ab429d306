import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { events, procedures } from './contract.ts';
import { contractSnapshot, contractSnapshotText } from './snapshot.ts';

it('is what contract.snapshot.json says; after an intended change run `npm run contract:write`', () => {
  const committed = readFileSync(new URL('contract.snapshot.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(contractSnapshot());
  expect(committed).toBe(contractSnapshotText());
});

it('holds every procedure and event, and the schemas that they name', () => {
  const snapshot = contractSnapshot();
  expect(Object.keys(snapshot.procedures).sort()).toEqual(Object.keys(procedures).sort());
  expect(Object.keys(snapshot.events).sort()).toEqual(Object.keys(events).sort());
  for (const { request, response } of Object.values(snapshot.procedures)) {
    expect(snapshot.requestSchemas).toHaveProperty([request]);
    expect(snapshot.responseSchemas).toHaveProperty([response]);
  }
});

it('names procedures noun.verb, events noun.past-tense and errors noun.reason', () => {
  const names = Object.keys({ ...procedures, ...events });
  const errors = Object.values(procedures).flatMap((procedure) => [...procedure.errors]);
  for (const name of [...names, ...errors]) expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
});
