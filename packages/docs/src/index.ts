export { ForeignPageError } from './foreign-page-error.ts';
export { NotAFolderError } from './not-a-folder-error.ts';
export { referenceContentSecurityPolicy } from './reference/reference-content-security-policy.ts';
export { type ReferenceOptions, referencePage } from './reference/reference-page.ts';
export { type SiteAnswer, siteAnswer } from './site-answer.ts';
export { missingPage, type SiteFile, type SiteOptions, siteFiles } from './site-files.ts';
export { type WrittenSite, writeSite } from './write-site.ts';
