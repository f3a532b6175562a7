package io.github.connectionpool.internal.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.ProxyConnection;
import com.zaxxer.hikari.pool.ProxyResultSet;
import com.zaxxer.hikari.pool.ProxyStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.jdbc.PgResultSet;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Unwrapping gives what the pool's object gives, and the ledger learns of it. Identity is
 * that of the handle.
 */
class HandleUnwrapTests {

	private final MonitoredHikari pool = MonitoredHikari.ofSize(2);

	private MonitoredConnection handle;

	@BeforeEach
	void borrow() throws SQLException {
		this.handle = (MonitoredConnection) this.pool.borrow();
	}

	@AfterEach
	void close() throws SQLException {
		this.handle.close();
		this.pool.close();
	}

	private static <T> void assertUnwraps(Monitored wrapper, Class<T> type, Object expected) throws SQLException {
		assertThat(wrapper.isWrapperFor(type)).as("isWrapperFor " + type).isTrue();
		assertThat(wrapper.unwrap(type)).as("unwrap " + type).isSameAs(expected);
	}

	@Test
	void theDriversConnectionIsWhatBareUnwrapsTo() throws SQLException {
		Wrapper bare = this.handle.delegate();
		assertUnwraps(this.handle, PGConnection.class, bare.unwrap(PGConnection.class));
		assertUnwraps(this.handle, Connection.class, bare.unwrap(Connection.class));
		assertUnwraps(this.handle, AutoCloseable.class, bare.unwrap(AutoCloseable.class));
		assertThat(this.handle.checkout.isDriverUnwrapped()).isTrue();
	}

	@Test
	void thePoolsObjectIsGivenWhereBareKnowsOfNoWrapper() throws SQLException {
		assertThat(this.handle.delegate().isWrapperFor(ProxyConnection.class)).isFalse();
		assertUnwraps(this.handle, ProxyConnection.class, this.handle.delegate());
		assertThat(this.handle.checkout.isDriverUnwrapped()).isTrue();
	}

	@Test
	void theWrapperItselfIsGivenForItsOwnClassAndTellsNothing() throws SQLException {
		assertUnwraps(this.handle, MonitoredConnection.class, this.handle);
		assertUnwraps(this.handle, Monitored.class, this.handle);
		assertThat(this.handle.checkout.isDriverUnwrapped()).isFalse();
	}

	@Test
	void aClassThatNobodyHasFailsAsBareFailsAndTellsNothing() {
		for (Class<?> type : List.of(String.class, PGStatement.class, DataSource.class)) {
			Throwable bare = catchThrowable(() -> this.handle.delegate().unwrap(type));
			assertThatThrownBy(() -> this.handle.unwrap(type)).hasSameClassAs(bare).hasMessage(bare.getMessage());
		}
		assertThat(this.handle.checkout.isDriverUnwrapped()).isFalse();
	}

	@Test
	void toAskIsNotToUnwrap() throws SQLException {
		assertThat(this.handle.isWrapperFor(PGConnection.class)).isTrue();
		assertThat(this.handle.isWrapperFor(String.class)).isFalse();
		assertThat(this.handle.isWrapperFor(DataSource.class)).isFalse();
		assertThat(this.handle.checkout.isDriverUnwrapped()).isFalse();
	}

	@Test
	void statementsUnwrapAsTheHandleDoes() throws SQLException {
		MonitoredStatement statement = (MonitoredStatement) this.handle.createStatement();
		assertUnwraps(statement, MonitoredStatement.class, statement);
		assertThat(this.handle.checkout.isDriverUnwrapped()).isFalse();
		assertUnwraps(statement, PGStatement.class, statement.delegate().unwrap(PGStatement.class));
		assertThat(this.handle.checkout.isDriverUnwrapped()).isTrue();
		assertUnwraps(statement, ProxyStatement.class, statement.delegate());
		MonitoredStatement prepared = (MonitoredStatement) this.handle.prepareStatement("select 1");
		assertUnwraps(prepared, PGStatement.class, prepared.delegate().unwrap(PGStatement.class));
		assertUnwraps(prepared, PreparedStatement.class, prepared.delegate().unwrap(PreparedStatement.class));
		assertUnwraps(prepared, Statement.class, prepared.delegate().unwrap(Statement.class));
	}

	@Test
	void resultSetsUnwrapAsTheHandleDoes() throws SQLException {
		MonitoredResultSet rows = (MonitoredResultSet) this.handle.createStatement().executeQuery("select 1");
		assertUnwraps(rows, MonitoredResultSet.class, rows);
		assertThat(this.handle.checkout.isDriverUnwrapped()).isFalse();
		assertUnwraps(rows, PgResultSet.class, rows.delegate().unwrap(PgResultSet.class));
		assertUnwraps(rows, ResultSet.class, rows.delegate().unwrap(ResultSet.class));
		assertUnwraps(rows, ProxyResultSet.class, rows.delegate());
		assertThat(this.handle.checkout.isDriverUnwrapped()).isTrue();
	}

	@Test
	void metadataUnwrapsAsTheHandleDoes() throws SQLException {
		MonitoredDatabaseMetaData metaData = (MonitoredDatabaseMetaData) this.handle.getMetaData();
		assertUnwraps(metaData, MonitoredDatabaseMetaData.class, metaData);
		assertThat(this.handle.checkout.isDriverUnwrapped()).isFalse();
		assertUnwraps(metaData, DatabaseMetaData.class, metaData.delegate().unwrap(DatabaseMetaData.class));
		assertThat(this.handle.checkout.isDriverUnwrapped()).isTrue();
	}

