const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Whether a store may hold something of that name. What a store keeps for itself begins with a dot, and is none. */
export const isPlainName = (name: string): boolean => SEGMENT.test(name);
