import { wholeSaleSuite } from '../support/suites/whole-sale.ts';

wholeSaleSuite('qibixx');
