const text = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const code = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

const typography = {
  fontFamily: text,
  headings: { fontFamily: text, fontWeight: '650' },
  code: { fontFamily: code },
};

/** How Redoc shows the reference (https://redocly.com/docs/redoc/config). The fonts are those of the reader's system. */
export const redocOptions = {
  downloadFileName: 'openapi.json',
  expandResponses: '200,201,204',
  jsonSamplesExpandLevel: 3,
  sortRequiredPropsFirst: true,
  showWebhookVerb: true,
  nativeScrollbars: true,
} as const;

/** The colours of the other pages of the site, for a reader whose system is light or dark. */
export const redocThemes = {
  light: {
    spacing: { sectionVertical: 24 },
    colors: { primary: { main: '#0a6770' } },
    sidebar: { backgroundColor: '#f6f8f9' },
    rightPanel: { backgroundColor: '#1b252e' },
    fab: { backgroundColor: '#f6f8f9', color: '#0a6770' },
    typography: { ...typography, code: { fontFamily: code, color: '#1b242c', backgroundColor: '#eef2f4' } },
  },
  dark: {
    spacing: { sectionVertical: 24 },
    colors: {
      primary: { main: '#5cc8cf' },
      success: { main: '#7fcb86' },
      warning: { main: '#eab54d' },
      error: { main: '#f2958d' },
      gray: { 50: '#1a2129', 100: '#222b34' },
      text: { primary: '#dfe6ec', secondary: '#9fadb9' },
      border: { dark: '#3a4651', light: '#2c3640' },
      responses: {
        success: { color: '#7fcb86', backgroundColor: '#17291c' },
        error: { color: '#f2958d', backgroundColor: '#2e1b1b' },
        redirect: { color: '#eab54d', backgroundColor: '#2b2417' },
        info: { color: '#84bdf5', backgroundColor: '#16243a' },
      },
    },
    schema: { nestedBackground: '#1a2129', linesColor: '#3a4651', typeNameColor: '#9fadb9', typeTitleColor: '#9fadb9' },
    sidebar: { backgroundColor: '#1a2129', textColor: '#dfe6ec' },
    rightPanel: { backgroundColor: '#0d1116' },
    fab: { backgroundColor: '#2c3640', color: '#5cc8cf' },
    typography: {
      ...typography,
      code: { fontFamily: code, color: '#dfe6ec', backgroundColor: '#212a33' },
      links: { color: '#5cc8cf', visited: '#5cc8cf', hover: '#8fe0e5' },
    },
  },
} as const;
