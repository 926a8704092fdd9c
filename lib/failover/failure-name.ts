/**
 * Whether two tellings of one failure are of one reason. One that is not given is unknown, not another one: Enterprise
 * Manager may give it a poll later, or leave it out for a while.
 */
export const isSameReason = (one: string | null, other: string | null): boolean =>
  one === null || other === null || one === other

/** Not among the letters of base64url. */
const BETWEEN = '.'

/** @param what which VM's failure, or the run's, of which start; `reason`: null where none is given. Both in base64url */
export const toFailureName = (what: string, reason: string | null): string =>
  reason === null ? what : `${what}${BETWEEN}${reason}`

const whatOf = (name: string): string => name.split(BETWEEN)[0] ?? name
const reasonOf = (name: string): string | null => name.split(BETWEEN)[1] ?? null
const isOfSame = (one: string, other: string): boolean => whatOf(one) === whatOf(other)
const isSameName = (one: string, other: string): boolean =>
  isOfSame(one, other) && isSameReason(reasonOf(one), reasonOf(other))

export type ComparedNames = {
  /** Those that were not there before. */
  fresh: string[]
  /** Those of them that were there for another reason. */
  anew: string[]
  /** All that are there, to compare with at the next look: a reason that was given once stays known. */
  names: string[]
}

/**
 * What has failed since the last look, by the rule by which an acknowledgement holds (isSameFailure): where that ends as a
 * VM has failed anew, the failure is fresh here. Two VMs of one name may have failed, so each known name stands for one.
 */
export function compareNames(known: readonly string[], found: readonly string[]): ComparedNames {
  const rest = [...known]
  const take = (name: string, fits: (one: string, other: string) => boolean): string | null => {
    const at = rest.findIndex((one) => fits(one, name))
    return at < 0 ? null : (rest.splice(at, 1)[0] ?? null)
  }
  const passOf = (
    names: readonly string[],
    fits: (one: string, other: string) => boolean,
  ): { name: string; before: string | null }[] => names.map((name) => ({ name, before: take(name, fits) }))

  // In this order, so that of two VMs of one name each finds its own.
  const exact = passOf(found, (one, other) => one === other)
  const left = exact.filter(({ before }) => before === null).map(({ name }) => name)
  const same = passOf(left, isSameName)
  const fresh = same.filter(({ before }) => before === null).map(({ name }) => name)
  const anew = passOf(fresh, isOfSame)
    .filter(({ before }) => before !== null)
    .map(({ name }) => name)
  const kept = [...exact, ...same].flatMap(({ name, before }) =>
    before === null ? [] : reasonOf(before) === null ? name : before,
  )
  return { fresh, anew, names: [...kept, ...fresh] }
}
