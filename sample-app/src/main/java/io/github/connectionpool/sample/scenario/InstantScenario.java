package io.github.connectionpool.sample.scenario;

import java.sql.SQLException;

/**
 * A scenario that is over at once and therefore runs in the thread of its request.
 */
interface InstantScenario extends Scenario {

	String run() throws SQLException;

}
