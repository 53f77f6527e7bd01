export declare function files(): ReadonlyMap<string, string>;
