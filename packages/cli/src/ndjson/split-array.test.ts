import { splitArray } from './split-array'

/** The elements of the text, read in chunks of this many bytes. */
async function split(text: string, chunk: number, longest = 1_000) {
  const buffer = Buffer.from(text)
  async function* stream() {
    for (let at = 0; at < buffer.length; at += chunk) yield buffer.subarray(at, at + chunk)
  }
  const elements: Array<string | null> = []
  for await (const { bytes } of splitArray(stream(), longest)) elements.push(bytes && String(bytes).trim())
  return elements
}

it.each<[string, string, string[]]>([
  ['an empty array', '[]', []],
  ['an empty array with a space', ' [ \n ] ', []],
  ['one element', '[{"a":1}]', ['{"a":1}']],
  ['a pretty array', '\ufeff[\n  {\n    "a": 1\n  },\n  {"b": 2}\n]\n', ['{\n    "a": 1\n  }', '{"b": 2}']],
  ['brackets, commas and quotes in a text', '[{"a":"],[\\"}{"},{"b":"\\\\"}]', ['{"a":"],[\\"}{"}', '{"b":"\\\\"}']],
  ['nested arrays', '[{"a":[1,[2,3]]},[4,5],6]', ['{"a":[1,[2,3]]}', '[4,5]', '6']],
])('%s gives its elements, in chunks of any size', async (_name, text, expected) => {
  for (const chunk of [1, 2, 3, 7, 1_000]) expect(await split(text, chunk)).toEqual(expected)
})

it('an element that is too long has no bytes, and the next one is read', async () => {
  expect(await split(`["${'x'.repeat(50)}",{"a":1}]`, 7, 20)).toEqual([null, '{"a":1}'])
})

it('an array without an end is an error', async () => {
  await expect(split('[{"a":1},', 100)).rejects.toThrow('the JSON array has no end')
})
