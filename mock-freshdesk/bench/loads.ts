import type { Load } from './client'

type Work = Omit<Load, 'port' | 'connections' | 'requests'>

const BODY = JSON.stringify({
  name: 'Ada Moss %n',
  email: 'ada.moss.%n@bench.example',
  phone: '+441632960001',
  unique_external_id: 'u-%n',
  job_title: 'Head of Growth',
  tags: ['marketing-consent'],
  custom_fields: { signup_method: 'email' },
})

/** Contacts that every mock in the benchmark has: those with the numbers 0 to 999. */
const known = { from: 0, modulo: 1_000 }

export const CREATE: Work = { method: 'POST', path: '/api/v2/contacts', body: BODY }
export const VIEW: Work = { method: 'GET', path: '/api/v2/contacts/%n', from: 72009990010, modulo: 1_000 }
export const BY_EMAIL: Work = { ...known, method: 'GET', path: '/api/v2/contacts?email=ada.moss.%n@bench.example' }
export const BY_EXTERNAL_ID: Work = { ...known, method: 'GET', path: '/api/v2/contacts?unique_external_id=u-%n' }
export const UPDATE: Work = {
  method: 'PUT',
  path: '/api/v2/contacts/%n',
  from: 72009990010,
  modulo: 1_000,
  body: '{"job_title":"Head of %n","tags":["a"]}',
}
export const LIST: Work = { method: 'GET', path: '/api/v2/contacts?page=%n', from: 1, modulo: 30 }
export const SEARCH: Work = {
  ...known,
  method: 'GET',
  path: `/api/v2/search/contacts?query=%22email:%27ada.moss.%n@bench.example%27%22`,
}
export const SEARCH_TWO: Work = {
  from: 0,
  modulo: 100,
  method: 'GET',
  path: `/api/v2/search/contacts?query=%22tag:%27tag-%n%27%20AND%20active:false%22`,
}
