package io.github.connectionpool.internal.sizing;

/**
 * How many connections the memory of a database server carries. Immutable.
 *
 * @param raw what the memory carries, 0 or more
 * @param practical what to configure as {@code max_connections}: {@code raw}, at most 500
 * @param remark one sentence on the numbers, for a person
 */
public record ServerCapacity(long raw, int practical, String remark) {

	/** Servers that are configured for fewer connections are small. */
	static final int PRACTICAL_MIN = 200;

	/** More server processes cost more than they bring. */
	static final int PRACTICAL_MAX = 500;

	/**
	 * Calculates {@code max_connections = (memory − shared buffers − overhead) / memory
	 * per connection} for a server with one process for each connection, as PostgreSQL
	 * has. The practical range is 200 to 500, a rule of thumb of this project: below it
	 * memory is the limit, which is not rounded up; above it a connection pooler in front
	 * of the server does better.
	 * @param memory memory of the server in bytes, at least 1
	 * @param sharedBuffers {@code shared_buffers} in bytes, 0 or more
	 * @param overhead what the operating system and all else needs in bytes, 0 or more
	 * @param memoryPerConnection what one connection needs in bytes, at least 1
	 * @return the capacity
	 * @throws IllegalArgumentException if a number is out of range, or shared buffers and
	 * overhead leave no memory
	 */
	public static ServerCapacity of(long memory, long sharedBuffers, long overhead, long memoryPerConnection) {
		Check.atLeast("memory", memory, 1);
		Check.range("sharedBuffers", sharedBuffers, 0, memory - 1);
		Check.range("overhead", overhead, 0, memory - sharedBuffers - 1);
		Check.atLeast("memoryPerConnection", memoryPerConnection, 1);
		long raw = (memory - sharedBuffers - overhead) / memoryPerConnection;
		int practical = (int) Math.min(raw, PRACTICAL_MAX);
		return new ServerCapacity(raw, practical, remark(raw));
	}

	private static String remark(long raw) {
		String range = PRACTICAL_MIN + " to " + PRACTICAL_MAX;
		if (raw < PRACTICAL_MIN) {
			return "The server is small: memory limits max_connections to " + raw + ", below the usual " + range + ".";
		}
		if (raw > PRACTICAL_MAX) {
			return "Memory allows max_connections of " + raw + ", but above " + PRACTICAL_MAX
					+ " more server processes cost more than they bring: put PgBouncer in front.";
		}
		return "Memory allows max_connections of " + raw + ", within the usual " + range + ".";
	}

}
