/**
 * The API key in `Basic base64(key:password)`. Any password will do, and so will the base64 without
 * the word Basic: published clients send it that way and are let in.
 */
export function parseApiKey(authorization: string | undefined): string | undefined {
  if (!authorization) return undefined
  const encoded = authorization.slice(0, 6).toLowerCase() === 'basic ' ? authorization.slice(6) : authorization
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon < 0 ? decoded : decoded.slice(0, colon)
}
