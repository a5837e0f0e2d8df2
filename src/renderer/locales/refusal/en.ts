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
  'refusal.print-no-service':
    'The print service of this computer does not run. Nothing was printed. Save the sheet to a USB stick, or restart the computer.',
  'refusal.print-no-printer':
    'No printer is set up on this computer. Nothing was printed. Plug one in, or save the sheet to a USB stick.',
  'refusal.print-gone': 'That printer is gone. Nothing was printed. Choose another one.',
  'refusal.print-rejecting':
    'That printer takes no jobs now. Nothing was printed. Choose another one.',
  'refusal.print-refused':
    'The print service refused it. Nothing was printed. Try another printer or a USB stick.',
  'refusal.location-length': 'The place must be one line of 1 to 36 characters.',
  'refusal.location-away':
    'The relay could not be reached. Nothing was changed. Try again when it is connected.',
  'refusal.location-unsure':
    'No answer came: it may have been changed or not. Look here again in a minute.',
  'refusal.location-vipps':
    '{{brand}} did not take the text. Nothing was changed here. Try again later.',
  'refusal.print-size':
    'That printer does not keep this size. Do not hang up what comes out of it.',
  'refusal.print-ended': 'That print has ended already.',
  'refusal.out-of-bounds': 'That is outside what this setting may be. Nothing was changed.',
  'refusal.last-owner': 'This is the only owner. Make somebody else an owner first.',
  'refusal.no-such-person': 'That person has been removed. Go back and choose again.',
  'refusal.name-taken': 'Somebody already has that name. Choose another.',
  'refusal.already-set-up': 'The first owner has been made. Sign in instead.',
  'refusal.already-signed-in': 'Somebody is signed in already.',
  'refusal.no-such-sale': 'There is no such sale on this machine.',
  'refusal.nothing-to-try':
    'Nothing can be tried sooner: {{brand}} is being asked, has answered, or wants to be asked later.',
  'refusal.nothing-to-decide': 'This sale no longer waits for a decision. Nothing was changed.',
  'refusal.not-settled': 'The money of this sale is still being settled. Wait a moment.',
  'refusal.nothing-charged': 'Nothing of this sale is charged any more. Nothing was refunded.',
  'refusal.more-than-charged': 'That is more than was charged. Nothing was refunded.',
  'refusal.another-pending': 'Another refund of this sale is on its way. Wait until it is done.',
  'refusal.stopping': 'The program is stopping. Nothing was changed.',
  'refusal.not-set-up': 'The machine is not set up yet. Do the set-up first.',
  'refusal.step-before': 'Do the steps before this one first.',
  'refusal.no-products': 'The machine has no products yet. Import them or type them in first.',
  'refusal.no-maximum': 'Nothing can be sold, so nothing can be reserved. Fill a slot first.',
  'refusal.relay-address': 'That is no address of a relay: it begins with https://.',
  'refusal.hardware-path': 'That is no line: type /dev/… or tcp://host:port.',
  'refusal.enrolment-code':
    'The enrolment code has eight letters and digits. Codes have no O, 0, I, L or 1.',
  'refusal.relay-unreachable': 'The relay cannot be reached ({{detail}}). Do the network check.',
  'refusal.code-refused':
    'The relay does not know that code, or it is used or too old. Ask the operator for a new one. Codes have no O, 0, I, L or 1.',
  'refusal.other-machine':
    'That code is for {{machineId}}, which is another machine. Nothing was changed.',
  'refusal.no-sheet': 'Print the sheet or save it first.',
  'refusal.no-proof': 'Scan the QR on the machine first.',
  'refusal.no-test-sale': 'No test sale has been reserved and released yet.',
} as const;
