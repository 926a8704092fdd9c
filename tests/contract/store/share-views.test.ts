import { expect, it } from 'vitest'
import { describeOnEngines } from './engines'
import { at } from './samples'
import { makeShareLink } from './share-samples'

describeOnEngines('looks at a share link', ({ store, open, counts }) => {
  const createLink = async (n: number): Promise<number> => {
    const id = await store().createShareLink(makeShareLink(n), { by: 'Olga', atMs: at(1) })
    return (await store().findShareLink(id))?.no ?? 0
  }
  const look = (link: number, viewer: string, seconds: number, opened: 0 | 1 = 1) =>
    store().noteShareView(link, { viewer, client: `client of ${viewer}`, atMs: at(seconds), opened })

  it('are counted by viewer; only the first of a link is the first', async () => {
    const link = await createLink(1)
    expect(await look(link, 'a', 2)).toEqual({ isFirst: true })
    expect(await look(link, 'a', 3, 0)).toEqual({ isFirst: false })
    expect(await look(link, 'b', 4)).toEqual({ isFirst: false })
    expect(await look(link, 'a', 9)).toEqual({ isFirst: false })
    expect(await store().listShareViews(link)).toEqual([
      { client: 'client of a', firstMs: at(2), lastMs: at(9), opened: 2 },
      { client: 'client of b', firstMs: at(4), lastMs: at(4), opened: 1 },
    ])
  })

  it('are summed by link, as numbers', async () => {
    const [first, second] = [await createLink(1), await createLink(2)]
    await look(first, 'a', 2)
    await look(first, 'a', 5)
    await look(first, 'b', 3, 0)
    await look(second, 'a', 7)
    expect(await store().sumShareViews()).toEqual(
      new Map([
        [first, { opened: 2, viewers: 2, firstMs: at(2), lastMs: at(5) }],
        [second, { opened: 1, viewers: 1, firstMs: at(7), lastMs: at(7) }],
      ]),
    )
    const other = await open('https://other.example')
    expect(await other.sumShareViews()).toEqual(new Map())
    expect(await other.listShareViews(first)).toEqual([])
  })

  it('of more than 500 viewers are counted together', async () => {
    const link = await createLink(1)
    for (let n = 0; n < 503; n += 1) await look(link, `viewer ${n}`, n)
    await look(link, 'viewer 0', 600)
    await look(link, 'viewer 502', 601)
    const views = await store().listShareViews(link)
    expect(await counts()).toMatchObject({ share_views: 501 })
    expect(views[0]).toEqual({ client: 'others', firstMs: at(500), lastMs: at(601), opened: 4 })
    expect(views[1]).toMatchObject({ client: 'client of viewer 0', opened: 2 })
  })
})

describeOnEngines('the profile of the provider', ({ store, open }) => {
  const PROFILE = {
    name: 'Nordwind Cloud',
    tagline: 'We bring you back',
    contact: '+49 40 555 0199',
    accent: '#0f766e',
    logo: { type: 'image/png', base64: 'iVBORw0KGgo=' },
    setMs: at(1),
    setBy: 'Ada',
  }

  it('is none until somebody sets it, and then of one Enterprise Manager', async () => {
    expect(await store().readProviderProfile()).toBeNull()
    await store().setProviderProfile(PROFILE)
    expect(await store().readProviderProfile()).toEqual(PROFILE)
    expect(await (await open('https://other.example')).readProviderProfile()).toBeNull()
  })

  it('keeps its logo unless told otherwise', async () => {
    await store().setProviderProfile(PROFILE)
    const other = { ...PROFILE, name: 'Südwind', tagline: null, setMs: at(2), setBy: 'Zoë' }
    await store().setProviderProfile({ ...other, logo: undefined })
    expect(await store().readProviderProfile()).toEqual({ ...other, logo: PROFILE.logo })
    await store().setProviderProfile({ ...other, logo: null })
    expect(await store().readProviderProfile()).toEqual({ ...other, logo: null })
  })
})
