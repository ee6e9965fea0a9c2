// Run as a process of its own: opens the data folder it is given, says so, and holds it until it is killed.
import { openDataFolder } from '../storage/sqlite/data-folder.ts';

const [folder = ''] = process.argv.slice(2);
const database = openDataFolder(folder);
database.exec('create table if not exists kept (word text)');
database.exec("insert into kept values ('committed')");
database.exec("begin immediate; insert into kept values ('not committed')");
process.stdout.write('open\n');
// Keeps the database reachable: the lock would end with it when it is collected as garbage.
setInterval(() => database.isOpen, 1000);
