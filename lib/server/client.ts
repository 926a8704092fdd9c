import 'server-only'
import { isIP } from 'node:net'
import Bowser from 'bowser'
import type { ClientAddresses } from './access-config'
import { CLIENT_ADDRESS } from './client-address'

/** Where a request came from. */
export type Client = {
  /** The real address, for counting only; it is not kept. */
  address: string
  /** As much of the address as the settings keep. */
  kept: string | null
  /** Browser and system in words, such as "Chrome on Android". */
  name: string
}

const LONGEST_AGENT = 512

export function readClient(headers: Headers, keep: ClientAddresses): Client {
  // Only the start program writes this header; without it (in development) nothing is known.
  const address = headers.get(CLIENT_ADDRESS) ?? 'unknown'
  return { address, kept: toKept(address, keep), name: toClientName(headers.get('user-agent')) }
}

/** Coarse on purpose: enough to tell a phone from a desk, too little to follow anybody. */
function toClientName(agent: string | null): string {
  if (!agent) return 'unknown'
  const { browser, os } = Bowser.parse(agent.slice(0, LONGEST_AGENT))
  const names = [browser.name, os.name].filter((name) => name !== undefined && name !== '')
  return names.length === 0 ? 'unknown' : names.join(' on ').slice(0, 80)
}

function toKept(address: string, keep: ClientAddresses): string | null {
  if (keep === 'none' || isIP(address) === 0) return null
  if (keep === 'full') return address
  if (isIP(address) === 4) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  return `${expand(address).slice(0, 3).join(':')}::/48`
}

/** The eight groups of an IPv6 address. */
function expand(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const [first, last] = [groups(head), groups(tail ?? '')]
  return [
    ...first,
    ...Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0'),
    ...last,
  ]
}
