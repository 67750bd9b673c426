/** A CommonJS module's default export: Node's own loader hands over the exports around it, bundlers the thing itself. */
export const unwrapModule = <T extends object>(module: T | { default: T }): T =>
  "default" in module ? module.default : module;
