import { createHash, X509Certificate } from 'node:crypto'
import { generate } from 'selfsigned'

export type Pair = { key: string; cert: string; sha256: string }

const DAY_MS = 86_400_000

/** A certificate for the given host names, signed by itself or by the CA. */
export async function createCertificate(
  names: readonly string[],
  options: { ca?: Pair; isCa?: boolean; expired?: boolean } = {},
): Promise<Pair> {
  const endMs = Date.now() + (options.expired ? -DAY_MS : DAY_MS)
  const pems = await generate([{ name: 'commonName', value: names[0] ?? 'nobody' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(endMs - 10 * DAY_MS),
    notAfterDate: new Date(endMs),
    extensions: [
      { name: 'basicConstraints', cA: options.isCa ?? false, critical: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
    ...(options.ca ? { ca: { key: options.ca.key, cert: options.ca.cert } } : {}),
  })
  const der = new X509Certificate(pems.cert).raw
  return { key: pems.private, cert: pems.cert, sha256: createHash('sha256').update(der).digest('hex') }
}
