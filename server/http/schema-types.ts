/** Holds a schema and a type of `model/api.ts` equal at compile time. No code runs here. */
import type { z } from '@hono/zod-openapi';
import type { ArchiveId, CorrectionId, DepartmentId, DocName, ExternalKey, GlassId, GrantId, HoldId, PersonId, RowId, WallId } from '../../model/ids.ts';

type Branded = ArchiveId | CorrectionId | DepartmentId | DocName | ExternalKey | GlassId | GrantId | HoldId | PersonId | RowId | WallId;

/** The type as JSON carries it: ids are strings, objects are writable, arrays are not. */
export type Plain<T> = T extends Branded ? string
  : T extends readonly (infer Item)[] ? readonly Plain<Item>[]
  : T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> }
  : T;

/** An optional property as a property of its own kind: assignability alone would not see that one is missing. */
type Shape<T> = T extends string | number | boolean | null | undefined ? T
  : T extends readonly (infer Item)[] ? readonly Shape<Item>[]
  : T extends object ? { [Key in keyof T]-?: undefined extends T[Key] ? { readonly optional: Shape<Exclude<T[Key], undefined>> } : Shape<T[Key]> }
  : T;

type Same<A, B> = [Shape<A>] extends [Shape<B>] ? ([Shape<B>] extends [Shape<A>] ? true : false) : false;

/** `of<Me>()(schema)`: the schema itself, or a compile error when it says something else than the type. */
export const of = <T>() => <Schema extends z.ZodType>(schema: Same<z.output<Schema>, Plain<T>> extends true ? Schema : { readonly differs: Plain<T>; readonly schema: z.output<Schema> }): Schema =>
  schema as Schema;
