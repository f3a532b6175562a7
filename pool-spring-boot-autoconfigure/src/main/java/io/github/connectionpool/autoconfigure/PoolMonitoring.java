package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import io.github.connectionpool.checkout.CallSites;
import io.github.connectionpool.checkout.ContextSource;
import io.github.connectionpool.checkout.Eviction;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.checkout.PoolStatistics;
import io.github.connectionpool.checkout.Pools;
import io.github.connectionpool.database.ServerWatch;
import io.github.connectionpool.finding.ApplicationAdvice;
import io.github.connectionpool.pgbouncer.OtherEnds;
import io.github.connectionpool.pool.PoolProducts;

/**
 * What is needed to monitor a pool, in one bean that is fetched when the first data
 * source is created.
 */
record PoolMonitoring(ConnectionPoolProperties properties, Pools pools, PoolProducts products, CallSites callSites,
		ContextSource contextSource, ApplicationAdvice advice, OtherEnds ends) {

	boolean isExcluded(String beanName) {
		return this.properties.exclude().contains(beanName);
	}

	/** Has the server read that a pool is connected to. */
	void readOtherEnd(Pool pool, DataSource dataSource) {
		this.ends.add(pool, new ServerWatch(pool.statistics(), this.products.ownConnections(dataSource),
				this.properties.database().readSettings()));
	}

	Pool pool(String name, String type, PoolStatistics statistics, Eviction eviction) {
		return new Pool(name, type, statistics, this.callSites, this.properties.capture().stack(),
				this.properties.utilization().thresholds(), eviction);
	}

}
