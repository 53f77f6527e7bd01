export declare function findChrome(): Promise<string>;
export declare const chromeArgs: readonly string[];
