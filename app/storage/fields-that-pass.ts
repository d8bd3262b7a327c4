import * as v from 'valibot';

/** What of an object passes. */
type Passed<Fields extends Readonly<Record<string, v.GenericSchema>>> = {
  [Name in keyof Fields]?: v.InferOutput<Fields[Name]>;
};

/**
 * Reads an object field by field: what does not pass is left out, and costs the others nothing. Another version may have
 * written it.
 */
export function fieldsThatPass<Fields extends Readonly<Record<string, v.GenericSchema>>>(
  fields: Fields,
  stored: unknown,
): Passed<Fields> {
  if (typeof stored !== 'object' || stored === null) return {};
  const found: Passed<Fields> = {};
  for (const name in fields) {
    const schema = fields[name];
    if (!schema || !Object.hasOwn(stored, name)) continue;
    const parsed = v.safeParse(schema, (stored as Readonly<Record<string, unknown>>)[name]);
    if (parsed.success) found[name] = parsed.output;
  }
  return found;
}
