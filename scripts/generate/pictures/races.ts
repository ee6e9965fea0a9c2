import { becomes, notes, type Race, sends, tells } from './race.ts';

const cancel = 'POST …/cancel';

/** The races that the guide to cancelling shows, each with a picture of its name. */
export const races: readonly Race[] = [
  {
    name: 'cancel-while-waiting',
    title: 'A cancel reaches a job that waits',
    work: 'never',
    steps: [
      becomes('queued'),
      sends('client', cancel),
      becomes('cancelled'),
      tells('client', '200, cancelled'),
      sends('worker', 'claims it', 'refused'),
    ],
  },
  {
    name: 'cancel-while-running',
    title: 'A cancel reaches a job that runs',
    work: 'to-its-last-word',
    steps: [
      becomes('running'),
      sends('client', cancel),
      becomes('cancelling'),
      tells('client', '200, cancelling'),
      tells('worker', 'stop'),
      notes('worker', 'reaches a checkpoint'),
      sends('worker', 'has stopped'),
      becomes('cancelled'),
    ],
  },
  {
    name: 'cancel-before-finish',
    title: 'A cancel is stored just before the work ends',
    work: 'to-its-last-word',
    steps: [
      becomes('running'),
      sends('client', cancel),
      becomes('cancelling'),
      tells('client', '200, cancelling'),
      notes('worker', 'is done all the same'),
      sends('worker', 'completed', 'refused'),
      sends('worker', 'has stopped'),
      becomes('cancelled'),
    ],
  },
  {
    name: 'finish-before-cancel',
    title: 'The end of the work is stored just before a cancel',
    work: 'to-its-last-word',
    steps: [
      becomes('running'),
      sends('worker', 'completed'),
      becomes('completed'),
      sends('client', cancel),
      tells('client', '409, the job inside'),
    ],
  },
  {
    name: 'worker-does-not-stop',
    title: 'A worker does not stop within the grace',
    work: 'on',
    steps: [
      becomes('running'),
      sends('client', cancel),
      becomes('cancelling'),
      tells('client', '200, cancelling'),
      tells('worker', 'stop'),
      notes('worker', 'does not look'),
      notes('job', 'the grace is over'),
      becomes('cancelled', 'forced'),
      sends('worker', 'late result', 'refused'),
    ],
  },
  {
    name: 'worker-dies',
    title: 'A worker dies before it has stopped',
    work: 'to-its-last-word',
    steps: [
      becomes('running'),
      sends('client', cancel),
      becomes('cancelling'),
      tells('client', '200, cancelling'),
      notes('worker', 'dies'),
      notes('job', 'its lease runs out'),
      becomes('cancelled'),
    ],
  },
  {
    name: 'answer-is-lost',
    title: 'The answer to a cancel is lost, and it is sent again',
    work: 'to-its-last-word',
    steps: [
      becomes('running'),
      sends('client', cancel),
      becomes('cancelling'),
      tells('client', '200, cancelling', 'lost'),
      sends('client', 'the same again'),
      tells('client', '200, as it is now'),
      tells('worker', 'stop, again'),
      sends('worker', 'has stopped'),
      becomes('cancelled'),
    ],
  },
];
