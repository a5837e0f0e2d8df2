import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'fault.motorJammed':
    'Fack {{slot}} sitter fast. Motorn kom inte runt. Lossa varan, kör motorn ett varv och kvittera.',
  'fault.motorRunsOn':
    'Motorn i fack {{slot}} stannar inte. Brytaren är sliten eller smutsig. Kontrollera den, kör ett varv och kvittera.',
  'fault.motorMissing':
    'Fack {{slot}} har ingen motor. Den är inte inkopplad. Skjut in hyllan helt, testa och kvittera.',
  'fault.motorUnreachable':
    'Motorn i fack {{slot}} svarar inte. En kabel är lös. Skjut in hyllan helt, testa och kvittera.',
  'fault.motorShorted': 'Motorn i fack {{slot}} är kortsluten. Byt den, testa och kvittera.',
  'fault.deliveryStopped':
    'Fack {{slot}} lämnade inte ut något. Automaten stannade på vägen. Se vad som blockerar, kör ett varv och kvittera.',
  'fault.selectionPaused':
    'Automaten håller tillbaka fack {{slot}}. Det har misslyckats förut. Kör ett varv och kvittera.',
  'fault.foodTooWarm':
    'Det var för varmt för länge: fack {{slot}} säljs inte. Kasta maten, fyll på ny och kvittera.',
  'fault.elevatorFault':
    'Hissen går inte som den ska. Något är i vägen. Ta bort det och kvittera felet.',
  'fault.deliveryDoorFault':
    'Utlämningsluckan stängs inte. Se vad som håller den öppen och kvittera felet.',
  'fault.microwaveFault': 'Mikrovågsugnen anger fel. Låt den ses över och kvittera felet.',
  'fault.dropSensorFault':
    'Fallsensorn ser inget, eller alltid något. Rengör glaset, testa och kvittera felet.',
  'fault.productInElevator':
    'Det ligger en vara i hissen. Förra kunden tog den inte. Ta ut den; försäljningen startar av sig själv.',
  'fault.doorOpen': 'Dörren är öppen. Stäng den; försäljningen startar av sig själv.',
  'fault.refrigerationFault':
    'Kylan anger fel. Automaten säljer ändå. Kontrollera fläkt, is och ström till kylan.',
  'fault.temperatureUnread':
    'Temperaturen kan inte läsas. Automaten säljer ändå. Kontrollera givaren och dess kabel.',
  'fault.times_one': 'en gång',
  'fault.times_other': '{{count}} gånger',
  'fault.since': 'sedan {{time}}',
  'fault.clear': 'Kvittera',
  'fault.cleared': 'Kvitterat. Det som stod stilla säljs igen.',
};
