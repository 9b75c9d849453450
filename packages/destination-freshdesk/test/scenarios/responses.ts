import { refused, taken } from '../helpers/error-bodies'
import type { ScenarioTable } from './scenario'

const ADA = {
  name: 'Ada Moss',
  email: 'ada.moss@example.com',
  unique_external_id: 'usr_123',
  tags: ['marketing-consent'],
}

export const responses = {
  about: 'what Freshdesk answers, and what becomes of the event',
  base: { traits: { name: 'Ada Moss', email: 'ada.moss@example.com' } },
  rows: [
    {
      it: 'a known contact that has the tag: two requests, no tags in the second',
      requests: [
        { request: 'POST /contacts', body: ADA, response: { status: 409, body: taken(['email', 72009990001]) } },
        {
          request: 'PUT /contacts/72009990001',
          body: { name: 'Ada Moss', unique_external_id: 'usr_123' },
          response: { status: 200, body: { id: 72009990001, deleted: false, tags: ['vip', 'marketing-consent'] } },
        },
      ],
      result: { outcome: 'updated', contactId: 72009990001 },
    },
    {
      it: "a known contact without the tag: a third request adds it to the agents' own",
      requests: [
        { request: 'POST /contacts', body: ADA, response: { status: 409, body: taken(['email', 72009990001]) } },
        {
          request: 'PUT /contacts/72009990001',
          body: { name: 'Ada Moss', unique_external_id: 'usr_123' },
          response: { status: 200, body: { id: 72009990001, deleted: false, tags: ['vip'] } },
        },
        {
          request: 'PUT /contacts/72009990001',
          body: { tags: ['vip', 'marketing-consent'] },
          response: { status: 200, body: { id: 72009990001, deleted: false, tags: ['vip', 'marketing-consent'] } },
        },
      ],
      result: { outcome: 'updated', contactId: 72009990001 },
    },
    {
      it: 'a person who changed the e-mail address keeps one contact',
      traits: { email: 'ada.fern@example.com' },
      requests: [
        {
          request: 'POST /contacts',
          body: {
            name: 'Ada Moss',
            email: 'ada.fern@example.com',
            unique_external_id: 'usr_123',
            tags: ['marketing-consent'],
          },
          response: { status: 409, body: taken(['unique_external_id', 72009990001]) },
        },
        {
          request: 'PUT /contacts/72009990001',
          body: { name: 'Ada Moss', email: 'ada.fern@example.com', unique_external_id: 'usr_123' },
          response: { status: 200, body: { id: 72009990001, deleted: false, tags: ['marketing-consent'] } },
        },
      ],
      result: { outcome: 'updated', contactId: 72009990001 },
    },
    {
      it: 'the e-mail address standing in for a name is not written over a name',
      without: ['traits'],
      traits: { email: 'ada.moss@example.com', title: 'Gardener' },
      requests: [
        {
          request: 'POST /contacts',
          body: {
            name: 'ada.moss@example.com',
            email: 'ada.moss@example.com',
            unique_external_id: 'usr_123',
            job_title: 'Gardener',
            tags: ['marketing-consent'],
          },
          response: { status: 409, body: taken(['email', 72009990001]) },
        },
        {
          request: 'PUT /contacts/72009990001',
          body: { unique_external_id: 'usr_123', job_title: 'Gardener' },
          response: { status: 200, body: { id: 72009990001, deleted: false, tags: ['marketing-consent'] } },
        },
      ],
      result: { outcome: 'updated', contactId: 72009990001 },
    },
    {
      it: 'a name that cannot be written on update does not cost the rest',
      traits: { name: 'Moss, Ada', title: 'Gardener' },
      requests: [
        {
          request: 'POST /contacts',
          body: {
            name: 'Moss, Ada',
            email: 'ada.moss@example.com',
            unique_external_id: 'usr_123',
            job_title: 'Gardener',
            tags: ['marketing-consent'],
          },
          response: { status: 409, body: taken(['email', 72009990001]) },
        },
        {
          request: 'PUT /contacts/72009990001',
          body: { name: 'Moss, Ada', unique_external_id: 'usr_123', job_title: 'Gardener' },
          response: { status: 400, body: refused(['name', '/,",www. not allowed in name', 'invalid_value']) },
        },
        {
          request: 'PUT /contacts/72009990001',
          body: { unique_external_id: 'usr_123', job_title: 'Gardener' },
          response: { status: 200, body: { id: 72009990001, deleted: false, tags: ['marketing-consent'] } },
        },
      ],
      result: { outcome: 'updated', contactId: 72009990001 },
      omits: { name: 'stays as it was' },
    },
    {
      it: 'e-mail and user id of two contacts: the user id decides, and the e-mail is left out',
      requests: [
        {
          request: 'POST /contacts',
          body: ADA,
          response: { status: 409, body: taken(['email', 72009990001], ['unique_external_id', 72009990002]) },
        },
        {
          request: 'PUT /contacts/72009990002',
          body: { name: 'Ada Moss', unique_external_id: 'usr_123' },
          response: { status: 200, body: { id: 72009990002, deleted: false, tags: ['marketing-consent'] } },
        },
      ],
      result: { outcome: 'updated', contactId: 72009990002 },
      omits: { email: 'contact 72009990001' },
    },
    {
      it: "the e-mail address is an agent's",
      requests: [
        { request: 'POST /contacts', body: ADA, response: { status: 409, body: taken(['email', 72009990009]) } },
        {
          request: 'PUT /contacts/72009990009',
          body: { name: 'Ada Moss', unique_external_id: 'usr_123' },
          response: { status: 404 },
        },
      ],
      result: { outcome: 'exists', reason: 'held-by-agent', contactId: 72009990009 },
    },
    {
      it: 'the contact is in the trash',
      requests: [
        { request: 'POST /contacts', body: ADA, response: { status: 409, body: taken(['email', 72009990001]) } },
        {
          request: 'PUT /contacts/72009990001',
          body: { name: 'Ada Moss', unique_external_id: 'usr_123' },
          response: {
            status: 405,
            body: { message: 'PUT method is not allowed. It should be one of these method(s): GET' },
          },
        },
      ],
      result: { outcome: 'exists', reason: 'held-by-deleted-contact', contactId: 72009990001 },
    },
    {
      it: 'a conflict that names no contact: one look-up finds the holder',
      requests: [
        { request: 'POST /contacts', body: ADA, response: { status: 409, body: taken(['email']) } },
        {
          request: 'GET /contacts?email=ada.moss%40example.com',
          response: { status: 200, body: [{ id: 72009990001, email: 'ada.moss@example.com' }] },
        },
        {
          request: 'PUT /contacts/72009990001',
          body: { name: 'Ada Moss', unique_external_id: 'usr_123' },
          response: { status: 200, body: { id: 72009990001, deleted: false, tags: ['marketing-consent'] } },
        },
      ],
      result: { outcome: 'updated', contactId: 72009990001 },
    },
    {
      it: 'a conflict whose holder is not found',
      requests: [
        { request: 'POST /contacts', body: ADA, response: { status: 409, body: taken(['email']) } },
        { request: 'GET /contacts?email=ada.moss%40example.com', response: { status: 200, body: [] } },
      ],
      result: { outcome: 'exists', reason: 'holder-unknown' },
    },
    {
      it: 'a sign-up of a contact that the answer does not name is acknowledged all the same',
      event: { type: 'track', event: 'Signed Up' },
      requests: [{ request: 'POST /contacts', body: ADA, response: { status: 409, body: taken(['email']) } }],
      result: { outcome: 'exists', reason: 'already-exists' },
    },
    {
      it: 'a 201 without a contact confirms nothing',
      requests: [{ request: 'POST /contacts', body: ADA, response: { status: 201, body: {} } }],
      error: { class: 'RetryableError', status: 502, code: 'RETRYABLE_ERROR', says: ['nothing is confirmed'] },
    },
    {
      it: 'a wrong key',
      requests: [
        {
          request: 'POST /contacts',
          body: ADA,
          response: {
            status: 401,
            body: { code: 'invalid_credentials', message: 'You have to be logged in to perform this action.' },
          },
        },
      ],
      error: {
        class: 'InvalidAuthenticationError',
        status: 401,
        code: 'INVALID_AUTHENTICATION',
        says: ['API key', 'Profile settings', 'without spaces'],
      },
    },
    {
      it: 'an agent who may not manage contacts',
      requests: [
        {
          request: 'POST /contacts',
          body: ADA,
          response: {
            status: 403,
            body: { code: 'access_denied', message: 'You are not authorized to perform this action.' },
          },
        },
      ],
      error: { class: 'IntegrationError', status: 403, code: 'FORBIDDEN', says: ['role', 'access_denied'] },
    },
    {
      it: 'a wrong domain, answered with a page',
      requests: [
        {
          request: 'POST /contacts',
          body: ADA,
          response: { status: 404, body: '<html><h1>There is no helpdesk here</h1></html>' },
        },
      ],
      error: { class: 'IntegrationError', status: 404, code: 'NOT_FOUND', says: ['domain', 'before .freshdesk.com'] },
    },
    {
      it: 'the rate limit',
      requests: [{ request: 'POST /contacts', body: ADA, response: { status: 429, headers: { 'retry-after': '9' } } }],
      error: {
        class: 'RetryableError',
        status: 429,
        code: 'RETRYABLE_ERROR',
        says: ['rate limit', '9 seconds', 'plan'],
        retryAfter: 9,
      },
    },
    {
      it: 'the rate limit in the middle of an update',
      requests: [
        { request: 'POST /contacts', body: ADA, response: { status: 409, body: taken(['email', 72009990001]) } },
        {
          request: 'PUT /contacts/72009990001',
          body: { name: 'Ada Moss', unique_external_id: 'usr_123' },
          response: { status: 429, headers: { 'retry-after': '30' } },
        },
      ],
      error: { class: 'RetryableError', status: 429, code: 'RETRYABLE_ERROR', says: ['30 seconds'], retryAfter: 30 },
    },
    {
      it: "a fault of Freshdesk's own",
      requests: [
        {
          request: 'POST /contacts',
          body: ADA,
          response: {
            status: 500,
            body: { code: 'internal_error', message: "We're sorry, but something went wrong." },
          },
        },
      ],
      error: { class: 'RetryableError', status: 500, code: 'RETRYABLE_ERROR', says: ['(500)', 'tried again'] },
    },
    {
      it: 'a page of a proxy',
      requests: [{ request: 'POST /contacts', body: ADA, response: { status: 502, body: '<html>Bad gateway</html>' } }],
      error: { class: 'RetryableError', status: 502, code: 'RETRYABLE_ERROR', says: ['(502)'] },
    },
    {
      it: 'maintenance with the time of its end',
      requests: [
        { request: 'POST /contacts', body: ADA, response: { status: 503, headers: { 'retry-after': '120' } } },
      ],
      error: { class: 'RetryableError', status: 503, code: 'RETRYABLE_ERROR', says: ['(503)'], retryAfter: 120 },
    },
    {
      it: 'a 200 where a 201 belongs confirms nothing',
      requests: [
        {
          request: 'POST /contacts',
          body: ADA,
          response: { status: 200, body: "<html>Welcome to the hotel's wireless network</html>" },
        },
      ],
      error: { class: 'RetryableError', status: 502, code: 'RETRYABLE_ERROR', says: ['nothing is confirmed'] },
    },
    {
      it: 'a redirect is not followed: it would turn the POST into a GET',
      requests: [
        {
          request: 'POST /contacts',
          body: ADA,
          response: { status: 301, headers: { location: 'https://elsewhere.example/' } },
        },
      ],
      error: { class: 'IntegrationError', status: 301, code: 'UNEXPECTED_ANSWER', says: ['domain'] },
    },
    {
      it: 'a company that the account does not have is left out',
      traits: { company_id: 5 },
      requests: [
        {
          request: 'POST /contacts',
          body: { ...ADA, company_id: 5 },
          response: {
            status: 400,
            body: refused(['company_id', 'There is no company matching the given company_id', 'invalid_value']),
          },
        },
        { request: 'POST /contacts', body: ADA, response: { status: 201, body: { id: 72009990001 } } },
      ],
      result: { outcome: 'created', contactId: 72009990001 },
      omits: { company_id: 'is the id of no company' },
    },
    {
      it: 'a refusal that quotes the person is reported without the quotation',
      requests: [
        {
          request: 'POST /contacts',
          body: ADA,
          response: {
            status: 400,
            body: refused(['name', 'ada.moss@example.com of Ada Moss is blocked', 'invalid_value']),
          },
        },
      ],
      error: {
        class: 'PayloadValidationError',
        status: 400,
        code: 'PAYLOAD_VALIDATION_FAILED',
        says: ['name:', 'is blocked'],
      },
    },
  ],
} satisfies ScenarioTable
