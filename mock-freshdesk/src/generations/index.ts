import { GENERATION_2022 } from './2022'
import { GENERATION_2024 } from './2024'
import { GENERATION_2026 } from './2026'
import type { Generation, Year } from './generation'

/** One line a generation. */
const GENERATIONS: Readonly<Record<Year, Generation>> = {
  2022: GENERATION_2022,
  2024: GENERATION_2024,
  2026: GENERATION_2026,
}

export const NEWEST: Year = 2026

export const getGeneration = (year: Year): Generation => GENERATIONS[year]
