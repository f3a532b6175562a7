package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.finding.ApplicationAdvice;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.product.PoolProducts;
import io.github.connectionpool.internal.recording.ContextSource;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.server.ServerWatch;

/**
 * The parts that monitor a pool, in one bean that is fetched when the first data source
 * is created.
 */
record PoolMonitoring(ConnectionPoolProperties properties, PoolRegistry pools, PoolProducts products,
		CallSites callSites, ContextSource contextSource, ApplicationAdvice advice, ServerRegistry ends) {

	boolean isExcluded(String beanName) {
		return this.properties.exclude().contains(beanName);
	}

	/** Has the server read that a pool is connected to. */
	void readOtherEnd(MonitoredPool pool, DataSource dataSource) {
		this.ends.add(pool, new ServerWatch(pool.statistics(), this.products.ownConnections(dataSource),
				this.properties.database().readSettings()));
	}

	MonitoredPool pool(String name, String type, PoolStatistics statistics, Eviction eviction) {
		return new MonitoredPool(name, type, statistics, this.callSites, this.properties.capture().stack(),
				this.properties.utilization().thresholds(), eviction);
	}

}
