/** The log as services use it; pino fits. Messages carry ids and codes, never names, values or tokens. */
export interface Logger {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
