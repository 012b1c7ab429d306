/**
 * The annotations of the sample article. `words` are the fragments, each by words that stand once in the text;
 * `before|words` picks words by what stands right before them. A value begins with `=`.
 */
export type SampleLink =
  | { readonly span: string }
  | { readonly words: string }
  | { readonly text: string }
  | { readonly kind: 'article' | 'inherited' };

export interface SampleSpan {
  readonly name: string;
  readonly layer: 'entity' | 'quote' | 'claim' | 'stance';
  readonly label: string;
  readonly words: readonly string[];
  readonly attributes?: Readonly<
    Record<string, `=${string}` | 'none' | 'not-applicable' | SampleLink | readonly SampleLink[]>
  >;
  readonly unsure?: true;
  readonly note?: string;
}

const article: SampleLink = { kind: 'article' };
const inherited: SampleLink = { kind: 'inherited' };
const named = { mention: '=name' } as const;
const nominal = { mention: '=nominal' } as const;

const entities: readonly SampleSpan[] = [
  {
    name: 'council',
    layer: 'entity',
    label: 'organisation',
    words: ['6 March, the |city council (CC)'],
    attributes: nominal,
  },
  {
    name: 'CC',
    layer: 'entity',
    label: 'organisation',
    words: ['city council (|CC'],
    attributes: { ...named, entity: { span: 'council' } },
  },
  { name: 'line', layer: 'entity', label: 'facility', words: ['trial on |Line 4'], attributes: named },
  {
    name: 'station',
    layer: 'entity',
    label: 'facility',
    words: ['between the |central station'],
    attributes: nominal,
  },
  {
    name: 'ministry',
    layer: 'entity',
    label: 'organisation',
    words: ['of which the |transport ministry'],
    attributes: nominal,
  },
  {
    name: 'sum',
    layer: 'entity',
    label: 'money',
    words: ['2.3 million euros'],
    attributes: { mention: 'not-applicable' },
  },
  {
    name: 'start',
    layer: 'entity',
    label: 'date',
    words: ['6 March'],
    attributes: { mention: 'not-applicable' },
  },
  {
    name: 'minister',
    layer: 'entity',
    label: 'person',
    words: ['ever had,” the |transport minister'],
    attributes: nominal,
  },
  { name: 'leader', layer: 'entity', label: 'person', words: ['opposition leader'], attributes: nominal },
  {
    name: 'she',
    layer: 'entity',
    label: 'person',
    words: ['after 9 p.m.,” |she'],
    attributes: { mention: '=pronoun', entity: { span: 'leader' } },
  },
  {
    name: 'authority',
    layer: 'entity',
    label: 'organisation',
    words: ['Transport Authority (TA)'],
    attributes: named,
  },
  {
    name: 'TA',
    layer: 'entity',
    label: 'organisation',
    words: ['need to sleep.”\nThe |TA'],
    attributes: { ...named, entity: { span: 'authority' } },
  },
  {
    name: 'ordinance',
    layer: 'entity',
    label: 'agreement-or-law',
    words: ['noise ordinance of 2011'],
    attributes: nominal,
  },
  {
    name: 'association',
    layer: 'entity',
    label: 'organisation',
    words: ['residents’ association of the old town'],
    attributes: nominal,
  },
  {
    name: 'resident',
    layer: 'entity',
    label: 'person',
    words: ['a resident who lives above the curve'],
    attributes: nominal,
  },
  {
    name: 'professor',
    layer: 'entity',
    label: 'person',
    words: ['acoustics professor at the technical university'],
    attributes: nominal,
  },
  {
    name: 'cafe',
    layer: 'entity',
    label: 'facility',
    words: ['cafe\u0301'],
    attributes: nominal,
    note: 'Written with a combining accent.',
  },
  {
    name: 'councillor',
    layer: 'entity',
    label: 'person',
    words: ['a member of the council for the Greens'],
    attributes: nominal,
  },
];

