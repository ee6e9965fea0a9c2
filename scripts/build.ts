// `pnpm build [folder]`: writes `dist/` of every package, or of the one in a folder: plain modules and their types, without a bundler.
// Nothing in the workspace needs it; packing does it by itself.
import { buildPackages } from './build/build-packages.ts';

const [folder] = process.argv.slice(2);
const built = await buildPackages(folder);
process.stdout.write(`built ${built.join(', ')}\n`);
