import 'server-only'
import type { FailureClass } from '@/lib/api/share-replies'

/** First match decides: what ended it before what it ended in, and the scarce thing before the place where it is scarce. */
const SIGNS: readonly (readonly [FailureClass, RegExp])[] = [
  [
    'stopped',
    /\b(stopped|cancel+ed|aborted|terminated|interrupted) by\b|\b(operation|job|task|session|failover)\b.{0,40}\b(stopped|cancel+ed|aborted|terminated|interrupted)\b/,
  ],
  [
    'timeout',
    /\btime[- ]?out\b|\btimed out\b|\bdid not (answer|respond|reply)\b|\bnot respond(ed|ing)?\b|\bdeadline\b/,
  ],
  [
    'capacity',
    /\b(not enough|insufficient|lack of|too little|no more|out of|exceed(s|ed|ing)?|exhausted|quota|overcommit\w*)\b|\b(no|low) (free |available )?(disk |storage )?(space|memory|cpu|resources)\b|\bno (free|available)\b|\b(limit|capacity) (is |was |has been )?(reached|exceeded)\b/,
  ],
  [
    'replica',
    /\b(restore|replica|recovery) points?\b|\breplicas?\b|\bsnapshots?\b|\bcheckpoints?\b|\b(already|not ready|locked).{0,40}\b(failover|failback|processing)\b/,
  ],
  [
    'storage',
    /\bdatastores?\b|\b(virtual )?disks?\b|\bstorages?\b|\bvolumes?\b|\bluns?\b|\bvmdk\b|\bvhdx?\b|\bi\/o\b|\bfile system\b|\brepositor(y|ies)\b/,
  ],
  [
    'network',
    /\bnetworks?\b|\bport ?groups?\b|\bvlans?\b|\bv?switch(es)?\b|\bdns\b|\bgateways?\b|\bip address(es)?\b|\b(un)?reachable\b|\bconnect(ion|ed|ing)?\b|\bsocket\b|\bhost name\b|\bnic\b/,
  ],
  [
    'configuration',
    /\bconfig(ur\w*)?\b|\binvalid\b|\bnot (found|supported|exist|allowed|valid|licensed)\b|\bunsupported\b|\bincompatible\b|\bpermissions?\b|\bdenied\b|\bcredentials?\b|\blicen[cs]e\b|\bmissing\b|\bresource pools?\b|\bhardware\b|\bversion\b|\bsettings?\b|\bdoes not exist\b/,
  ],
]

/**
 * Where a failure lies, by Enterprise Manager's text. Only the class leaves the server: the text names hosts, paths
 * and other people's things.
 */
export function toFailureClass(text: string | null): FailureClass {
  // A stack trace may be long; what happened stands at its begin.
  const sought = (text ?? '').slice(0, 2_000).toLowerCase()
  return SIGNS.find(([, sign]) => sign.test(sought))?.[0] ?? 'other'
}
