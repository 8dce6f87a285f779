/** Text that YAML has trouble with: what each kind of scalar looks like, and random texts made of nasty pieces. */
import fc from 'fast-check';

/** Texts by what a parser of YAML 1.1 or 1.2 takes them for, or by what is special in them. */
export const nastyTexts: Readonly<Record<string, readonly string[]>> = {
  nothing: ['', ' ', '  ', '~', 'null', 'Null', 'NULL', 'nULL', 'None', 'nil', 'undefined'],
  booleans: [
    'y', 'Y', 'n', 'N', 'yes', 'Yes', 'YES', 'yEs', 'no', 'No', 'NO', 'on', 'On', 'ON', 'oN', 'off', 'Off', 'OFF',
    'oFF',
    'true', 'True', 'TRUE', 'tRue', 'false', 'False', 'FALSE', 'fAlse', 'yes ', 'yesterday', 'nothing', 'only',
  ],
  integers: [
    '0', '-0', '+0', '1', '-1', '+1', '12', '007', '0777', '-0777', '0o17', '0O17', '08', '09', '0899', '1_000',
    '_1', '1_', '+_1',
    '0b1', '0b', '0b_', '0b102', '-0b11', '0x1F', '0x', '0x_', '0xg', '-0xdead_beef', '0XFF',
    '123456789012345678901234567890',
    '1,000', '1 000', '--1', '1-', '+', '-', '１２',
  ],
  floats: [
    '1.0', '-1.5', '+1.5', '.5', '-.5', '5.', '.', '+.', '-.', '._', '1._5', '1e3', '1E3', '1e+3', '1e-3', '1.5e3',
    '.5e3', '.e3', 'e3',
    'E10', '+e3', '-E-3', 'e', 'e+', '1e', '1e3.5', '1_0e3', '1e1_0', '5e-324', '1.7976931348623157e308', '1.2.3',
    '10.0.0.1', '1.5_',
    '.inf', '.Inf', '.INF', '+.inf', '-.inf', '.iNF', '.nan', '.NaN', '.NAN', '-.nan', '.Nan', 'inf', 'Infinity',
    'NaN',
  ],
  sexagesimals: [
    '1:30', '-1:30', '+1:30', '1:60', '1:5', '1:05:59', '190:20:30', '1_0:30', '1:30.5', '1:30.', '1:30._', '1:30:',
    ':30', '1:', '1:3a',
    '01:02:03:04:05', '1::2', '8080:80', '12:30:45.678', '1:-30',
  ],
  dates: [
    '2001-12-14', '2001-1-1', '2001-12', '01-12-14', '20011214', '2001-12-14T21:59:43.10-05:00',
    '2001-12-14t21:59:43Z',
    '2001-12-14 21:59:43', '2001-12-14 21:59:43.10 -5', '2001-12-14 21:59:43 Z', '2001-12-14\t21:59:43',
    '2001-12-14T21:59',
    '2001-12-14 21:59:43 +05:30', '2001-12-14 21:59:43 UTC', '2001-99-99', '2026-11-21x', '2001-12-14 ',
    '2001-12-14  1:2:3',
  ],
  'other types': ['<<', '<<<', '<', '=', '<< ', 'R0lGODlhDAAMAIQAAP==', '!!binary x', '!!str', '!x', '!'],
  indicators: [
    '-', '- a', '-a', '--', '- ', '?', '? a', '?a', ':', ': a', ':a', 'a:', 'a: b', 'a:b', 'a :b', 'a : b', 'a::b',
    'a::', 'a:\tb', ',', ', a',
    'a,b', '[', '[a]', 'a[0]', ']', '{', '{a}', '{{ .Values.a }}', '}', '#', '# a', 'a#b', 'a #b', 'a\t#b', 'a# b',
    '&', '&a', 'a&b', '*', '*a',
    '*.example.com', '/*', '|', '|-', '>', '>-', 'a|b', '%', '%a', 'a%', '%YAML 1.1', '@', '@a', 'a@b', '`', '`a`',
    '$(A)', '${A}', '\\', '\\n', 'a\\',
    '---', '--- a', '---a', '...', '... a', '...a', '....', 'a ---', '---\ta', '-\ta', '?\ta',
  ],
  quotes: [
    '"', "'", '""', "''", '"a"', "'a'", `"'`, `'"`, 'a"b', "a'b", `a"b'c`, 'a"b: c', "a'b: c", `a"b'c: d`, '"a',
    "'a", 'a"', "a'", '\\"', "it's", '{"a":"b"}',
    '["sh", "-c"]', '"\\n', '"%', "'%",
  ],
  blanks: [
    ' a', 'a ', ' a ', '\ta', 'a\t', '\t', 'a\tb', 'a  b', 'a\n', '\na', '\n', '\n\n', ' \n', '\n ', '\n\t', '\t\n',
    ' \n ', 'a \nb', 'a\n b', 'a\n\tb',
    'a\n b\n', 'a\n\n\nb', 'a\n\n', '\n\na', '\n\n a', ' a\nb', '  a\n b\n', '\ta\nb', 'a\n ', 'a\n\n ',
    'a\nb\n  \n', 'a\n  \nb', 'a\n \n b\n', ' \na',
    ' \n\na\n', '\n \na', 'a\nb ', 'a\nb\t', 'a\nb \n', 'a\nb\t\n\n', 'a\n\n b\n\n\n', 'a: b\nc: d\n', '# a\nb',
    'a\n# b\n', 'a\n---\nb\n', 'a\n...\nb',
    '---\na', '%a\nb', 'a\n%b', '- a\n- b', '|\n a\n', "a'\n\"b\"", 'a\n\n\n\n\n ', ' \n \n ', ' \n \n', '\n \n',
    '\n\n ',
  ],
  'long lines of many words, which could be folded': [
    'word '.repeat(40), 'word '.repeat(40).trim(), `${'word '.repeat(40)}\n${'more '.repeat(40)}\n`,
    `${'x'.repeat(200)}\n\n${'y '.repeat(90)}`,
    `"${'word '.repeat(40)}`, `${'word '.repeat(40)}\n `, `${'word '.repeat(30)}\n\n\n${'more '.repeat(9)}\n \n `,
    `${'a\n'.repeat(50)} `,
    ...[33, 34, 35, 36].map((length) => `${'x'.repeat(length)}\n `),
    ...[31, 32, 33, 34].map((length) => `\n${'x'.repeat(length)}\n `),
    `${'x'.repeat(40)}\n \ny\n `, `${'x'.repeat(40)}\n  \n y\n\n\n `, `${'x'.repeat(40)} \n\u0001`,
    `\u0001${'\n'.repeat(40)}`, `\u0001${'\n '.repeat(20)}`,
    `${' \n'.repeat(20)} `, `\u0000"\\n\\${'x'.repeat(40)}\n\n\n`, `${'\\'.repeat(20)}\n \\n `, 'k'.repeat(1021),
    'k'.repeat(1024), 'k'.repeat(1025),
    `"${'k'.repeat(1022)}`, `"${'k'.repeat(1023)}`, `"${'\u0001'.repeat(256)}`, '😀'.repeat(512),
    '😀'.repeat(513),
  ],
  'control characters': [
    ...Array.from({ length: 32 }, (_none, code) => `a${String.fromCharCode(code)}b`),
    '\0', '\u0007', '\b', '\v', '\f', '\r',
    'a\r\nb', 'a\r\n', '\u001b[0m',
    '\u007f', 'a\u0080', '\u0085', 'a\u0085b', '\u009f', '\u00a0', ' \u00a0', 'a\u00a0', '\u00ad', 'a\0b\n c\n ',
    '"\u0001', "'\u0001",
  ],
  'characters beyond ASCII': [
    'é', 'ß: ß', '日本語', '日本語 ', '😀', '😀: 😀', '\ud800', '\udc00', 'a\ud800b', '\udc00\ud800', '\ud83d', '\ud800\n ',
    '\u2028', '\u2029', 'a\u2028b', 'a\u2029b\nc',
    'a\u2028---', '\u2028%', 'a\u2029...b', 'a\u2028 b', '\ufeff', '\ufeffa', 'a\ufeff', '\ufffe', '\uffff',
    '\u200b', '\u3000', '\u{10ffff}', '\u{1f468}\u200d\u{1f469}',
  ],
  'plain text': [
    'a', 'nginx:1.27', 'registry.example.com/a/b:1.0@sha256:0123', 'cluster.local', 'kubernetes.io/metadata.name',
    '100m', '256Mi', '/healthz', 'app.kubernetes.io/name',
    'a_b', 'A-B', 'http://example.com:8080/a?b=c#d', 'echo "a" && exit 1', 'a/b', '10.0.0.0/8', '::1', 'fe80::1',
    '0 3 * * *', '*/5 * * * *', '@daily', 'v1', '1.27', '1.27.1',
    'sleep 10', 'a=b', 'a;b', "a 'b' c", 'a (b)', '12h', '30s', '1d', '5m0s', '9e', '0xcafe', 'deadbeef', '12e3',
    '1e1000', 'x509', '__proto__', 'constructor', 'toJSON',
  ],
};

