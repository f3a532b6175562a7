package io.github.connectionpool.internal.product;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;

import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Reads a pool through Spring Boot's metadata.
 */
class MetadataStatistics implements PoolStatistics {

	private final Supplier<@Nullable DataSourcePoolMetadata> metadata;

	private volatile @Nullable Boolean autoCommit;

	MetadataStatistics(Supplier<@Nullable DataSourcePoolMetadata> metadata) {
		this.metadata = metadata;
	}

	@Override
	public ConnectionCounts counts() {
		DataSourcePoolMetadata metadata = this.metadata.get();
		if (metadata == null) {
			return new ConnectionCounts(0, null, null, null, null);
		}
		Integer active = metadata.getActive();
		return new ConnectionCounts((active != null) ? active : 0, metadata.getIdle(), positive(metadata.getMax()),
				metadata.getMin(), null);
	}

	@Override
	public @Nullable String poolName() {
		return null;
	}

	@Override
	public @Nullable String jdbcUrl() {
		return null;
	}

	@Override
	public boolean autoCommit() {
		Boolean autoCommit = this.autoCommit;
		if (autoCommit == null) {
			DataSourcePoolMetadata metadata = this.metadata.get();
			Boolean told = (metadata != null) ? metadata.getDefaultAutoCommit() : null;
			autoCommit = (told != null) ? told : Boolean.TRUE;
			this.autoCommit = autoCommit;
		}
		return autoCommit;
	}

	private static @Nullable Integer positive(@Nullable Integer max) {
		return (max != null && max > 0 && max < Integer.MAX_VALUE) ? max : null;
	}

}
