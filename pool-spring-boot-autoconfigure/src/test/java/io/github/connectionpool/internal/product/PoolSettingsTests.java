package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.test.util.ReflectionTestUtils;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolStatistics;

import static org.assertj.core.api.Assertions.assertThat;

class PoolSettingsTests {

	@Test
	void hikariTellsItsSettingsWithoutStarting() {
		try (HikariDataSource hikari = TestPools.hikari(2)) {
			PoolStatistics statistics = new HikariProduct().statistics(hikari);
			hikari.setConnectionTimeout(7_000);
			hikari.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
			hikari.setSchema("shop");
			hikari.setConnectionInitSql("set x = 1");
			PoolSettings settings = statistics.settings();
			assertThat(settings.connectionTimeout()).hasSeconds(7);
			assertThat(settings.validationTimeout()).hasSeconds(5);
			assertThat(settings.idleTimeout()).hasMinutes(10);
			assertThat(settings.maxLifetime()).hasMinutes(30);
			assertThat(settings.keepaliveTime()).hasMinutes(2);
			assertThat(settings.leakDetectionThreshold()).isZero();
			assertThat(settings.validates()).isTrue();
			assertThat(settings.transactionIsolation()).isEqualTo("TRANSACTION_SERIALIZABLE");
			assertThat(settings.schema()).isEqualTo("shop");
			assertThat(settings.initSql()).isEqualTo("set x = 1");
			assertThat(hikari.isRunning()).isFalse();
		}
	}

	@Test
	void hikariWithoutALimitForBorrowersTellsNone() {
		try (HikariDataSource hikari = TestPools.hikari(2)) {
			hikari.setConnectionTimeout(0);
			assertThat(new HikariProduct().statistics(hikari).settings().connectionTimeout()).isZero();
		}
	}

	@Test
	void hikariTellsAsConfiguredWhatItHasSwitchedOff() throws Exception {
		try (HikariDataSource hikari = TestPools.hikari(2)) {
			hikari.setMinimumIdle(1);
			hikari.setMaxLifetime(60_000);
			hikari.setIdleTimeout(90_000);
			hikari.setKeepaliveTime(70_000);
			hikari.setLeakDetectionThreshold(1_500);
			PoolStatistics statistics = new HikariProduct().statistics(hikari);
			hikari.getConnection().close();
			assertThat(List.of(hikari.getIdleTimeout(), hikari.getKeepaliveTime(), hikari.getLeakDetectionThreshold()))
				.containsOnly(0L);
			assertThat(statistics.settings().idleTimeout()).hasSeconds(90);
			assertThat(statistics.settings().keepaliveTime()).hasSeconds(70);
			assertThat(statistics.settings().leakDetectionThreshold()).hasMillis(1_500);
		}
	}

	@Test
	void hikariFollowsWhatIsSetWhileThePoolRuns() throws Exception {
		try (HikariDataSource hikari = TestPools.hikari(2)) {
			PoolStatistics statistics = new HikariProduct().statistics(hikari);
			hikari.getConnection().close();
			hikari.getHikariConfigMXBean().setConnectionTimeout(4_000);
			hikari.getHikariConfigMXBean().setLeakDetectionThreshold(3_000);
			assertThat(statistics.settings().connectionTimeout()).hasSeconds(4);
			assertThat(statistics.settings().leakDetectionThreshold()).hasSeconds(3);
		}
	}

	@Test
	void aProxyIsNotAskedBeforeItIsRead() {
		ProxyFactory factory = new ProxyFactory();
		factory.setTargetClass(HikariDataSource.class);
		factory.setProxyTargetClass(true);
		factory.addAdvice((MethodInterceptor) (invocation) -> {
			throw new IllegalStateException("there is no target");
		});
		assertThat(new HikariProduct().statistics((HikariDataSource) factory.getProxy())).isNotNull();
	}

	@Test
	void whatLooksLikeASecretIsNotTold() {
		try (HikariDataSource hikari = TestPools.hikari(2)) {
			hikari.addDataSourceProperty("socketTimeout", "60");
			hikari.addDataSourceProperty("sslPassword", "hush");
			hikari.addDataSourceProperty("PASSWORD", "hush");
			hikari.addDataSourceProperty("accessToken", "hush");
			hikari.addDataSourceProperty("loginTimeout", 7);
			assertThat(new HikariProduct().statistics(hikari).settings().driverProperties())
				.containsOnly(Map.entry("socketTimeout", "60"), Map.entry("loginTimeout", "7"));
		}
	}

