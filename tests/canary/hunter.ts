/** Hunts for what must not leave the server, in whatever is sent to a tenant: JSON, HTML, headers, cookies. */

export type Finding = { where: string; secret: string }

export type Hunter = {
  /** Looks through one text, also as it reads once escapes of JSON, HTML and addresses and Base64 are undone. */
  search: (where: string, text: string) => void
  /** Status line, headers and body of a reply. */
  searchReply: (where: string, reply: { headers: Record<string, string>; body: string }) => void
  findings: () => Finding[]
  /** How many texts were looked through: a hunt that saw nothing proves nothing. */
  searched: () => number
}

/** @param allowed what may be shown although it stands among the secrets too, such as the names of VMs */
export function createHunter(secrets: readonly string[], allowed: readonly string[] = []): Hunter {
  const harmless = new Set(allowed.map(toComparable))
  const sought = [...new Set(secrets.map(toComparable))].filter(
    (secret) => secret.length >= 4 && !harmless.has(secret),
  )
  const findings: Finding[] = []
  let searched = 0

  function search(where: string, text: string): void {
    searched += 1
    for (const form of formsOf(text).map(toComparable)) {
      for (const secret of sought) {
        const isKnown = findings.some((finding) => finding.where === where && finding.secret === secret)
        if (form.includes(secret) && !isKnown) findings.push({ where, secret })
      }
    }
  }

  return {
    search,
    searchReply(where, { headers, body }) {
      for (const [name, value] of Object.entries(headers))
        search(`${where}, header ${name}`, `${name}: ${value}`)
      search(`${where}, body`, body)
    },
    findings: () => findings,
    searched: () => searched,
  }
}

const toComparable = (text: string): string => text.normalize('NFKC').toLowerCase()

/** A text as it is, and as it reads with each escape undone, once and twice. */
function formsOf(text: string): string[] {
  const undone = (form: string): string[] => [form, fromJson(form), fromHtml(form), fromAddress(form)]
  const forms = [...new Set(undone(text).flatMap(undone))]
  return [...forms, ...forms.flatMap(fromBase64)]
}

const codePoint = (digits: string, radix: number): string => {
  const code = Number.parseInt(digits, radix)
  return code <= 0x10ff_ff ? String.fromCodePoint(code) : ''
}

const fromJson = (text: string): string =>
  text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_all, digits: string) => codePoint(digits, 16))
    .replaceAll(/\\([\\"/])/g, '$1')

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const fromHtml = (text: string): string =>
  text
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_all, digits: string) => codePoint(digits, 16))
    .replaceAll(/&#(\d{1,7});/g, (_all, digits: string) => codePoint(digits, 10))
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_all, name: string) => ENTITIES[name] ?? '')

const fromAddress = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())

const fromBase64 = (text: string): string[] =>
  (text.match(/[A-Za-z0-9+/_-]{8,}={0,2}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('latin1'))
