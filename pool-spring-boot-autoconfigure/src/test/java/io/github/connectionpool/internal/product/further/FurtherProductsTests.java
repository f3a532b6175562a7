package io.github.connectionpool.internal.product.further;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import com.alibaba.druid.pool.DruidDataSource;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.vibur.dbcp.ViburDBCPDataSource;

import io.github.connectionpool.internal.pool.KnownProduct;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolTimeout.Kind;
import io.github.connectionpool.internal.pool.PoolTimeouts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits, timeouts and settings of pools that have not started.
 */
class FurtherProductsTests {

	@Test
	void druidIsSizedAndTimed() {
		try (DruidDataSource druid = new DruidDataSource()) {
			druid.setUrl("jdbc:postgresql://localhost:1/shop");
			assertLimit(new DruidProduct(), druid, "max-active", 8);
			assertThat(druid.getMaxActive()).isEqualTo(12);
			druid.setMinIdle(20);
			assertThat(limit(new DruidProduct(), druid).minimum()).isEqualTo(20);
			PoolTimeouts timeouts = timeouts(new DruidProduct(), druid);
			setAll(timeouts);
			assertThat(druid.getMaxWait()).isEqualTo(61_000);
			assertThat(druid.getMinEvictableIdleTimeMillis()).isEqualTo(61_000);
			assertThat(druid.getPhyTimeoutMillis()).isEqualTo(61_000);
			timeouts.addDriverProperty("tcpKeepAlive", "true");
			druid.setSocketTimeout(9_000);
			druid.setConnectionInitSqls(List.of("set x = 1"));
			druid.setDefaultTransactionIsolation(8);
			PoolSettings settings = settings(new DruidProduct(), druid);
			assertThat(settings.connectionTimeout()).hasSeconds(61);
			assertThat(settings.maxLifetime()).hasSeconds(61);
			assertThat(settings.keepaliveTime()).isZero();
			assertThat(settings.validates()).isTrue();
			assertThat(settings.initSql()).isEqualTo("set x = 1");
			assertThat(settings.transactionIsolation()).isEqualTo("TRANSACTION_SERIALIZABLE");
			assertThat(settings.driverProperties()).containsOnly(Map.entry("socketTimeout", "9"),
					Map.entry("tcpKeepAlive", "true"));
			assertThat(druid.isInited()).isFalse();
		}
	}

	@Test
	void c3p0IsSizedAndTimed() {
		try (ComboPooledDataSource c3p0 = new ComboPooledDataSource()) {
			c3p0.setJdbcUrl("jdbc:postgresql://localhost:1/shop");
			c3p0.setUser("shop");
			c3p0.setPassword("hush");
			assertLimit(new C3p0Product(), c3p0, "max-pool-size", 15);
			assertThat(c3p0.getMaxPoolSize()).isEqualTo(12);
			limit(new C3p0Product(), c3p0).set(2, (property) -> property.equals("initial-pool-size"));
			assertThat(c3p0.getMinPoolSize()).isEqualTo(2);
			assertThat(c3p0.getInitialPoolSize()).as("is set by the user").isEqualTo(3);
			PoolTimeouts timeouts = timeouts(new C3p0Product(), c3p0);
			setAll(timeouts);
			assertThat(c3p0.getCheckoutTimeout()).isEqualTo(61_000);
			assertThat(c3p0.getMaxConnectionAge()).isEqualTo(61);
			timeouts.addDriverProperty("socketTimeout", "9");
			PoolSettings settings = settings(new C3p0Product(), c3p0);
			assertThat(settings.connectionTimeout()).hasSeconds(61);
			assertThat(settings.validationTimeout()).hasSeconds(61);
			assertThat(settings.idleTimeout()).hasSeconds(61);
			assertThat(settings.maxLifetime()).hasSeconds(61);
			assertThat(settings.keepaliveTime()).hasSeconds(61);
			assertThat(settings.driverProperties()).containsOnly(Map.entry("socketTimeout", "9"));
			assertThat(c3p0.getUser()).isEqualTo("shop");
			assertThat(new C3p0Product().statistics(c3p0).poolName()).isNull();
			c3p0.setDataSourceName("shop");
			assertThat(new C3p0Product().statistics(c3p0).poolName()).isEqualTo("shop");
		}
	}

