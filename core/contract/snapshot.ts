/**
 * The contract as plain JSON: what the committed `contract.snapshot.json` holds, so that a change to the process
 * boundary is seen in review and never happens by accident.
 */
import { COMMON_ERRORS, events, procedures } from './contract.ts';
import { type Procedure, z } from './define.ts';
import * as parts from './schemas.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Schemas by name, each kept once: what several calls share stands in the snapshot once, too. */
function schemaBook(io: 'input' | 'output') {
  const registry = z.registry<{ id: string }>();
  /** Adds a schema under a name, or answers the name that it already has. */
  function nameOf(schema: z.ZodType, name: string): string {
    const known = registry.get(schema)?.id;
    if (known !== undefined) return known;
    registry.add(schema, { id: name });
    return name;
  }
  for (const [name, part] of Object.entries(parts)) if (part instanceof z.ZodType) nameOf(part, name);
  /** All schemas as JSON Schema; `z.custom` values are typed but not described: "anything". */
  function toJson(): Json {
    const { schemas } = z.toJSONSchema(registry, { io, unrepresentable: 'any', uri: (id) => id });
    return Object.fromEntries(
      sorted(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema as Json]),
    );
  }
  return { nameOf, toJson };
}

/** Every procedure and event with its schemas, effects and error codes, in alphabetical order. */
export function contractSnapshot() {
  const requests = schemaBook('input');
  const responses = schemaBook('output');
  return {
    commonErrors: [...COMMON_ERRORS],
    procedures: Object.fromEntries(
      sorted<Procedure>(procedures).map(([name, procedure]) => [
        name,
        {
          answeredBy: procedure.answeredBy,
          effect: procedure.effect,
          errors: [...procedure.errors],
          request: requests.nameOf(procedure.request, `${name} request`),
          response: responses.nameOf(procedure.response, `${name} response`),
        },
      ]),
    ),
    events: Object.fromEntries(
      sorted<z.ZodType>(events).map(([name, schema]) => [name, responses.nameOf(schema, `${name} event`)]),
    ),
    requestSchemas: requests.toJson(),
    responseSchemas: responses.toJson(),
  };
}

/** The snapshot as the file holds it. */
export function contractSnapshotText(): string {
  return `${JSON.stringify(contractSnapshot(), null, 2)}\n`;
}
