package io.github.connectionpool.benchmarks.result;

import java.util.List;

/**
 * What a group has measured.
 *
 * @param title what the group is about
 * @param tables the figures
 * @param targets the thresholds, each with its measurement
 */
public record GroupResult(String title, List<Table> tables, List<Target> targets) {

	public GroupResult {
		tables = List.copyOf(tables);
		targets = List.copyOf(targets);
	}

}
