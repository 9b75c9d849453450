/** Codes a helpdesk may offer its contacts, with the names GET /contact_fields shows beside them. */
export const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  ar: 'Arabic',
  'bs-BA': 'Bosnian',
  bg: 'Bulgarian',
  ca: 'Catalan',
  'zh-CN': 'Chinese (Simplified)',
  'zh-TW': 'Chinese (Traditional)',
  hr: 'Croatian',
  cs: 'Czech',
  da: 'Danish',
  nl: 'Dutch',
  en: 'English',
  et: 'Estonian',
  fil: 'Filipino',
  fi: 'Finnish',
  fr: 'French',
  'fr-CA': 'French (Canada)',
  de: 'German',
  el: 'Greek',
  he: 'Hebrew',
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
  'pt-PT': 'Portuguese (PT)',
  ro: 'Romanian',
  'ru-RU': 'Russian',
  sr: 'Serbian',
  sk: 'Slovak',
  sl: 'Slovenian',
  'es-LA': 'Spanish (Latin America)',
  es: 'Spanish',
  'sv-SE': 'Swedish',
  th: 'Thai',
  tr: 'Turkish',
  uk: 'Ukrainian',
  vi: 'Vietnamese',
}

/** The zones by the names that Ruby on Rails gives them. */
const ZONES = `American Samoa;International Date Line West;Midway Island;Hawaii;Alaska;Pacific Time (US & Canada);Tijuana
Arizona;Chihuahua;Mazatlan;Mountain Time (US & Canada);Central America;Central Time (US & Canada);Guadalajara
Mexico City;Monterrey;Saskatchewan;Bogota;Eastern Time (US & Canada);Indiana (East);Lima;Quito
Atlantic Time (Canada);Caracas;Georgetown;La Paz;Puerto Rico;Santiago;Newfoundland;Brasilia;Buenos Aires;Greenland
Montevideo;Mid-Atlantic;Azores;Cape Verde Is.;Casablanca;Dublin;Edinburgh;Lisbon;London;Monrovia;UTC;Amsterdam
Belgrade;Berlin;Bern;Bratislava;Brussels;Budapest;Copenhagen;Ljubljana;Madrid;Paris;Prague;Rome;Sarajevo;Skopje
Stockholm;Vienna;Warsaw;West Central Africa;Zagreb;Zurich;Athens;Bucharest;Cairo;Harare;Helsinki;Jerusalem
Kaliningrad;Kyiv;Pretoria;Riga;Sofia;Tallinn;Vilnius;Baghdad;Istanbul;Kuwait;Minsk;Moscow;Nairobi;Riyadh
St. Petersburg;Volgograd;Tehran;Abu Dhabi;Baku;Muscat;Samara;Tbilisi;Yerevan;Kabul;Ekaterinburg;Islamabad;Karachi
Tashkent;Chennai;Kolkata;Mumbai;New Delhi;Sri Jayawardenepura;Kathmandu;Almaty;Astana;Dhaka;Urumqi;Rangoon;Bangkok
Hanoi;Jakarta;Krasnoyarsk;Novosibirsk;Beijing;Chongqing;Hong Kong;Irkutsk;Kuala Lumpur;Perth;Singapore;Taipei
Ulaanbaatar;Osaka;Sapporo;Seoul;Tokyo;Yakutsk;Adelaide;Darwin;Brisbane;Canberra;Guam;Hobart;Melbourne;Port Moresby
Sydney;Vladivostok;Magadan;New Caledonia;Solomon Is.;Srednekolymsk;Auckland;Fiji;Kamchatka;Marshall Is.;Wellington
Chatham Is.;Nuku'alofa;Samoa;Tokelau Is.`

export const LANGUAGES: ReadonlySet<string> = new Set(Object.keys(LANGUAGE_NAMES))
export const TIME_ZONES: ReadonlySet<string> = new Set(ZONES.split(/[;\n]/))