	@Test
	void viburIsSizedAndTimed() {
		ViburDBCPDataSource vibur = new ViburDBCPDataSource();
		vibur.setJdbcUrl("jdbc:postgresql://localhost:1/shop");
		assertLimit(new ViburProduct(), vibur, "pool-max-size", 50);
		assertThat(vibur.getPoolMaxSize()).isEqualTo(12);
		limit(new ViburProduct(), vibur).set(2, (property) -> false);
		assertThat(vibur.getPoolInitialSize()).isEqualTo(2);
		PoolTimeouts timeouts = timeouts(new ViburProduct(), vibur);
		setAll(timeouts);
		timeouts.addDriverProperty("socketTimeout", "9");
		vibur.setInitSQL("set x = 1");
		PoolSettings settings = settings(new ViburProduct(), vibur);
		assertThat(settings.connectionTimeout()).hasSeconds(61);
		assertThat(settings.validationTimeout()).hasSeconds(61);
		assertThat(settings.maxLifetime()).isNull();
		assertThat(settings.validates()).isTrue();
		assertThat(settings.initSql()).isEqualTo("set x = 1");
		assertThat(settings.driverProperties()).containsOnly(Map.entry("socketTimeout", "9"));
	}

	@Test
	void ucpIsSizedAndTimed() throws Exception {
		DataSource dataSource = (DataSource) Class.forName("oracle.ucp.jdbc.PoolDataSourceFactory")
			.getMethod("getPoolDataSource")
			.invoke(null);
		BeanWrapper ucp = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
		UcpProduct product = new UcpProduct(null);
		assertLimit(product, dataSource, "max-pool-size", Integer.MAX_VALUE);
		assertThat(ucp.getPropertyValue("maxPoolSize")).isEqualTo(12);
		ucp.setPropertyValue("minPoolSize", 2);
		ucp.setPropertyValue("initialPoolSize", 5);
		assertThat(limit(product, dataSource).minimum()).isEqualTo(5);
		setAll(timeouts(product, dataSource));
		PoolSettings settings = settings(product, dataSource);
		assertThat(settings.connectionTimeout()).hasSeconds(61);
		assertThat(settings.validationTimeout()).hasSeconds(61);
		assertThat(settings.idleTimeout()).hasSeconds(61);
		assertThat(settings.maxLifetime()).hasSeconds(61);
		assertThat(settings.validates()).isFalse();
	}

	@Test
	void agroalIsReadAsItIsConfigured() throws SQLException {
		AgroalProduct product = new AgroalProduct();
		try (AgroalDataSource agroal = AgroalDataSource
			.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration((pool) -> pool.maxSize(7)
				.validateOnBorrow(true)
				.connectionValidator(ConnectionValidator.defaultValidator())
				.maxLifetime(Duration.ofMinutes(5))
				.reapTimeout(Duration.ofMinutes(2))
				.connectionFactoryConfiguration((factory) -> factory.jdbcUrl("jdbc:h2:mem:").autoCommit(false))))) {
			PoolLimit limit = limit(product, agroal);
			assertThat(limit.isDefault()).isFalse();
			assertThat(limit.connections()).isEqualTo(7);
			setAll(timeouts(product, agroal));
			PoolSettings settings = settings(product, agroal);
			assertThat(settings.connectionTimeout()).hasSeconds(61);
			assertThat(settings.maxLifetime()).hasMinutes(5);
			assertThat(settings.idleTimeout()).hasMinutes(2);
			assertThat(settings.validates()).isTrue();
			assertThat(Objects.requireNonNull(product.statistics(agroal)).autoCommit()).isFalse();
		}
	}

	private static void assertLimit(KnownProduct product, DataSource dataSource, String property, int defaultMax) {
		PoolLimit limit = limit(product, dataSource);
		assertThat(limit.property()).isEqualTo(property);
		assertThat(limit.isDefault()).isTrue();
		assertThat(limit.connections()).isEqualTo(defaultMax);
		limit.set(12, (name) -> false);
		assertThat(limit.isDefault()).isFalse();
		assertThat(limit.connections()).isEqualTo(12);
	}

	private static void setAll(PoolTimeouts timeouts) {
		timeouts.all().forEach((timeout) -> {
			assertThat(timeout.isDefault()).as(timeout.properties().toString()).isTrue();
			timeout.set(Duration.ofSeconds(61));
		});
		assertThat(timeouts.all()).anyMatch((timeout) -> timeout.kind() == Kind.CONNECTION);
	}

	private static PoolLimit limit(KnownProduct product, DataSource dataSource) {
		return notNull(product.limit(dataSource));
	}

	private static PoolTimeouts timeouts(KnownProduct product, DataSource dataSource) {
		return notNull(product.timeouts(dataSource));
	}

	private static PoolSettings settings(KnownProduct product, DataSource dataSource) {
		return notNull(product.statistics(dataSource)).settings();
	}

	private static <T> T notNull(@Nullable T value) {
		return Objects.requireNonNull(value);
	}

}
