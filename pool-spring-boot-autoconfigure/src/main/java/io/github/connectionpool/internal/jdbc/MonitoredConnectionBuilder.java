package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;

/**
 * Builds connections that are monitored as those from {@code getConnection()} are.
 */
public final class MonitoredConnectionBuilder implements ConnectionBuilder {

	private final NotedBorrows borrows;

	private final ConnectionBuilder builder;

	private boolean ownCredentials;

	MonitoredConnectionBuilder(NotedBorrows borrows, ConnectionBuilder builder) {
		this.borrows = borrows;
		this.builder = builder;
	}

	@Override
	public ConnectionBuilder user(String username) {
		this.builder.user(username);
		this.ownCredentials = true;
		return this;
	}

	@Override
	public ConnectionBuilder password(String password) {
		this.builder.password(password);
		this.ownCredentials = true;
		return this;
	}

	@Override
	public ConnectionBuilder shardingKey(ShardingKey shardingKey) {
		this.builder.shardingKey(shardingKey);
		return this;
	}

	@Override
	public ConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
		this.builder.superShardingKey(superShardingKey);
		return this;
	}

	@Override
	public Connection build() throws SQLException {
		return this.borrows.borrow(this.builder::build, this.ownCredentials);
	}

}
