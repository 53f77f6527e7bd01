/** Holds a schema and a type of `model/api.ts` equal at compile time. No code runs here. */
import type { z } from '@hono/zod-openapi';
import type { ArchiveId, DepartmentId, DocName, ExternalKey, GrantId, PersonId, RowId } from '../../model/ids.ts';

type Branded = ArchiveId | DepartmentId | DocName | ExternalKey | GrantId | PersonId | RowId;

/** The type as JSON carries it: ids are strings, objects are writable, arrays are not. */
export type Plain<T> = T extends Branded ? string
  : T extends readonly (infer Item)[] ? readonly Plain<Item>[]
  : T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> }
  : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : [A] extends [B] ? ([B] extends [A] ? SameKeys<A, B> : false) : false;
/** Optional keys are invisible to assignability, so the keys are compared by themselves. */
type SameKeys<A, B> = [AllKeys<A>] extends [AllKeys<B>] ? ([AllKeys<B>] extends [AllKeys<A>] ? true : false) : false;
type AllKeys<T> = T extends unknown ? keyof T : never;

/** `of<Me>()(schema)`: the schema itself, or a compile error when it says something else than the type. */
export const of = <T>() => <Schema extends z.ZodType>(schema: Same<z.output<Schema>, Plain<T>> extends true ? Schema : { readonly differs: Plain<T>; readonly schema: z.output<Schema> }): Schema =>
  schema as Schema;
