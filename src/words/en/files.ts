/** The files of a scan, in English: what each was taken for, and what is wrong with it. */
import { counted, grouped } from '../format.js';

export const files = {
  file: 'File',
  fileIn: (folder: string) => `File in ${folder}`,
  takenFor: 'Taken for',
  rows: 'Rows',
  kept: 'Kept',
  notRead: 'not read',
  moreNotRead: (hidden: number) => `and ${grouped(hidden)} more that invfix does not read`,
  status: { damaged: 'damaged', unreadable: 'unreadable' },
  rejected: (rows: number) => `${counted(rows, 'row', 'rows')} rejected`,
  exportedAt: (moment: string) => `of ${moment}`,
  /** Rows whose record stands elsewhere too. */
  elsewhere: (rows: number) => `${grouped(rows)} also elsewhere`,
  notNeeded: (rows: number) => `${grouped(rows)} not needed`,
};
