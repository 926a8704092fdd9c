import 'server-only'

/** The token in the path of a share page; empty, and so nobody's, where the address is longer or shorter than a link's. */
export function toPathToken(segments: readonly string[] | undefined): string {
  const [token = '', ...rest] = segments ?? []
  return rest.length === 0 ? token : ''
}
