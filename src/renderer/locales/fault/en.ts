/** English: every fault – what is, why, what to do. */
export const en = {
  'fault.motorJammed':
    'Slot {{slot}} is stuck. Its motor did not get round. Free the product, turn it once, then clear it.',
  'fault.motorRunsOn':
    'The motor of slot {{slot}} does not stop. Its switch is worn or dirty. Check the switch, turn it once, then clear it.',
  'fault.motorMissing':
    'Slot {{slot}} has no motor. It is not plugged in. Push the tray home, test it, then clear it.',
  'fault.motorUnreachable':
    'The motor of slot {{slot}} cannot be reached. A cable is loose. Push the tray home, test it, then clear it.',
  'fault.motorShorted':
    'The motor of slot {{slot}} has a short circuit. Replace it, test it, then clear it.',
  'fault.deliveryStopped':
    'Slot {{slot}} delivered nothing. The machine stopped on the way. Look what blocks it, turn it once, then clear it.',
  'fault.selectionPaused':
    'The machine holds slot {{slot}} back. It failed before. Turn it once, then clear it.',
  'fault.foodTooWarm':
    'It was too warm for too long: slot {{slot}} is not sold. Throw its food away, fill it fresh, then clear it.',
  'fault.elevatorFault':
    'The lift does not move as it should. Something is in its way. Free it, then clear the fault.',
  'fault.deliveryDoorFault':
    'The delivery door does not close. Look what holds it open, then clear the fault.',
  'fault.microwaveFault': 'The microwave reports a fault. Have it looked at, then clear the fault.',
  'fault.dropSensorFault':
    'The drop sensor sees nothing, or always something. Clean its glass, test it, then clear the fault.',
  'fault.productInElevator':
    'A product lies in the lift. The customer before did not take it. Take it out; sales start again by themselves.',
  'fault.doorOpen': 'The door is open. Close it; sales start again by themselves.',
  'fault.refrigerationFault':
    'The cooling reports a fault. The machine still sells. Check fan, ice and power of the cooling.',
  'fault.temperatureUnread':
    'The temperature cannot be read. The machine still sells. Check the sensor and its cable.',
  'fault.times_one': 'once',
  'fault.times_other': '{{count}} times',
  'fault.since': 'since {{time}}',
  'fault.clear': 'Clear',
  'fault.cleared': 'Cleared. What it stopped sells again.',
} as const;
