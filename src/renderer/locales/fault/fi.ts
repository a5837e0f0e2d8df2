import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'fault.motorJammed':
    'Lokero {{slot}} on jumissa. Moottori ei pyörähtänyt. Irrota tuote, pyöritä kerran ja kuittaa.',
  'fault.motorRunsOn':
    'Lokeron {{slot}} moottori ei pysähdy. Kytkin on kulunut tai likainen. Tarkista se, pyöritä kerran ja kuittaa.',
  'fault.motorMissing':
    'Lokerossa {{slot}} ei ole moottoria. Se ei ole kytkettynä. Työnnä hylly pohjaan, testaa ja kuittaa.',
  'fault.motorUnreachable':
    'Lokeron {{slot}} moottori ei vastaa. Johto on irti. Työnnä hylly pohjaan, testaa ja kuittaa.',
  'fault.motorShorted': 'Lokeron {{slot}} moottorissa on oikosulku. Vaihda se, testaa ja kuittaa.',
  'fault.deliveryStopped':
    'Lokero {{slot}} ei antanut mitään. Automaatti pysähtyi kesken. Katso, mikä estää, pyöritä kerran ja kuittaa.',
  'fault.selectionPaused':
    'Automaatti ei myy lokerosta {{slot}}. Se on pettänyt ennen. Pyöritä kerran ja kuittaa.',
  'fault.foodTooWarm':
    'Oli liian lämmintä liian kauan: lokeroa {{slot}} ei myydä. Heitä ruoka pois, täytä uudella ja kuittaa.',
  'fault.elevatorFault': 'Hissi ei liiku oikein. Jokin on tiellä. Poista se ja kuittaa vika.',
  'fault.deliveryDoorFault': 'Luukku ei sulkeudu. Katso, mikä pitää sitä auki, ja kuittaa vika.',
  'fault.microwaveFault': 'Mikroaaltouuni ilmoittaa viasta. Tarkistuta se ja kuittaa vika.',
  'fault.dropSensorFault':
    'Pudotusanturi ei näe mitään tai näkee aina jotain. Puhdista lasi, testaa ja kuittaa vika.',
  'fault.productInElevator':
    'Hississä on tuote. Edellinen asiakas ei ottanut sitä. Ota se pois; myynti alkaa itsestään.',
  'fault.doorOpen': 'Ovi on auki. Sulje se; myynti alkaa itsestään.',
  'fault.refrigerationFault':
    'Jäähdytys ilmoittaa viasta. Automaatti myy silti. Tarkista puhallin, jää ja virta.',
  'fault.temperatureUnread':
    'Lämpötilaa ei voi lukea. Automaatti myy silti. Tarkista anturi ja sen johto.',
  'fault.times_one': 'kerran',
  'fault.times_other': '{{count}} kertaa',
  'fault.since': 'alkaen {{time}}',
  'fault.clear': 'Kuittaa',
  'fault.cleared': 'Kuitattu. Pysäytetty myydään taas.',
};
