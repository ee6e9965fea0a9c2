const text = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const code = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

/** How Redoc shows the reference (https://redocly.com/docs/redoc/config). The fonts are those of the reader's system. */
export const redocOptions = {
  downloadFileName: 'openapi.json',
  expandResponses: '200,201,204',
  jsonSamplesExpandLevel: 3,
  sortRequiredPropsFirst: true,
  showWebhookVerb: true,
  nativeScrollbars: true,
  theme: {
    spacing: { sectionVertical: 24 },
    typography: {
      fontFamily: text,
      headings: { fontFamily: text },
      code: { fontFamily: code },
    },
  },
} as const;
