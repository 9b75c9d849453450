/** One place that breaks a rule of CONTRIBUTING.md, "How we write". */
export interface Finding {
  /** 1 for the first line of the file. */
  line: number
  problem: string
  /** The sentence, or the line of code. */
  text: string
}
