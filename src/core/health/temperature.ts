export interface TemperatureReading {
  readonly atMs: number;
  /** °C; undefined: the sensor was not read. */
  readonly celsius: number | undefined;
}
