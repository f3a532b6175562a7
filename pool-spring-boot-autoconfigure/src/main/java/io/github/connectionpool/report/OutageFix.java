package io.github.connectionpool.report;

/**
 * The remedy of an outage, by its cause.
 */
final class OutageFix {

	private OutageFix() {
	}

	static String of(OutageCause.Kind kind) {
		return switch (kind) {
			case REFUSED ->
				"Start the database server, or see whether it still starts. If it runs, correct host and port"
						+ " in the pool's URL.";
			case SILENT -> "Look at the network between the application and the database server: firewall, routes, load"
					+ " balancer. If it is whole, the server hangs. A connect timeout in the URL makes borrowers fail"
					+ " sooner.";
			case UNKNOWN_HOST -> "Correct the host in the pool's URL, or the name service that should know it.";
			case CREDENTIALS -> "Correct user and password of the pool. If the password was changed in the database,"
					+ " restart the application with the new one.";
			case SERVER_FULL -> "Look at the server for the clients that hold its connections (pg_stat_activity, or the"
					+ " processlist). Give each pool a smaller maximum, or put a pooler between. A larger pool makes it"
					+ " worse.";
			case NO_DATABASE -> "Create the database, or correct its name in the pool's URL.";
			case SUSPENDED -> "Call resumePool() on the pool's MBean. HikariCP lends nothing until then.";
			case OTHER -> "Look at the cause and at the database server's log. The size of the pool is not the reason.";
		};
	}

}
