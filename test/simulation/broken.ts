/** A property that must hold does not. Anything else that is thrown is a mistake of the simulation. */
export class Broken extends Error {}
