export declare function measure(): Readonly<Record<string, { readonly files: number; readonly kB: number }>>;
export declare function written(): Readonly<Record<string, number>>;
