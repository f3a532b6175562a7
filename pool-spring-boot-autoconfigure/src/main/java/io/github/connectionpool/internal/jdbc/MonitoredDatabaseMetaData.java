package io.github.connectionpool.internal.jdbc;

import java.sql.DatabaseMetaData;

/**
 * The metadata of a handle's database.
 */
public final class MonitoredDatabaseMetaData extends DelegatingDatabaseMetaData implements DatabaseMetaData {

	private final MonitoredConnection handle;

	MonitoredDatabaseMetaData(MonitoredConnection handle, DatabaseMetaData metaData) {
		super(handle, metaData);
		this.handle = handle;
	}

	@Override
	MonitoredConnection handle() {
		return this.handle;
	}

}
