/** Text as people search it: without case and accents, with spaces where names have other signs. */
export function toSearchText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[_/-]+/g, ' ')
}
