/**
 * What somebody asked of the mock cannot be done as asked. The message is a sentence for that
 * person.
 */
export class InvalidInput extends Error {
  override name = 'InvalidInput'
}
