package io.github.connectionpool.sample.scenario;

import java.time.Duration;

/**
 * A scenario that lasts and therefore runs in the background.
 */
interface LongScenario extends Scenario {

	void run(Duration time);

}
