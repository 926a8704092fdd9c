import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at } from './samples'

describeOnEngines('filters that people keep', ({ store }) => {
  const person = async (subject: string): Promise<string> => {
    await store().setLocalAccount({ subject, role: 'viewer', passwordHash: 'x', atMs: at(0) })
    const found = await store().findLocalAccount(subject)
    if (!found) throw new Error('no account')
    return found.person.id
  }
  const add = async (personId: string, name: string, pinned = false) => {
    const kept = await store().addFilter({ personId, name, query: 'result=failed', pinned, atMs: at(1) })
    if ('refused' in kept) throw new Error(kept.refused)
    return kept
  }
  const namesOf = async (personId: string) => (await store().listFilters(personId)).map(({ name }) => name)

  it('are each person’s own, in the order in which they were made', async () => {
    const [ann, bo] = [await person('ann'), await person('bo')]
    expect(await store().listFilters(ann)).toEqual([])
    const kept = await add(ann, 'Störung', true)
    await add(ann, 'b')
    await add(bo, 'Störung')
    expect(await store().listFilters(ann)).toEqual([
      { id: kept.id, name: 'Störung', query: 'result=failed', pinned: true },
      { id: expect.any(String) as string, name: 'b', query: 'result=failed', pinned: false },
    ])
    expect(await namesOf(bo)).toEqual(['Störung'])
    // Nobody changes or removes another's.
    expect(await store().changeFilter({ id: kept.id, personId: bo, name: 'x', atMs: at(2) })).toBeNull()
    expect(await store().removeFilter({ id: kept.id, personId: bo })).toBeNull()
    expect(await namesOf(ann)).toEqual(['Störung', 'b'])
  })

  it('have one name each, whatever its case', async () => {
    const ann = await person('ann')
    const first = await add(ann, 'Größe')
    const taken = { personId: ann, name: ' GRÖßE', query: '', pinned: false, atMs: at(1) }
    expect(await store().addFilter(taken)).toEqual({ refused: 'name_taken' })
    const other = await add(ann, 'other')
    const change = { id: other.id, personId: ann, atMs: at(2) }
    expect(await store().changeFilter({ ...change, name: 'größe' })).toEqual({ refused: 'name_taken' })
    // Its own name is not taken.
    const own = await store().changeFilter({ id: first.id, personId: ann, atMs: at(2), name: 'GRÖSSE' })
    expect(own).toMatchObject({ name: 'GRÖSSE' })
  })

  it('are changed in part, moved and removed', async () => {
    const ann = await person('ann')
    const [a, b, c] = [await add(ann, 'a'), await add(ann, 'b'), await add(ann, 'c')]
    const by = { personId: ann, atMs: at(3) }
    expect(await store().changeFilter({ ...by, id: c.id, place: 0 })).toMatchObject({ name: 'c' })
    expect(await namesOf(ann)).toEqual(['c', 'a', 'b'])
    await store().changeFilter({ ...by, id: a.id, place: 49, query: 'kind=test', pinned: true })
    expect(await namesOf(ann)).toEqual(['c', 'b', 'a'])
    expect((await store().listFilters(ann)).at(-1)).toEqual({
      id: a.id,
      name: 'a',
      query: 'kind=test',
      pinned: true,
    })
    expect(await store().removeFilter({ id: b.id, personId: ann })).toMatchObject({ name: 'b' })
    expect(await store().removeFilter({ id: b.id, personId: ann })).toBeNull()
    await add(ann, 'd')
    expect(await namesOf(ann)).toEqual(['c', 'a', 'd'])
  })

  it('are 50 at the most', async () => {
    const ann = await person('ann')
    for (let n = 0; n < 50; n += 1) await add(ann, `filter ${n}`)
    const more = { personId: ann, name: 'more', query: '', pinned: false, atMs: at(1) }
    expect(await store().addFilter(more)).toEqual({ refused: 'too_many' })
  })
})
