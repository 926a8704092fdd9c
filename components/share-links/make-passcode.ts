/** Without what is mistaken for something else when it is read out: no 0, O, 1, I, L, 5, S. */
const SIGNS = 'ABCDEFGHJKMNPQRTUVWXYZ2346789'
const GROUPS = 2
const GROUP_LENGTH = 4

/** Two groups of four signs, about 39 bits: enough where every wrong try is counted. */
export function makePasscode(): string {
  const group = (): string => Array.from({ length: GROUP_LENGTH }, pickSign).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}

/** Every sign as likely as any other: numbers beyond the last whole multiple are drawn anew. */
function pickSign(): string {
  const most = Math.floor(256 / SIGNS.length) * SIGNS.length
  for (;;) {
    const [byte = most] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < most) return SIGNS.charAt(byte % SIGNS.length)
  }
}
