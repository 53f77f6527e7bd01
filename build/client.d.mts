export function describe(): Promise<unknown>;
export function clientOf(document: unknown): string;
