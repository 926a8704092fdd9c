import { XMLParser, XMLValidator } from 'fast-xml-parser'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toErrorDocument } from '@/simulator/resources/error-document'
import { toCamelCase, toPlural, writeJson } from '@/simulator/wire/json-writer'
import { attribute, base, links, own, toEntity } from '@/simulator/wire/wire-node'
import { writeXml } from '@/simulator/wire/xml-writer'

const thing = (name: string, items: number) =>
  toEntity(
    { type: 'Thing', href: 'https://em/api/things/1?format=Entity', name, uid: 'urn:veeam:Thing:1' },
    [{ rel: 'Up', href: 'https://em/api/' }],
    [
      own('Parts', {
        itemTag: 'Part',
        items: Array.from({ length: items }, (_, index) => ({ tag: 'Part', members: [own('Size', index)] })),
      }),
      attribute('Colour', 'red'),
      base('State', 'Working'),
      base('EndTimeUTC', null),
    ],
  )

describe('writeXml', () => {
  test('derives the order of the schema, omits null and closes an empty list', () => {
    expect(writeXml({ node: thing('a', 0) }).split('\r\n')[1]).toBe(
      '<Thing Href="https://em/api/things/1?format=Entity" Name="a" Type="Thing" UID="urn:veeam:Thing:1" Colour="red" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://www.veeam.com/ent/v1.0"><Links><Link Href="https://em/api/" Rel="Up" /></Links><State>Working</State><Parts /></Thing>',
    )
  })

  test('any name survives a conforming parser', () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseAttributeValue: false,
      htmlEntities: true,
      trimValues: false,
    })
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', '&', '<', '>', '"', "'", 'é', '字', '🚀', ';'), { maxLength: 20 }),
        (characters) => {
          const xml = writeXml({ node: thing(characters.join(''), 1) })
          expect(XMLValidator.validate(xml)).toBe(true)
          expect(parser.parse(xml)).toMatchObject({ Thing: { Name: characters.join('') } })
        },
      ),
    )
  })

  test('an error has its texts as attributes', () => {
    expect(writeXml(toErrorDocument(403, 'Access denied'))).toMatch(
      /<Error Message="Access denied" StatusCode="403" xmlns/,
    )
  })
})

describe('writeJson', () => {
  test('pascal: null told, lists doubled, links bare, one item an array', () => {
    expect(JSON.parse(writeJson({ node: thing('a', 1) }, 'pascal'))).toEqual({
      Parts: { Parts: [{ Size: 0 }] },
      Colour: 'red',
      State: 'Working',
      EndTimeUTC: null,
      Name: 'a',
      UID: 'urn:veeam:Thing:1',
      Links: [{ Rel: 'Up', Href: 'https://em/api/', Name: null, Type: null }],
      Href: 'https://em/api/things/1?format=Entity',
      Type: 'Thing',
    })
  })

  test('camel: the same under other keys, an empty list is null', () => {
    const parsed: unknown = JSON.parse(writeJson({ node: thing('a', 0) }, 'camel'))
    expect(parsed).toMatchObject({ parts: { parts: null }, endTimeUTC: null, uid: 'urn:veeam:Thing:1' })
  })

  test('a root list has one level', () => {
    const list = { listTag: 'Things', list: { itemTag: 'Thing', items: [] } }
    expect(writeJson(list, 'pascal')).toBe('{"Things":[]}')
  })

  test('absent links are null', () => {
    expect(writeJson({ node: { tag: 'A', members: [links(null)] } }, 'pascal')).toBe('{"Links":null}')
  })
})

test.each([
  ['EndTimeUTC', 'endTimeUTC'],
  ['UID', 'uid'],
  ['VCloudOrganizationConfigs', 'vCloudOrganizationConfigs'],
  ['NASJobs', 'nasJobs'],
  ['vCloudTenant', 'vCloudTenant'],
])('toCamelCase %s', (name, expected) => {
  expect(toCamelCase(name)).toBe(expected)
})

test.each([
  ['CloudFailoverTasks', 'CloudFailoverTasks'],
  ['CloudReplica', 'CloudReplicas'],
])('toPlural %s', (tag, expected) => {
  expect(toPlural(tag)).toBe(expected)
})