	@Test
	void tomcatTellsItsSettingsWithoutStarting() {
		org.apache.tomcat.jdbc.pool.DataSource tomcat = new org.apache.tomcat.jdbc.pool.DataSource();
		PoolStatistics statistics = Objects.requireNonNull(new TomcatProduct().statistics(tomcat));
		assertThat(statistics.settings().validates()).isFalse();
		assertThat(statistics.settings().maxLifetime()).isZero();
		assertThat(statistics.settings().validationTimeout()).isZero();
		tomcat.setMaxWait(7_000);
		tomcat.setMaxAge(8_000);
		tomcat.setValidationQueryTimeout(3);
		tomcat.setTestWhileIdle(true);
		tomcat.setInitSQL("set x = 1");
		tomcat.setDefaultTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		tomcat.setConnectionProperties("socketTimeout=60;password=hush");
		PoolSettings settings = statistics.settings();
		assertThat(settings.connectionTimeout()).hasSeconds(7);
		assertThat(settings.maxLifetime()).hasSeconds(8);
		assertThat(settings.validationTimeout()).hasSeconds(3);
		assertThat(settings.idleTimeout()).hasSeconds(60);
		assertThat(settings.keepaliveTime()).isNull();
		assertThat(settings.validates()).isTrue();
		assertThat(settings.initSql()).isEqualTo("set x = 1");
		assertThat(settings.transactionIsolation()).isEqualTo("TRANSACTION_REPEATABLE_READ");
		assertThat(settings.driverProperties()).containsOnly(Map.entry("socketTimeout", "60"));
		assertThat(ReflectionTestUtils.getField(tomcat, "pool")).isNull();
		tomcat.setTimeBetweenEvictionRunsMillis(0);
		assertThat(statistics.settings().idleTimeout()).isZero();
		assertThat(statistics.settings().validates()).isFalse();
		tomcat.setTestOnBorrow(true);
		assertThat(statistics.settings().validates()).isTrue();
	}

	@Test
	void dbcp2TellsItsSettingsWithoutStarting() throws Exception {
		try (BasicDataSource dbcp2 = new BasicDataSource()) {
			PoolSettings untouched = new Dbcp2Product().statistics(dbcp2).settings();
			assertThat(untouched.connectionTimeout()).isZero();
			assertThat(untouched.maxLifetime()).isZero();
			assertThat(untouched.idleTimeout()).isZero();
			assertThat(untouched.validates()).isTrue();
			dbcp2.setMaxWait(Duration.ofSeconds(7));
			dbcp2.setMaxConn(Duration.ofSeconds(8));
			dbcp2.setDurationBetweenEvictionRuns(Duration.ofSeconds(5));
			dbcp2.setMinEvictableIdle(Duration.ofSeconds(9));
			dbcp2.setTestOnBorrow(false);
			dbcp2.setConnectionInitSqls(List.of("set x = 1", "set y = 2"));
			dbcp2.setDefaultSchema("shop");
			dbcp2.addConnectionProperty("socketTimeout", "60");
			dbcp2.addConnectionProperty("password", "hush");
			PoolSettings settings = new Dbcp2Product().statistics(dbcp2).settings();
			assertThat(settings.connectionTimeout()).hasSeconds(7);
			assertThat(settings.maxLifetime()).hasSeconds(8);
			assertThat(settings.idleTimeout()).hasSeconds(9);
			assertThat(settings.validates()).isFalse();
			assertThat(settings.initSql()).isEqualTo("set x = 1; set y = 2");
			assertThat(settings.schema()).isEqualTo("shop");
			assertThat(settings.driverProperties()).containsOnly(Map.entry("socketTimeout", "60"));
			assertThat(ReflectionTestUtils.getField(dbcp2, "connectionPool")).isNull();
		}
	}

	@Test
	void dbcp2DoesNotWaitWhileItConnects() throws Exception {
		try (BasicDataSource dbcp2 = new BasicDataSource()) {
			PoolStatistics statistics = new Dbcp2Product().statistics(dbcp2);
			FutureTask<PoolSettings> reading = new FutureTask<>(statistics::settings);
			synchronized (dbcp2) {
				new Thread(reading).start();
				assertThat(reading.get(60, TimeUnit.SECONDS).connectionTimeout()).isZero();
			}
		}
	}

}
