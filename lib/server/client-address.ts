import 'server-only'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** The request header in which the start program, and nobody else, writes the client's address. */
export const CLIENT_ADDRESS = 'x-client-address'

/** Headers by which a client could claim to be somebody else. */
const CLAIMS = /^(x-forwarded-.*|forwarded|x-real-ip|x-client-address|x-middleware-.*)$/

/**
 * Removes what a client claims about its address and writes down the real one. `X-Forwarded-For` is believed only
 * from a peer that TRUST_PROXY names; then its last entry, the one that the proxy itself wrote, is the client.
 */
export function createClientAddress(trustProxy: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList()
  for (const name of trustProxy) {
    const [address = '', prefix] = name.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(prefix), family)
  }

  return (request) => {
    const peer = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    const isTrusted = isIP(peer) !== 0 && trusted.check(peer, isIP(peer) === 6 ? 'ipv6' : 'ipv4')
    const forwarded =
      [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim() ?? ''
    const client = isTrusted && isIP(forwarded) !== 0 ? forwarded : peer
    for (const name of Object.keys(request.headers)) if (CLAIMS.test(name)) delete request.headers[name]
    request.headers[CLIENT_ADDRESS] = client
    return client
  }
}
