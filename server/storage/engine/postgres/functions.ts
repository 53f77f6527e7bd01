/** Functions and operators of SQLite that PostgreSQL lacks, in the schema `dossier` and in its own language; made anew at every start, so a newer release brings its own. */

/** Between texts; PostgreSQL has no way to make one anew. */
const operator = (sign: string, right: 'text' | 'integer', call: string): string => `DO $$ BEGIN
  CREATE OPERATOR dossier.${sign} (LEFTARG = text, RIGHTARG = ${right}, FUNCTION = dossier.${call});
EXCEPTION WHEN duplicate_function THEN NULL; END $$;`;

/** Bodies are as SQLite documents them: a missing path is null, text in JSON comes without its quotes, truth is 1 and 0. */
export const FUNCTIONS = `
CREATE SCHEMA IF NOT EXISTS dossier;
CREATE OR REPLACE FUNCTION dossier.json_plain(value json) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE json_typeof(value) WHEN 'string' THEN value #>> '{}' WHEN 'null' THEN NULL WHEN 'boolean' THEN CASE value::text WHEN 'true' THEN '1' ELSE '0' END ELSE value::text END
$$;
CREATE OR REPLACE FUNCTION dossier.json_path(path text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN path NOT LIKE '$%' THEN ARRAY[path] ELSE coalesce((SELECT array_agg(coalesce(part[1], part[2], part[3])) FROM regexp_matches(path, '\\."([^"]*)"|\\.([^.\\["]+)|\\[(\\d+)\\]', 'g') AS part), '{}') END
$$;
CREATE OR REPLACE FUNCTION dossier.json_at(doc text, path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT dossier.json_plain(doc::json #> dossier.json_path(path)) $$;
CREATE OR REPLACE FUNCTION dossier.json_part(doc text, path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT (doc::json #> dossier.json_path(path))::text $$;
CREATE OR REPLACE FUNCTION dossier.json_extract(doc text, path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT dossier.json_at(doc, path) $$;
CREATE OR REPLACE FUNCTION dossier.json_each(doc text) RETURNS TABLE (key text, value text, type text) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 100 AS $$
BEGIN
  IF doc IS NULL THEN RETURN;
  ELSIF json_typeof(doc::json) = 'array' THEN RETURN QUERY SELECT (place - 1)::text, dossier.json_plain(item), json_typeof(item) FROM json_array_elements(doc::json) WITH ORDINALITY AS all_items (item, place);
  ELSIF json_typeof(doc::json) = 'object' THEN RETURN QUERY SELECT each_one.key, dossier.json_plain(each_one.value), json_typeof(each_one.value) FROM json_each(doc::json) AS each_one;
  ELSE RETURN QUERY SELECT NULL::text, dossier.json_plain(doc::json), json_typeof(doc::json);
  END IF;
END $$;
CREATE OR REPLACE FUNCTION dossier.json_each(doc text, path text) RETURNS TABLE (key text, value text, type text) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100 AS $$
  SELECT * FROM dossier.json_each((doc::json #> dossier.json_path(path))::text)
$$;
CREATE OR REPLACE FUNCTION dossier.json_numbers(doc text) RETURNS TABLE (key bigint, value bigint) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 100 AS $$
  SELECT place - 1, item::text::bigint FROM json_array_elements(doc::json) WITH ORDINALITY AS all_items (item, place)
$$;
CREATE OR REPLACE FUNCTION dossier.json(doc text) RETURNS json LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT doc::json $$;
CREATE OR REPLACE FUNCTION dossier.instr(whole text, part text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT strpos(whole, part)::bigint $$;
CREATE OR REPLACE FUNCTION dossier.unixepoch(moment text, precisely text DEFAULT '') RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (CASE WHEN moment = 'subsec' OR precisely = 'subsec' THEN seconds ELSE floor(seconds) END)::double precision FROM extract(epoch FROM CASE WHEN moment IN ('subsec', 'now') THEN clock_timestamp() ELSE moment::timestamptz END) AS seconds
$$;
CREATE OR REPLACE FUNCTION dossier.largest(a anycompatible, b anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE greatest(a, b) END $$;
CREATE OR REPLACE FUNCTION dossier.smallest(a anycompatible, b anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE least(a, b) END $$;
CREATE OR REPLACE FUNCTION dossier.largest(a anycompatible, b anycompatible, c anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT dossier.largest(dossier.largest(a, b), c) $$;
CREATE OR REPLACE FUNCTION dossier.smallest(a anycompatible, b anycompatible, c anycompatible) RETURNS anycompatible LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT dossier.smallest(dossier.smallest(a, b), c) $$;
CREATE OR REPLACE FUNCTION dossier.add_truth(so_far bigint, next boolean) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE WHEN next IS NULL THEN so_far ELSE coalesce(so_far, 0) + next::int END $$;
CREATE OR REPLACE AGGREGATE dossier.sum(boolean) (SFUNC = dossier.add_truth, STYPE = bigint);
CREATE OR REPLACE FUNCTION dossier.length(bytes bytea) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT octet_length(bytes) $$;
CREATE OR REPLACE FUNCTION dossier.json_at(doc text, place integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT dossier.json_plain(doc::json -> place) $$;
CREATE OR REPLACE FUNCTION dossier.json_part(doc text, place integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT (doc::json -> place)::text $$;
CREATE OR REPLACE FUNCTION dossier.json_set(doc text, path text, value json) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT jsonb_set(doc::jsonb, dossier.json_path(path), value::jsonb)::text $$;
CREATE OR REPLACE FUNCTION dossier.json_set(doc text, path text, value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT jsonb_set(doc::jsonb, dossier.json_path(path), to_jsonb(value))::text $$;
CREATE OR REPLACE FUNCTION dossier.is_like(whole text, pattern text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT whole ~ ('^' || replace(replace(regexp_replace(pattern, '([.^$+(){}|\\\\])', '\\\\\\1', 'g'), '*', '.*'), '?', '.') || '$')
$$;
CREATE OR REPLACE FUNCTION dossier.larger_truth(a boolean, b boolean) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT a OR b $$;
CREATE OR REPLACE AGGREGATE dossier.max(boolean) (SFUNC = dossier.larger_truth, STYPE = boolean);
${operator('~%', 'text', 'is_like')}
${operator('->>', 'integer', 'json_at')}
${operator('->', 'integer', 'json_part')}
${operator('->>', 'text', 'json_at')}
${operator('->', 'text', 'json_part')}
`;
