import type { ProviderReply } from '@/lib/api/share-replies'

type Logo = NonNullable<ProviderReply['logo']>
type LogoFault = 'type' | 'size' | 'empty' | 'unreadable'

const MOST_BYTES = 40_000

/** By their first bytes: a file's name and the type that the browser makes of it prove nothing. */
const KINDS = [
  {
    type: 'image/png',
    is: (bytes: Uint8Array) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { type: 'image/jpeg', is: (bytes: Uint8Array) => startsWith(bytes, [0xff, 0xd8, 0xff]) },
  {
    type: 'image/webp',
    is: (bytes: Uint8Array) =>
      startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]),
  },
] as const

export type LogoKind = (typeof KINDS)[number]['type']
export type ReadLogo = { logo: Logo & { type: LogoKind } } | { fault: LogoFault }

/** Reads an image in the browser, as the server would take it. */
export async function readLogo(file: Blob): Promise<ReadLogo> {
  if (file.size === 0) return { fault: 'empty' }
  if (file.size > MOST_BYTES) return { fault: 'size' }
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    return { fault: 'unreadable' }
  }
  const kind = KINDS.find(({ is }) => is(bytes))
  return kind === undefined ? { fault: 'type' } : { logo: { type: kind.type, base64: toBase64(bytes) } }
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
