/**
 * `node build/client.mjs`: the types of the HTTP interface, `model/client.ts`, out of the description that the server itself gives. Run it when a route changes;
 * `test/server/client.test.ts` says when it was forgotten. The calls themselves are `components/client.ts`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head'];

/** The description of a server without a port over an empty folder. */
export async function describe() {
  const { register } = await import('tsx/esm/api');
  const unregister = register();
  const load = (path) => import(new URL(`../server/${path}`, import.meta.url).href);
  const [{ createDossier }, { readConfig }, { openStorage }, { systemClock, systemRandom }] = await Promise.all([load('app.ts'), load('config.ts'), load('storage/open.ts'), load('clock.ts')]);
  const folder = mkdtempSync(join(tmpdir(), 'dossier-client-'));
  try {
    const config = readConfig({ DOSSIER_DATA: folder, DOSSIER_JWT_SECRET: 'nobody signs anything with this secret' }, 'serve');
    const storage = await openStorage({ folder, clock: systemClock });
    const dossier = createDossier({ config, storage, clock: systemClock, random: systemRandom, log: { info() {}, warn() {}, error() {} } });
    await dossier.start();
    const answer = await dossier.app.request('/api/openapi.json', { headers: { 'accept-encoding': 'identity' } });
    const document = await answer.json();
    await dossier.stop();
    await storage.close();
    return document;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await unregister();
  }
}

const name = (text) => (/^[A-Za-z_$][\w$]*$/.test(text) ? text : JSON.stringify(text));
const union = (types) => { const all = [...new Set(types)]; return all.includes('unknown') ? 'unknown' : all.length === 1 ? all[0] : all.map((each) => (/^(readonly |.* & )/.test(each) ? `(${each})` : each)).join(' | '); };
const listOf = (type) => `readonly ${/[|&]/.test(type) || type.startsWith('readonly ') ? `(${type})` : type}[]`;

/** A JSON schema, as zod's descriptions use it, as a TypeScript type. */
export function typeOf(schema) {
  if (schema === undefined || schema === true || Object.keys(schema).length === 0) return 'unknown';
  if (schema.$ref) return `Schemas[${JSON.stringify(schema.$ref.split('/').at(-1))}]`;
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return union(several.map(typeOf));
  if (schema.allOf) return schema.allOf.map(typeOf).join(' & ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((each) => JSON.stringify(each)));
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })));
  switch (schema.type) {
    case 'string': return 'string';
    case 'number': case 'integer': return 'number';
    case 'boolean': return 'boolean';
    case 'null': return 'null';
    case 'array': return schema.prefixItems ? `readonly [${schema.prefixItems.map(typeOf).join(', ')}]` : listOf(typeOf(schema.items));
    case 'object': return objectOf(schema);
    default: return 'unknown';
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }) {
  const entries = Object.entries(properties).map(([key, value]) => `readonly ${name(key)}${required.includes(key) ? '' : '?'}: ${typeOf(value)}`);
  const others = additionalProperties && typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0 ? typeOf(additionalProperties) : null;
  if (entries.length === 0) return `Readonly<Record<string, ${others ?? 'unknown'}>>`;
  const own = `{ ${entries.join('; ')} }`;
  return others !== null || additionalProperties === true ? `${own} & Readonly<Record<string, ${others ?? 'unknown'}>>` : own;
}

const contentOf = (part) => part?.content?.['application/json']?.schema;
const parameters = (all, where) => all.filter((each) => each.in === where);

function callOf(path, { parameters: own = [], requestBody, responses }) {
  const group = (where) => {
    const given = parameters(own, where);
    if (given.length === 0) return 'undefined';
    return `{ ${given.map((each) => `readonly ${name(each.name)}${each.required ? '' : '?'}: ${typeOf(each.schema)}`).join('; ')} }`;
  };
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const answers = union(good.map(([, response]) => (response.content ? (contentOf(response) ? typeOf(contentOf(response)) : 'Response') : 'null')));
  const body = requestBody ? (contentOf(requestBody) ? typeOf(contentOf(requestBody)) : 'BodyInit') : 'undefined';
  return `{ readonly params: ${group('path')}; readonly query: ${group('query')}; readonly body: ${body}; readonly answer: ${answers === '' ? 'null' : answers} }`;
}

/** The whole file. */
export function clientOf({ paths, components = {} }) {
  const schemas = Object.entries(components.schemas ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, schema]) => `  readonly ${name(key)}: ${typeOf(schema)};`);
  const calls = Object.entries(paths).flatMap(([path, methods]) => METHODS.filter((method) => methods[method]).map((method) => {
    const told = methods[method];
    return [`${method.toUpperCase()} ${path}`, `  /** ${String(told.summary ?? '').replaceAll('*/', '* /')}. */\n  readonly '${method.toUpperCase()} ${path}': ${callOf(path, told)};`];
  })).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return `/** The HTTP interface as types. Made by build/client.mjs out of the server's own description; what is written here by hand is lost. */

/** Bodies that are no JSON. */
type BodyInit = unknown;
/** Answers that are no JSON. */
type Response = unknown;

export interface Schemas {
${schemas.join('\n')}
}

/** Every call: what its path, query and body take, and what a good answer holds. */
export interface Calls {
${calls.join('\n')}
}

/** \`GET /api/archives/{id}\` and all the others. */
export type Call = keyof Calls;
export type Answer<C extends Call> = Calls[C]['answer'];
export type Method = Call extends infer C ? (C extends \`\${infer M} \${string}\` ? M : never) : never;
`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(fileURLToPath(new URL('../model/client.ts', import.meta.url)), clientOf(await describe()));
}
