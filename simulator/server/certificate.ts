import { X509Certificate } from 'node:crypto'
import { generate } from 'selfsigned'

export type Certificate = {
  key: string
  pem: string
  /** Lower-case hex of the DER leaf. */
  sha256: string
}

const DAY_MS = 86_400_000

/** Self-signed, as EM's is by default (api.md §1); valid for `localhost` and 127.0.0.1 too. */
export async function createCertificate(commonName: string): Promise<Certificate> {
  const generated = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + 365 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: commonName },
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  return {
    key: generated.private,
    pem: generated.cert,
    sha256: new X509Certificate(generated.cert).fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}
