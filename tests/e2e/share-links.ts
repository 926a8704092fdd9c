import type { APIRequestContext } from '@playwright/test'
import type { CreateShareLink, ShareLinkMadeReply } from '@/lib/api/share-replies'

/** Does with a link what an operator would do in the console, as whoever is signed in. */
export function asOperator(request: APIRequestContext, url: string) {
  const headers = { Origin: url }
  async function send(method: string, path: string, data?: unknown) {
    const reply = await request.fetch(`${url}${path}`, {
      method,
      headers,
      ...(data === undefined ? {} : { data }),
    })
    if (!reply.ok()) throw new Error(`${method} ${path}: ${reply.status()} ${await reply.text()}`)
    return reply
  }
  return {
    async share(link: CreateShareLink): Promise<ShareLinkMadeReply> {
      const reply = await send('POST', '/api/share-links', link)
      return (await reply.json()) as ShareLinkMadeReply // safe: the monitor's own reply, as the integration tests check it
    },
    change: (id: string, change: object) => send('PATCH', `/api/share-links/${id}`, change),
    revoke: (id: string) => send('DELETE', `/api/share-links/${id}`),
    rotate: (id: string) => send('POST', `/api/share-links/${id}/rotate`),
    addRun: (id: string, sessionId: string) => send('POST', `/api/share-links/${id}/runs`, { sessionId }),
    write: (id: string, text: string, author: string) =>
      send('POST', `/api/share-links/${id}/updates`, { text, author }),
    setProvider: (provider: object) => send('PUT', '/api/provider', provider),
  }
}
