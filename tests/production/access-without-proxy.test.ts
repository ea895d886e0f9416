import { freshDatabase } from '../support/database';
import { testAccess } from './access';

await freshDatabase();
testAccess({ proxy: false });
