/**
 * Wrong use of the command. The message says what to do. The command ends with exit code 2 before
 * it sends anything.
 */
export class UsageError extends Error {}
