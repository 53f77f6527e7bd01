/** What an analysis answers: a few kinds of parts, so that one element draws any of them and each picture has its table. Types alone; which analyses there are is in `table.ts`. */
import type { ArchiveId } from '../ids.ts';
import type { Language } from '../labels.ts';
import type { Condition } from '../register/query.ts';
import type { AnalysisChoice, AnalysisCode, AnalysisId } from './table.ts';

/** Figures are plain numbers: money in whole units of its currency (`12.5`), `percent` as a share of one (`0.25`), `days` and `years` as such. */
export type Unit =
  | { readonly kind: 'count' } | { readonly kind: 'number' } | { readonly kind: 'percent' } | { readonly kind: 'days' } | { readonly kind: 'years' }
  | { readonly kind: 'money'; readonly currency: string };

/** The archives behind a figure, as conditions of the register (`POST /api/archives/query {where}`), the question's own among them. */
export type Behind = readonly Condition[];
/** Who is behind a figure: `where` it is what the register can say; else `customers`, how many (null: counted when somebody asks), listed by `POST /api/analysis/{id}/customers`. Neither: a figure of no customers. */
export interface Figure { readonly where?: Behind; readonly customers?: number | null }
/** A figure as it is named there: `row` is the key of a bar, a point, a mark, a tile or a row; of a cell `row/column`. */
export interface FigureName { readonly part: string; readonly row: string }

interface PartBase {
  /** The same in every answer of this analysis. */
  readonly key: string;
  /** In the language that was asked for, as is every `label`. */
  readonly title: string;
  /** How it is counted, or what is left out. */
  readonly note?: string;
}

export interface Bar extends Figure { readonly key: string; readonly label: string; readonly value: number; readonly share?: number }
/** `order`: as they come (ages, months) or biggest first. */
export interface BarsPart extends PartBase { readonly kind: 'bars'; readonly unit: Unit; readonly order: 'natural' | 'biggest'; readonly bars: readonly Bar[] }

export interface Series { readonly key: string; readonly label: string; /** In the order of `x`; null: nothing is known there, the line stops. */ readonly values: readonly (number | null)[]; /** Drawn thinner: a mean, a forecast. */ readonly faint?: boolean }
export interface Point extends Figure { readonly key: string; readonly label: string }
export interface LinePart extends PartBase { readonly kind: 'line'; readonly unit: Unit; readonly x: readonly Point[]; readonly series: readonly Series[] }

export interface Mark extends Figure { readonly key: string; readonly x: number; readonly y: number; readonly label: string }
/** Shares of one, both ways: the first `x` of the customers have `y` of the sales. Rises; begins at 0, 0 and ends at 1, 1. */
export interface CurvePart extends PartBase {
  readonly kind: 'curve'; readonly xLabel: string; readonly yLabel: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Places on the curve worth naming: where class A ends. */
  readonly marks: readonly Mark[];
}

export interface GridCell extends Figure { readonly value: number; /** Said beside the value: a segment. */ readonly label?: string }
/** `cells` by row, then by column; null: nothing there. */
export interface GridPart extends PartBase {
  readonly kind: 'grid'; readonly unit: Unit; readonly xLabel: string; readonly yLabel: string;
  readonly columns: readonly { readonly key: string; readonly label: string }[]; readonly rows: readonly { readonly key: string; readonly label: string }[];
  readonly cells: readonly (readonly (GridCell | null)[])[];
}

/** `unit` null: text. */
export interface TableColumn { readonly key: string; readonly label: string; readonly unit: Unit | null }
export interface TableRow extends Figure { readonly key: string; readonly cells: readonly (string | number | null)[]; /** The row is one customer. */ readonly archive?: ArchiveId }
export interface TablePart extends PartBase { readonly kind: 'table'; readonly columns: readonly TableColumn[]; readonly rows: readonly TableRow[]; /** Rows that are not answered; 0: all are here. */ readonly more: number }

/** `before`: the same figure of what it is compared with. */
export interface Tile extends Figure { readonly key: string; readonly label: string; readonly value: number | string | null; readonly unit: Unit | null; readonly before?: number | null }
export interface TilesPart extends PartBase { readonly kind: 'tiles'; readonly tiles: readonly Tile[] }

export interface TextPart extends PartBase { readonly kind: 'text'; readonly paragraphs: readonly string[] }

export type Part = BarsPart | LinePart | CurvePart | GridPart | TablePart | TilesPart | TextPart;
export type PartKind = Part['kind'];

export interface Analysis {
  readonly id: AnalysisId;
  readonly code: AnalysisCode;
  readonly title: string;
  readonly language: Language;
  /** When it was computed, ISO 8601. */
  readonly at: string;
  /** What was counted: archives that the asker may read and that the question's conditions leave; days from and to, both included, of what has a date; null: from the beginning. */
  readonly of: { readonly archives: number; readonly from: string | null; readonly to: string; readonly currency: string };
  /** At least one. Empty parts are answered too, so that the page can say that there is nothing yet. */
  readonly parts: readonly Part[];
  /** Other currencies and undated rows that are left out, by sentence. */
  readonly notes: readonly string[];
}

/** One line of `GET /api/analysis`: those that the asker may ask. */
export interface AnalysisLine { readonly id: AnalysisId; readonly code: AnalysisCode; readonly title: string; readonly about: string; readonly asks: readonly AnalysisChoice[] }

export const PERIODS = ['month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];
export interface AnalysisQuestion {
  readonly id: AnalysisId;
  readonly language: Language;
  /** Only archives of which all of them hold. Default: none. */
  readonly where: readonly Condition[];
  /** Days, both included. Default: the twelve months that end with the newest transaction. `from` null: from the beginning. */
  readonly from: string | null | undefined;
  readonly to: string | null;
  /** Default `month`. */
  readonly period: Period;
  /** Rows of lists of customers and products, 1 to 200. Default 20. */
  readonly top: number;
}

/** A month that was kept: `GET /api/analysis/reports` → `{items: ReportLine[]}`, newest first; `GET /api/analysis/reports/{month}?against={month}` → `Report`. */
export interface ReportLine { readonly month: string; readonly at: string }
/** `against`: the month that tiles and tables are compared with; null: none was kept. */
export interface Report { readonly month: string; readonly at: string; readonly against: string | null; readonly language: Language; readonly parts: readonly Part[]; readonly notes: readonly string[] }