const quotes: readonly SampleSpan[] = [
  {
    name: 'first-ever',
    layer: 'quote',
    label: 'direct',
    // Interrupted by its attribution: one quote in two fragments.
    words: [
      '“This is the first real night service this city has ever had,”',
      '“People who clean offices at midnight and people who bake bread at 3 a.m. pay for the trams like everybody else. Now they can use them.”',
    ],
    attributes: {
      speaker: [{ span: 'minister' }],
      speakerKind: '=unnamed',
      cue: { words: 'told reporters' },
      addressee: [{ text: 'reporters' }],
      act: '=statement',
      negated: '=no',
    },
  },
  {
    name: '1200-cars',
    layer: 'quote',
    label: 'indirect',
    words: ['that the trial would take 1,200 cars a night off the roads by the end of the year'],
    attributes: {
      speaker: [{ text: 'the transport minister' }],
      speakerKind: '=unnamed',
      cue: { words: '\nThe minister |said' },
      act: '=statement',
    },
    unsure: true,
  },
  {
    name: 'party-bus',
    layer: 'quote',
    label: 'mixed',
    words: ['“a party bus with a subsidy”'],
    attributes: {
      speaker: [{ span: 'leader' }],
      speakerKind: '=unnamed',
      cue: { words: 'called the plan' },
      act: '=belief',
    },
  },
  {
    name: 'suburbs',
    layer: 'quote',
    label: 'direct',
    words: [
      '“The money would have paid for 14 new buses in the suburbs, where there is no service at all after 9 p.m.,”',
    ],
    attributes: {
      speaker: [{ span: 'she' }, { span: 'leader' }],
      speakerKind: '=unnamed',
      addressee: 'none',
    },
  },
  {
    name: 'report',
    layer: 'quote',
    label: 'indirect',
    words: ['38 per cent of all jobs in the harbour district begin or end between midnight and 5 a.m.'],
    attributes: {
      speaker: [{ span: 'authority' }],
      speakerKind: '=document',
      cue: { words: 'According to' },
    },
  },
  {
    name: 'diary',
    layer: 'quote',
    label: 'direct',
    // Goes on over two paragraphs; the first has no closing mark.
    words: [
      '“I was asked to keep a diary for two weeks,”',
      '“On the fourth night I wrote one line. I wrote: ‘The council says that nobody will notice, and the glasses in my cupboard are ringing.’ Nobody from the council has ever asked to see the diary.',
      '“I am not against trams. I took the tram to school and I take it to work. But a tram that nobody needs at 3 a.m. should not wake up four hundred people who need to sleep.”',
    ],
    attributes: { speaker: [{ span: 'resident' }], speakerKind: '=unnamed', act: '=statement' },
  },
  {
    name: 'diary-line',
    layer: 'quote',
    label: 'direct',
    words: ['‘The council says that nobody will notice, and the glasses in my cupboard are ringing.’'],
    attributes: { speaker: [{ span: 'resident' }], cue: { words: 'I wrote:' }, nestedIn: { span: 'diary' } },
  },
  {
    name: 'nobody-notices',
    layer: 'quote',
    label: 'indirect',
    words: ['that nobody will notice'],
    attributes: {
      speaker: [{ text: 'the city council' }],
      cue: { words: 'The council |says' },
      nestedIn: { span: 'diary-line' },
    },
  },
  {
    name: 'greens',
    layer: 'quote',
    label: 'direct',
    words: [
      '“Nobody is going to get there with cars,”',
      '“The minister said it herself in the chamber: ‘A tram that does not run cleans no air.’ For once I agree with every word.”',
    ],
    attributes: { speaker: [{ span: 'councillor' }], speakerKind: '=unnamed' },
  },
];

