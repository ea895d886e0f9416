import type { Rulebook } from '@/lib/rulebook/schema';
import { interpretations } from './interpretations';
import { levels } from './levels';
import { municipalWorkforceHomelessness } from './municipal-workforce-homelessness';
import { optimizeForEquity } from './optimize-for-equity';
import { outlines } from './outlines';

const categories = [
  'Inclusive and Equitable Community Impacts',
  'Thriving Local Economies',
  'Well-Stewarded Land and Natural Resources',
  'Vibrant and Creative Cultural Ecosystems',
  'Dynamic and Resilient Planning',
  'Clean and Diverse Transportation Systems and Choices',
  'Renewable and Efficient Energy Infrastructure and Operations',
  'Inclusive Engagement, Communication and Education',
  'Strategic Materials Management',
  'Optimal Health and Wellness Opportunities',
  'Healthy, Efficient and Diverse Housing',
  'Effective, Compassionate Homelessness Prevention',
  'Innovative Strategies and Practices',
];

const actions = [optimizeForEquity, municipalWorkforceHomelessness, ...outlines].sort(
  (a, b) => a.category - b.category,
);

/** The Sustainable CT rulebook for 2024, version 1. */
export const sustainableCt2024: Rulebook = {
  program: 'sustainable-ct',
  year: 2024,
  version: 1,
  title: 'Sustainable CT 2024',
  source: 'The program’s action write-ups and published overview for 2024',
  timeframe: {
    windowYears: 3,
    certificationYears: 3,
    newClause: 'Timeframe for Credit, New',
    rollingClause: 'Timeframe for Credit, Rolling',
  },
  categories: categories.map((name, index) => ({ number: index + 1, name })),
  levels,
  interpretations,
  actions,
};
