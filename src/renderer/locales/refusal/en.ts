/** English: why main refused, one sentence for each code. */
export const en = {
  'refusal.not-signed-in': 'You are no longer signed in. Nothing was changed.',
  'refusal.owner-only': 'Only an owner may do this. Nothing was changed.',
  'refusal.store-unwritable': 'The disk cannot be written. Nothing was changed.',
  'refusal.changed-meanwhile':
    'Somebody, or a sale, has changed it meanwhile. Look again and repeat it.',
  'refusal.no-such-entry': 'That entry is no longer in the log.',
  'refusal.already-undone': 'That has already been taken back.',
  'refusal.cannot-be-undone': 'That cannot be taken back.',
  'refusal.wrong-pin': 'Wrong PIN. Tries left: {{left}}.',
  'refusal.locked-out': 'Too many wrong PINs. Try again in {{minutes}} min.',
  'refusal.pin-too-easy': 'That PIN is too easy to guess. Choose another.',
  'refusal.not-in-service': 'Only in service mode, while no customer is served.',
  'refusal.sale-running': 'A customer is being served. Wait until the sale has ended.',
  'refusal.task-running': 'The machine is still busy with the last order. Wait a moment.',
  'refusal.not-offered': 'This machine cannot do that.',
  'refusal.no-such-slot': 'There is no such slot.',
  'refusal.no-answer': 'The machine did not answer. Nothing was changed.',
  'refusal.no-code':
    'The machine’s QR has not been fetched yet. Connect it to the relay once, then try again.',
  'refusal.out-of-bounds': 'That is outside what this setting may be. Nothing was changed.',
  'refusal.last-owner': 'This is the only owner. Make somebody else an owner first.',
  'refusal.no-such-person': 'That person has been removed. Go back and choose again.',
  'refusal.name-taken': 'Somebody already has that name. Choose another.',
  'refusal.already-set-up': 'The first owner has been made. Sign in instead.',
  'refusal.already-signed-in': 'Somebody is signed in already.',
} as const;
