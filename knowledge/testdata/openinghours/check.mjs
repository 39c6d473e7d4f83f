// Evaluates opening hours with the npm package opening_hours, for
// hours_openinghours_test.go. Reads on stdin
//   [{"osm": "Mo-Fr 09:00-12:00; PH off", "at": ["2026-03-10T15:00", …]}, …]
// with times as Rome's clocks show them (the caller sets TZ=Europe/Rome, since
// the package reckons in the process's zone), and answers on stdout
//   [{"open": [true, …], "error": "only when the notation was refused"}, …]
import { readFileSync } from "node:fs";
import OpeningHours from "opening_hours";

// Where the public holidays are asked for: Italy, any region without its own.
const place = { address: { country_code: "it", state: "Lazio" } };

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ osm, at }) => {
  try {
    const hours = new OpeningHours(osm, place);
    return { open: at.map((time) => hours.getState(new Date(time))) };
  } catch (error) {
    return { open: [], error: String(error) };
  }
});
process.stdout.write(JSON.stringify(answers));
