package io.github.connectionpool.internal.product;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.ClassUtils;

import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.KnownProduct;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.pool.PoolTimeouts;
import io.github.connectionpool.internal.product.further.AgroalProduct;
import io.github.connectionpool.internal.product.further.C3p0Product;
import io.github.connectionpool.internal.product.further.DruidProduct;
import io.github.connectionpool.internal.product.further.UcpProduct;
import io.github.connectionpool.internal.product.further.ViburProduct;
import io.github.connectionpool.spi.PoolProduct;

/**
 * The pool products that are on the class path, and whatever else Spring Boot knows to be
 * a pool. Thread-safe.
 */
public final class PoolProducts {

	private static final Log logger = LogFactory.getLog(PoolProducts.class);

	private final List<KnownProduct> products = new ArrayList<>();

	private final ContributedProducts contributed;

	private final Supplier<DataSourcePoolMetadataProvider> metadata;

	/**
	 * Create for the products on the class path.
	 * @param classLoader the application's class loader
	 * @param metadata Spring Boot's knowledge of other pools; asked for when it is needed
	 */
	public PoolProducts(@Nullable ClassLoader classLoader, Supplier<DataSourcePoolMetadataProvider> metadata) {
		this(classLoader, metadata, List::of);
	}

	/**
	 * Create for the products on the class path and those that the application teaches.
	 * @param classLoader the application's class loader
	 * @param metadata Spring Boot's knowledge of other pools; asked for when it is needed
	 * @param contributed the products of the application, which come first; asked for
	 * when they are needed
	 */
	public PoolProducts(@Nullable ClassLoader classLoader, Supplier<DataSourcePoolMetadataProvider> metadata,
			Supplier<List<PoolProduct>> contributed) {
		this.metadata = metadata;
		this.contributed = new ContributedProducts(contributed);
		// no constructor references: to make one loads the class, and with it those it is
		// about
		add("com.zaxxer.hikari.HikariDataSource", classLoader, () -> new HikariProduct());
		add("org.apache.tomcat.jdbc.pool.DataSource", classLoader, () -> new TomcatProduct());
		add("org.apache.commons.dbcp2.BasicDataSource", classLoader, () -> new Dbcp2Product());
		add(AgroalProduct.TYPE, classLoader, () -> new AgroalProduct());
		add(C3p0Product.TYPE, classLoader, () -> new C3p0Product());
		add(DruidProduct.TYPE, classLoader, () -> new DruidProduct());
		add(UcpProduct.TYPE, classLoader, () -> new UcpProduct(classLoader));
		add(ViburProduct.TYPE, classLoader, () -> new ViburProduct());
	}

	private void add(String type, @Nullable ClassLoader classLoader, Supplier<KnownProduct> product) {
		if (ClassUtils.isPresent(type, classLoader)) {
			try {
				this.products.add(product.get());
			}
			catch (RuntimeException | LinkageError ex) {
				logger.debug("Pools of class " + type + " are not monitored: the library is not whole", ex);
			}
		}
	}

	/**
	 * How to read a data source, if it is a pool of its own. Opens no connection.
	 * @param dataSource any data source
	 * @return what the pool says of itself; null if it is no pool, or one that stands
	 * before others
	 */
	public @Nullable PoolStatistics statistics(DataSource dataSource) {
		Class<?> type = dataSource.getClass();
		KnownProduct product = product(type);
		if (product != null) {
			return product.statistics(dataSource);
		}
		// to ask a delegating or routing source what it wraps would make it look for a
		// target;
		// to ask a proxy would make it create one
		if (DelegatingDataSource.class.isAssignableFrom(type) || AbstractDataSource.class.isAssignableFrom(type)
				|| AopUtils.isAopProxy(dataSource)) {
			return null;
		}
		DataSourcePoolMetadataProvider provider = this.metadata.get();
		if (provider.getDataSourcePoolMetadata(dataSource) == null) {
			return null;
		}
		return new MetadataStatistics(() -> provider.getDataSourcePoolMetadata(dataSource));
	}

	/**
	 * Whether a data source is a pool of a known product. Reads nothing.
	 * @param dataSource any data source
	 * @return false for a pool that only Spring Boot has metadata for
	 */
	public boolean isPool(DataSource dataSource) {
		return product(dataSource.getClass()) != null;
	}

	/**
	 * How a data source throws a borrowed connection away.
	 * @param dataSource a pool
	 * @return by its own means where they are known
	 */
	public Eviction eviction(DataSource dataSource) {
		KnownProduct product = product(dataSource.getClass());
		return (product != null) ? product.eviction(dataSource) : Eviction.ABORT;
	}

	/**
	 * How a data source connects to its server.
	 * @param dataSource a pool
	 * @return a source of connections that are opened in the same way
	 */
	public OwnConnections ownConnections(DataSource dataSource) {
		KnownProduct product = product(dataSource.getClass());
		return (product != null) ? product.ownConnections(dataSource) : OwnConnections.UNKNOWN;
	}

	/**
	 * The limit of a data source.
	 * @param dataSource any data source
	 * @return the limit; null if it is of no known product, or can no longer be set
	 */
	public @Nullable PoolLimit limit(DataSource dataSource) {
		KnownProduct product = product(dataSource.getClass());
		return (product != null) ? product.limit(dataSource) : null;
	}

	/**
	 * The timeouts of a data source.
	 * @param dataSource any data source
	 * @return the timeouts; null if it is of no known product, or they can no longer be
	 * set
	 */
	public @Nullable PoolTimeouts timeouts(DataSource dataSource) {
		KnownProduct product = product(dataSource.getClass());
		return (product != null) ? product.timeouts(dataSource) : null;
	}

	private @Nullable KnownProduct product(Class<?> type) {
		for (KnownProduct product : this.contributed.all()) {
			if (product.isProduct(type)) {
				return product;
			}
		}
		for (KnownProduct product : this.products) {
			if (product.isProduct(type)) {
				return product;
			}
		}
		return null;
	}

}
