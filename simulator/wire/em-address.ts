/** The name EM believes it has. It does not resolve: a client must rebase every Href (api.md §5.1). */
const EM_HOST = 'https://enterprise06.tech.local:9398'

/** Full address of a path below `/api`, e.g. `toHref('/cloud')`. */
export function toHref(path: string): string {
  return `${EM_HOST}/api${path}`
}

export function toUid(type: string, id: string): string {
  return `urn:veeam:${type}:${id}`
}
