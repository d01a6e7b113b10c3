/**
 * How a password would travel from this browser. `cut`: it cannot sign in here at all, for the browser would drop our `Secure`
 * cookies, or plain http is not allowed; a form would only lead back to itself. `unprotected`: it can, in the open.
 */
export type Protection = 'protected' | 'unprotected' | 'cut';

/** Judges one request. `protocol` is the proxy's word only where TRUST_PROXY says so; `isSecure`: cookies are `Secure`. */
export function protectionOf({
  protocol,
  hostname,
  isSecure,
  insecureHttp,
}: {
  protocol: string;
  hostname: string;
  isSecure: boolean;
  insecureHttp: boolean;
}): Protection {
  // What stays on this machine crosses no network; browsers take Secure cookies from it too.
  if (protocol === 'https' || isLoopbackName(hostname)) return 'protected';
  return insecureHttp && !isSecure ? 'unprotected' : 'cut';
}

function isLoopbackName(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}
