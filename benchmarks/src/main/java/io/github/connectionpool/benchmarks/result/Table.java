package io.github.connectionpool.benchmarks.result;

import java.util.List;

/**
 * Figures of one kind.
 *
 * @param title what they are, with the unit
 * @param columns a name for each column; the first is of what a row is about
 * @param rows as many cells as columns in each; a {@link String} or a {@link Number}
 */
public record Table(String title, List<String> columns, List<List<Object>> rows) {

	public Table {
		columns = List.copyOf(columns);
		rows = rows.stream().map(List::copyOf).toList();
		for (List<Object> row : rows) {
			if (row.size() != columns.size()) {
				throw new IllegalArgumentException("A row of '%s' has %d cells for %d columns: %s".formatted(title,
						row.size(), columns.size(), row));
			}
		}
	}

}
