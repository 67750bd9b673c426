interface Surroundings {
  nonce: string;
  /** The public address is https: browsers may be told to insist on it. */
  https: boolean;
  /** Hot reload evaluates text and opens a socket. */
  development: boolean;
}

/**
 * What a page of ours may load and do. Scripts and style sheets run only from our own address or with the nonce.
 * `style` attributes are allowed: the component kit sets sizes and positions through them, they cannot load anything
 * (images and fonts have rules of their own), and no text of a stranger ever reaches one.
 */
export function contentSecurityPolicy({ nonce, https, development }: Surroundings): string {
  const rules: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", ...(development ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`])],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(development ? ["ws:", "wss:"] : [])],
    "object-src": ["'none'"],
    "frame-src": ["'none'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    ...(https && { "upgrade-insecure-requests": [] }),
  };
  return Object.entries(rules)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");
}

/** For every answer, page or not. */
export const plainSecurityHeaders = (https: boolean): Record<string, string> => ({
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  ...(https && { "strict-transport-security": "max-age=31536000" }),
});
