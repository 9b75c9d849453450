/** The languages and time zones of contacts, as GET /contact_fields shows them: labels by code. */
export interface Locales {
  readonly languages: Readonly<Record<string, string>>
  readonly timeZones: Readonly<Record<string, string>>
}

/** The languages of all generations. */
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  ar: 'Arabic',
  bs: 'Bosnian',
  bg: 'Bulgarian',
  ca: 'Catalan',
  'zh-CN': 'Chinese',
  'zh-TW': 'Chinese (Traditional)',
  'zh-HK': 'Chinese - Hongkong',
  hr: 'Croatian',
  cs: 'Czech',
  da: 'Danish',
  nl: 'Dutch',
  en: 'English',
  'en-GB': 'English (UK)',
  et: 'Estonian',
  fil: 'Filipino',
  fi: 'Finnish',
  fr: 'French',
  de: 'German',
  el: 'Greek',
  he: 'Hebrew',
  hi: 'Hindi',
  hu: 'Hungarian',
  is: 'Icelandic',
  id: 'Indonesian',
  it: 'Italian',
  'ja-JP': 'Japanese',
  ko: 'Korean',
  'lv-LV': 'Latvian',
  lt: 'Lithuanian',
  ms: 'Malay',
  'nb-NO': 'Norwegian',
  pl: 'Polish',
  'pt-BR': 'Portuguese (BR)',
  'pt-PT': 'Portuguese/Portugal',
  ro: 'Romanian',
  'ru-RU': 'Russian',
  sr: 'Serbian',
  sk: 'Slovak',
  sl: 'Slovenian',
  es: 'Spanish',
  'es-LA': 'Spanish (Latin America)',
  'sv-SE': 'Swedish',
  th: 'Thai',
  tr: 'Turkish',
  uk: 'Ukrainian',
  vi: 'Vietnamese',
}

/** The zones by the names that Ruby on Rails gives them, after their offsets. */
const ZONES = `-12:00 International Date Line West
-11:00 American Samoa;Midway Island
-10:00 Hawaii
-09:00 Alaska
-08:00 Pacific Time (US & Canada);Tijuana
-07:00 Arizona;Chihuahua;Mazatlan;Mountain Time (US & Canada)
-06:00 Central America;Central Time (US & Canada);Guadalajara;Mexico City;Monterrey;Saskatchewan
-05:00 Bogota;Eastern Time (US & Canada);Indiana (East);Lima;Quito
-04:00 Atlantic Time (Canada);Caracas;Georgetown;La Paz;Puerto Rico;Santiago
-03:30 Newfoundland
-03:00 Brasilia;Buenos Aires;Greenland;Montevideo
-02:00 Mid-Atlantic
-01:00 Azores;Cape Verde Is.
+00:00 Casablanca;Dublin;Edinburgh;Lisbon;London;Monrovia;UTC
+01:00 Amsterdam;Belgrade;Berlin;Bern;Bratislava;Brussels;Budapest;Copenhagen;Ljubljana;Madrid;Paris;Prague;Rome
+01:00 Sarajevo;Skopje;Stockholm;Vienna;Warsaw;West Central Africa;Zagreb;Zurich
+02:00 Athens;Bucharest;Cairo;Harare;Helsinki;Jerusalem;Kaliningrad;Kyiv;Pretoria;Riga;Sofia;Tallinn;Vilnius
+03:00 Baghdad;Istanbul;Kuwait;Minsk;Moscow;Nairobi;Riyadh;St. Petersburg;Volgograd
+03:30 Tehran
+04:00 Abu Dhabi;Baku;Muscat;Samara;Tbilisi;Yerevan
+04:30 Kabul
+05:00 Ekaterinburg;Islamabad;Karachi;Tashkent
+05:30 Chennai;Kolkata;Mumbai;New Delhi;Sri Jayawardenepura
+05:45 Kathmandu
+06:00 Almaty;Astana;Dhaka;Urumqi
+06:30 Rangoon
+07:00 Bangkok;Hanoi;Jakarta;Krasnoyarsk;Novosibirsk
+08:00 Beijing;Chongqing;Hong Kong;Irkutsk;Kuala Lumpur;Perth;Singapore;Taipei;Ulaanbaatar
+09:00 Osaka;Sapporo;Seoul;Tokyo;Yakutsk
+09:30 Adelaide;Darwin
+10:00 Brisbane;Canberra;Guam;Hobart;Melbourne;Port Moresby;Sydney;Vladivostok
+11:00 Magadan;New Caledonia;Solomon Is.;Srednekolymsk
+12:00 Auckland;Fiji;Kamchatka;Marshall Is.;Wellington
+12:45 Chatham Is.
+13:00 Nuku'alofa;Samoa;Tokelau Is.`

/** `{ 'Chennai': '(GMT+05:30) Chennai', ... }` */
const ZONE_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  ZONES.split('\n').flatMap(line => {
    const [offset, names = ''] = [line.slice(0, 6), line.slice(7)]
    return names.split(';').map(name => [name, `(GMT${offset}) ${name}`])
  }),
)

const languagesWithout = (...codes: string[]) =>
  Object.fromEntries(Object.entries(LANGUAGE_NAMES).filter(([code]) => !codes.includes(code)))

export const LOCALES: Locales = { languages: languagesWithout('en-GB', 'hi'), timeZones: ZONE_LABELS }

/** 45 languages and 151 time zones. Two of the zones have moved. */
export const LOCALES_2026: Locales = {
  languages: languagesWithout('zh-HK'),
  timeZones: { ...ZONE_LABELS, Almaty: '(GMT+05:00) Almaty', Greenland: '(GMT-02:00) Greenland' },
}

/** The codes that a contact may have, in any generation. */
export const LANGUAGES: ReadonlySet<string> = new Set(Object.keys(LANGUAGE_NAMES))
export const TIME_ZONES: ReadonlySet<string> = new Set(Object.keys(ZONE_LABELS))
