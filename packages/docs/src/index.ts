export { NotAFolderError } from './not-a-folder-error.ts';
export { referenceContentSecurityPolicy } from './reference-content-security-policy.ts';
export { type ReferenceOptions, referencePage } from './reference-page.ts';
export { writeSite } from './write-site.ts';
