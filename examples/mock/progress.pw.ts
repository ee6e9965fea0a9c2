import { type LiveMock, startMock } from '@jobwire/mock';
import { expect, test } from '@playwright/test';

let mock: LiveMock;
test.beforeAll(async () => {
  mock = await startMock({ live: true, seed: 7 });
});
test.afterAll(() => mock.stop());
test.beforeEach(async ({ page }) => {
  await mock.control.reset();
  mock.control.setScenario('documents.extract', { queue_ms: 1000, items: 4, item_ms: 1000 });
  await page.goto(`${new URL('progress.html', import.meta.url)}?api=${mock.url}`);
});

test('shows how far a job is, in every status', async ({ page }) => {
  await page.getByRole('button', { name: 'Extract' }).click();
  await expect(page.getByRole('status')).toHaveText('queued');
  await mock.control.advance(3000);
  await expect(page.getByRole('status')).toHaveText('running');
  await expect(page.getByRole('progressbar')).toHaveJSProperty('value', 2);
  await mock.control.advance(2000);
  await expect(page.getByRole('status')).toHaveText('completed');
});

test('shows that a job is being cancelled for as long as it takes', async ({ page }) => {
  const hold = await mock.control.hold({ status: 'cancelling' });
  await page.getByRole('button', { name: 'Extract' }).click();
  await expect(page.getByRole('status')).toHaveText('queued');
  await mock.control.advance(1000);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status')).toHaveText('cancelling');
  mock.control.release(hold.id);
  await expect(page.getByRole('status')).toHaveText('cancelled');
});

test('says so when the server cannot be reached', async ({ page }) => {
  mock.control.fault({ operation: 'createJob', status: 503 });
  await page.getByRole('button', { name: 'Extract' }).click();
  await expect(page.getByRole('status')).toContainText('Try again later');
});
