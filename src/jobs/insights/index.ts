export { insightOf, outcomeOf } from './collect.ts';
export { type Filters, type Insight, type Misclassified, type Outcome, summary } from './document.ts';
export { type Insights, insightLines, insightsOf, OUTCOME, readInsights } from './read.ts';
