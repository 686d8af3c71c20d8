/** The need: what the rules ask for at each gathering, beside what is placed. */
import { fills } from "./plan";

fills({
  key: "need",
  opened: () => {},
});