	@Test
	void aResultOfTheDriversOwnClassIsGivenAsItIs() throws SQLException {
		ResultSet played = new Recorder().play(ResultSet.class);
		Recorder recorder = new Recorder();
		recorder.answer = played;
		MonitoredResultSet rows = new MonitoredResultSet(this.handle, null, recorder.play(ResultSet.class));
		ResultSet monitored = rows.getObject(1, ResultSet.class);
		assertThat(monitored).isInstanceOf(MonitoredResultSet.class);
		assertThat(this.handle.checkout.isDriverUnwrapped()).isFalse();
		assertThat((Object) rows.getObject(1, played.getClass())).isSameAs(played);
		assertThat(this.handle.checkout.isDriverUnwrapped()).isTrue();
	}

	@Test
	void aStreamThatReadsThroughTheConnectionIsAsIfUnwrappedForAsLongAsItIsReachable() throws SQLException {
		Recorder recorder = new Recorder();
		recorder.answer = new ByteArrayInputStream(new byte[1]);
		MonitoredResultSet rows = new MonitoredResultSet(this.handle, null, recorder.play(ResultSet.class));
		assertThat(rows.getBinaryStream(1)).isSameAs(recorder.answer);
		assertThat(this.handle.checkout.isDriverUnwrapped()).as("in memory").isFalse();
		recorder.answer = InputStream.nullInputStream();
		assertThat(rows.getBinaryStream(1)).isSameAs(recorder.answer);
		recorder.answer = Reader.nullReader();
		assertThat(rows.getCharacterStream(1)).isSameAs(recorder.answer);
		assertThat(this.handle.checkout.isDriverUnwrapped()).isTrue();
		recorder.answer = null;
		TestPools.await().until(() -> {
			System.gc();
			HandleRetention.release();
			return !this.handle.checkout.isDriverUnwrapped();
		});
	}

	@Test
	void aLobIsAsIfUnwrappedForGood() throws SQLException {
		Recorder recorder = new Recorder();
		recorder.answer = new Recorder().play(Blob.class);
		MonitoredResultSet rows = new MonitoredResultSet(this.handle, null, recorder.play(ResultSet.class));
		assertThat(rows.getBlob(1)).isSameAs(recorder.answer);
		recorder.answer = null;
		System.gc();
		HandleRetention.release();
		assertThat(this.handle.checkout.isDriverUnwrapped()).isTrue();
	}

	@Test
	void anArrayIsAsIfUnwrappedForAsLongAsItIsReachable() throws SQLException {
		ResultSet row = this.handle.createStatement().executeQuery("select array[1, 2]");
		row.next();
		Object[] array = { row.getArray(1) };
		assertThat(this.handle.checkout.isDriverUnwrapped()).isTrue();
		assertThat(array[0]).as("held up to here").isNotNull();
		array[0] = null;
		TestPools.await().until(() -> {
			System.gc();
			HandleRetention.release();
			return !this.handle.checkout.isDriverUnwrapped();
		});
	}

	@Test
	void anArrayThatTheApplicationMadeReadsNothing() throws SQLException {
		Object array = this.handle.createArrayOf("int4", new Object[] { 1 });
		assertThat(array).isNotNull();
		assertThat(this.handle.checkout.isDriverUnwrapped()).isFalse();
	}

	@Test
	void aHandleEqualsItselfOnly() throws SQLException {
		try (Connection other = this.pool.borrow()) {
			assertThat(this.handle).isNotEqualTo(other).isNotEqualTo(this.handle.delegate());
			Set<Connection> handles = new HashSet<>(List.of(this.handle, other));
			assertThat(handles).hasSize(2).contains(this.handle, other);
			int hash = this.handle.hashCode();
			this.handle.close();
			assertThat(this.handle.hashCode()).isEqualTo(hash);
			assertThat(handles).contains(this.handle);
		}
	}

	@Test
	void theNextHandleOfTheSameConnectionIsAnotherOne() throws SQLException {
		Object driver = this.handle.unwrap(PGConnection.class);
		this.handle.close();
		try (Connection next = this.pool.borrow()) {
			assertThat(next.unwrap(PGConnection.class)).isSameAs(driver);
			assertThat(next).isNotEqualTo(this.handle);
			assertThat(MonitoredHikari.checkout(next).id()).isNotEqualTo(this.handle.checkout.id());
		}
	}

	@Test
	void textIsThatOfThePoolsObject() throws SQLException {
		assertThat(this.handle).hasToString(this.handle.delegate().toString());
		MonitoredStatement statement = (MonitoredStatement) this.handle.prepareStatement("select 1");
		assertThat(statement).hasToString(statement.delegate().toString());
	}

	@Test
	void theDataSourceUnwrapsToThePool() throws SQLException {
		MonitoredDataSource dataSource = this.pool.dataSource;
		assertThat(dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
		assertThat(dataSource.unwrap(HikariDataSource.class)).isSameAs(this.pool.hikari);
		assertThat(dataSource.isWrapperFor(MonitoredDataSource.class)).isTrue();
		assertThat(dataSource.unwrap(MonitoredDataSource.class)).isSameAs(dataSource);
		assertThat(dataSource.isWrapperFor(String.class)).isFalse();
		assertThatThrownBy(() -> dataSource.unwrap(String.class)).isInstanceOf(SQLException.class);
		assertThat(dataSource.getTargetDataSource()).isSameAs(this.pool.hikari);
		assertThat(dataSource.getTargetClass()).isEqualTo(HikariDataSource.class);
	}

	@Test
	void theTargetOfTheDataSourceCannotBeChanged() {
		assertThatThrownBy(() -> this.pool.dataSource.setTargetDataSource(new HikariDataSource()))
			.isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("orders");
	}

}
