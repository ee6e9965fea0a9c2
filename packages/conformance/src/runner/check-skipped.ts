/** Thrown by a check when its requirement cannot be tried here. The message is the reason, as a report shows it. */
export class CheckSkipped extends Error {
  override readonly name = 'CheckSkipped';
}
