package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKey;
import java.util.List;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Every way to borrow from a monitored data source.
 */
class MonitoredDataSourceTests {

	private final Recorder target = new Recorder();

	private final MonitoredPool pool = MonitoredHikari.pool(1, 1);

	private final CheckoutContext context = new CheckoutContext("OrderService.place", null, null, null);

	private final MonitoredDataSource dataSource = new MonitoredDataSource(this.target.play(DataSource.class),
			this.pool, () -> this.context);

	private final Connection connection = new Recorder().play(Connection.class);

	private void assertMonitored(Connection handle) {
		assertThat(((MonitoredConnection) handle).delegate()).isSameAs(this.connection);
		Checkout checkout = MonitoredHikari.checkout(handle);
		assertThat(this.pool.ledger().oldestFirst()).containsExactly(checkout);
		assertThat(this.pool.acquire().sinceStart().count()).isOne();
		assertThat(checkout.context()).isSameAs(this.context);
		assertThat(checkout.owner().thread()).isSameAs(Thread.currentThread());
		assertThat(checkout.stack()).isNotEmpty();
	}

	@Test
	void theUsualBorrow() throws SQLException {
		this.target.answer = this.connection;
		assertMonitored(this.dataSource.getConnection());
		assertThat(this.target.calls).hasSize(1);
	}

	@Test
	void theBorrowWithUserAndPassword() throws SQLException {
		this.target.answer = this.connection;
		assertMonitored(this.dataSource.getConnection("me", "secret"));
		assertThat(this.target.calls).hasSize(1);
		assertThat(this.target.calls.get(0).arguments()).isEqualTo(List.of("me", "secret"));
	}

	@Test
	void theBorrowByABuilder() throws SQLException {
		Recorder builder = new Recorder();
		this.target.answer = builder.play(ConnectionBuilder.class);
		ShardingKey key = new Recorder().play(ShardingKey.class);
		ShardingKey superKey = new Recorder().play(ShardingKey.class);
		ConnectionBuilder monitored = this.dataSource.createConnectionBuilder();
		assertThat(monitored.user("me")).isSameAs(monitored);
		assertThat(monitored.password("secret")).isSameAs(monitored);
		assertThat(monitored.shardingKey(key)).isSameAs(monitored);
		assertThat(monitored.superShardingKey(superKey)).isSameAs(monitored);
		builder.answer = this.connection;
		assertMonitored(monitored.build());
		assertThat(builder.calls).extracting((call) -> call.method().getName())
			.containsExactly("user", "password", "shardingKey", "superShardingKey", "build");
		assertThat(builder.calls).flatExtracting(Recorder.Call::arguments)
			.containsExactly("me", "secret", key, superKey);
	}

	@Test
	void theParentLoggerIsThatOfThePool() throws SQLException {
		Logger logger = Logger.getAnonymousLogger();
		this.target.answer = logger;
		assertThat(this.dataSource.getParentLogger()).isSameAs(logger);
		SQLFeatureNotSupportedException refusal = new SQLFeatureNotSupportedException("no logger");
		this.target.failure = refusal;
		assertThatThrownBy(this.dataSource::getParentLogger).isSameAs(refusal);
	}

	@Test
	void whatThePoolCannotDoFailsAsItDoesBare() throws SQLException {
		try (MonitoredHikari hikari = MonitoredHikari.ofSize(1)) {
			Throwable login = catchThrowable(() -> hikari.hikari.getConnection("me", "secret"));
			assertThatThrownBy(() -> hikari.dataSource.getConnection("me", "secret")).hasSameClassAs(login)
				.hasMessage(login.getMessage());
			Throwable builder = catchThrowable(() -> hikari.hikari.createConnectionBuilder().build());
			assertThatThrownBy(() -> hikari.dataSource.createConnectionBuilder().build()).hasSameClassAs(builder)
				.hasMessage(builder.getMessage());
			assertThat(hikari.pool.failures().exhaustions().count()).isZero();
			assertThat(hikari.pool.ledger().borrows()).isZero();
		}
	}

	@Test
	void aConnectionThatIsMonitoredAlreadyIsNotNotedTwice() throws SQLException {
		this.target.answer = this.connection;
		MonitoredPool outerPool = MonitoredHikari.pool(1, 1);
		MonitoredDataSource outer = new MonitoredDataSource(this.dataSource, outerPool, () -> CheckoutContext.NONE);
		assertMonitored(outer.getConnection());
		assertThat(outerPool.ledger().borrows()).isZero();
	}

	@Test
	void aPoolThatLendsNothingIsNotNoted() throws SQLException {
		assertThat(this.dataSource.getConnection()).isNull();
		assertThat(this.pool.ledger().borrows()).isZero();
	}

	@Test
	void nothingIsBorrowedToBeMonitored() {
		assertThat(this.target.calls).isEmpty();
	}

}