const pieces = [
  ' ', '  ', '\t', '\n', '\n\n', '\n ', ' \n', '\r', ':', ': ', '#', ' #', '- ', '-', '?', '? ', ',', '[', ']', '{',
  '}', '&', '*', '!', '|', '>', "'", '"', '%', '@', '`',
  '\\', '\\n', '---', '...', '%', '<<', '~', '.', '_', '+', 'e', '0', '1', '9', '0x', '0b', '0o', ':30', '-12-14',
  'T1:2:3', 'Z', 'y', 'no', 'On', 'true', 'null', '.inf', '.nan',
  'a', 'word', 'a b', 'x'.repeat(45), '\0', '\u0007', '\u001b', '\u007f', '\u0085', '\u00a0', '\u2028', '\u2029',
  '\ufeff', '\ufffe', '\ud800', '\udc00', '😀', 'é', '日本',
];

const ofPieces = fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((some) => some.join(''));
/** What is read as a number, a date or the like, or nearly so. */
const likeNumbers = fc.string({ unit: fc.constantFrom(...Array.from('0123456789+-_.:eExbo Tt Z~')), maxLength: 12 });

export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: ofPieces },
  { weight: 2, arbitrary: fc.constantFrom(...Object.values(nastyTexts).flat()) },
  { weight: 1, arbitrary: likeNumbers },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii' }) },
);
