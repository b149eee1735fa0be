import { scratchCheckout } from './scratch-checkout.js';
import { walkGuide } from './walk-guide.js';

test('who follows the guide, command by command, has an objective that recipes may name', () => {
  const checkout = scratchCheckout();
  const walked = walkGuide('adding-an-objective.md', checkout);
  expect(walked).toHaveLength(5);
  expect(walked[1]!.said).toContain('FILL IN: the value by the formula');
  const folder = 'trainer/src/limbeck_trainer/objectives/label_smoothing';
  expect(checkout.touched().toSorted()).toEqual([
    'docs/catalogue.json',
    'docs/methods.md',
    ...[
      'README.md',
      '__init__.py',
      'contract_case.py',
      'loss.py',
      'objective.json',
      'objective.py',
      'test_objective.py',
    ].map((file) => `${folder}/${file}`),
  ]);
});