const claims: readonly SampleSpan[] = [
  {
    name: 'cost',
    layer: 'claim',
    label: 'quantity',
    words: [
      'The one-year trial on Line 4, between the central station and the harbour, will cost 2.3 million euros',
    ],
    attributes: {
      claimant: article,
      object: { span: 'line' },
      topic: '=cost',
      verifiable: '=yes',
      checkWorthiness: '=worth-checking',
      commitment: '=certain',
      polarity: '=positive',
    },
  },
  {
    name: 'share',
    layer: 'claim',
    label: 'quantity',
    words: ['of which the transport ministry pays 60 per cent'],
    attributes: { claimant: article, object: { span: 'ministry' }, checkWorthiness: '=trivial' },
  },
  {
    name: 'first',
    layer: 'claim',
    label: 'comparison',
    words: ['the first real night service this city has ever had'],
    attributes: { claimant: inherited, verifiable: '=unclear', commitment: '=certain' },
  },
  {
    name: 'cars',
    layer: 'claim',
    label: 'prediction',
    words: ['the trial would take 1,200 cars a night off the roads by the end of the year'],
    attributes: {
      claimant: inherited,
      topic: '=traffic',
      verifiable: '=no',
      checkWorthiness: '=urgent',
      commitment: '=certain',
      polarity: '=positive',
    },
  },
  {
    name: 'jobs',
    layer: 'claim',
    label: 'quantity',
    words: ['38 per cent of all jobs in the harbour district begin or end between midnight and 5 a.m'],
    attributes: {
      claimant: inherited,
      object: { words: 'all jobs in the harbour district' },
      verifiable: '=yes',
    },
  },
  {
    name: 'one-in-ten',
    layer: 'claim',
    label: 'prediction',
    words: ['fewer than one in ten of them would otherwise have driven'],
    attributes: { claimant: { span: 'authority' }, topic: '=traffic', polarity: '=negative' },
  },
  {
    name: 'at-most-450',
    layer: 'claim',
    label: 'quantity',
    words: ['the trial would remove at most 450 cars a night, not 1,200'],
    attributes: {
      claimant: article,
      topic: '=traffic',
      checkWorthiness: '=worth-checking',
      polarity: '=negative',
    },
  },
  {
    name: 'limit',
    layer: 'claim',
    label: 'law-or-rule',
    words: [
      'Under the noise ordinance of 2011, sound at a bedroom window must not exceed 45 decibels between 10 p.m. and 6 a.m.',
    ],
    attributes: {
      claimant: article,
      object: { span: 'ordinance' },
      verifiable: '=yes',
      checkWorthiness: '=trivial',
    },
  },
  {
    name: '58-decibels',
    layer: 'claim',
    label: 'quantity',
    words: ['it measured 58 decibels on the curve below the cathedral'],
    attributes: { claimant: { span: 'association' }, topic: '=noise', checkWorthiness: '=worth-checking' },
  },
  {
    name: '43-decibels',
    layer: 'claim',
    label: 'quantity',
    words: ['Its engineers recorded 43 decibels at the same place'],
    attributes: { claimant: { span: 'TA' }, topic: '=noise' },
  },
  {
    name: 'balcony',
    layer: 'claim',
    label: 'causation',
    words: ['because the association had placed its microphone on a metal balcony'],
    attributes: { claimant: { span: 'TA' }, topic: '=noise', commitment: '=certain' },
  },
  {
    name: 'rubber-beds',
    layer: 'claim',
    label: 'causation',
    words: ['New rails with rubber beds', 'had cut the noise of the curve by half'],
    attributes: { claimant: { span: 'TA' }, topic: '=noise' },
  },
  {
    name: 'rain',
    layer: 'claim',
    label: 'prediction',
    words: ['you will probably get a different answer on every night of the week'],
    attributes: { claimant: { span: 'professor' }, commitment: '=probable' },
  },
  {
    name: 'agree',
    layer: 'claim',
    label: 'not-a-claim',
    words: ['For once I agree with every word'],
    attributes: { claimant: 'not-applicable', checkWorthiness: '=no' },
  },
];

const stances: readonly SampleSpan[] = [
  {
    name: 'against-plan',
    layer: 'stance',
    label: 'against',
    words: ['a party bus with a subsidy'],
    attributes: {
      target: { text: 'the night tram trial' },
      holder: { span: 'leader' },
      targetMention: '=explicit',
      attitude: '=sentiment',
      intensity: '=high',
      ironic: '=yes',
    },
  },
  {
    name: 'welcome',
    layer: 'stance',
    label: 'favor',
    words: ['welcomed the decision'],
    attributes: {
      target: { text: 'the decision of the city council' },
      holder: { text: 'owners of bars and restaurants' },
      targetMention: '=explicit',
      attitude: '=agreement',
    },
  },
  {
    name: 'not-against',
    layer: 'stance',
    label: 'mixed',
    words: ['I am not against trams', 'should not wake up four hundred people who need to sleep'],
    attributes: {
      target: { text: 'night trams' },
      holder: inherited,
      targetMention: '=implied',
      intensity: '=medium',
    },
  },
  {
    name: 'agrees',
    layer: 'stance',
    label: 'favor',
    words: ['I agree with every word'],
    attributes: {
      target: { text: 'the minister’s sentence on clean air' },
      holder: inherited,
      attitude: '=agreement',
    },
  },
  {
    name: 'rejects',
    layer: 'stance',
    label: 'against',
    words: ['rejects the measurement'],
    attributes: {
      target: { span: '58-decibels' },
      holder: { span: 'TA' },
      attitude: '=arguing',
      ironic: '=no',
    },
  },
];

export const sampleSpans: readonly SampleSpan[] = [...entities, ...quotes, ...claims, ...stances];

export const sampleRelations: readonly {
  readonly type: string;
  readonly source: string;
  readonly target: string;
}[] = [
  { type: 'sameAs', source: 'CC', target: 'council' },
  { type: 'sameAs', source: 'TA', target: 'authority' },
  { type: 'attacks', source: 'at-most-450', target: 'cars' },
  { type: 'supports', source: 'one-in-ten', target: 'at-most-450' },
  { type: 'contradicts', source: '43-decibels', target: '58-decibels' },
  { type: 'attacks', source: 'balcony', target: '58-decibels' },
  { type: 'expressedIn', source: 'first', target: 'first-ever' },
  { type: 'expressedIn', source: 'cars', target: '1200-cars' },
  { type: 'expressedIn', source: 'jobs', target: 'report' },
  { type: 'expressedIn', source: 'against-plan', target: 'party-bus' },
];
