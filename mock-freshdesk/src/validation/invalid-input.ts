/**
 * A request to the mock that cannot be carried out. The message is a sentence for that
 * person.
 */
export class InvalidInput extends Error {
  override name = 'InvalidInput'
}
