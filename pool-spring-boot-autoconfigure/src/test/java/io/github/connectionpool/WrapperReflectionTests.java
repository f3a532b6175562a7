package io.github.connectionpool;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.jdbc.hikari.MonitoredHikariDataSource;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications wrap connections by the interfaces that their class names, and call them
 * by reflection, from other packages than that of the wrappers.
 */
class WrapperReflectionTests {

	private final HikariDataSource hikari = TestPools.hikari(1);

	private final MonitoredDataSource dataSource = new MonitoredDataSource(this.hikari,
			TestPools.pool("dataSource", TestPools.statistics(this.hikari)), () -> CheckoutContext.NONE);

	private final Map<Class<?>, Object> wrappers = new LinkedHashMap<>();

	@BeforeEach
	void borrow() throws Exception {
		Connection connection = this.dataSource.getConnection();
		Statement statement = connection.createStatement();
		this.wrappers.put(DataSource.class, this.dataSource);
		this.wrappers.put(Connection.class, connection);
		this.wrappers.put(DatabaseMetaData.class, connection.getMetaData());
		this.wrappers.put(Statement.class, statement);
		this.wrappers.put(PreparedStatement.class, connection.prepareStatement("select 1"));
		this.wrappers.put(CallableStatement.class, connection.prepareCall("call 1"));
		this.wrappers.put(ResultSet.class, statement.executeQuery("select 1"));
	}

	@AfterEach
	void close() {
		this.hikari.close();
	}

	@Test
	void aPoolThatKeepsItsClassNamesTheInterfacesOfThatClass() throws Exception {
		try (HikariDataSource pool = new MonitoredHikariDataSource()) {
			assertThat(pool.getClass().getInterfaces()).contains(HikariDataSource.class.getInterfaces());
			for (Method method : HikariDataSource.class.getMethods()) {
				assertThat(canBeCalled(pool, method) || Modifier.isStatic(method.getModifiers())).as(method.toString())
					.isTrue();
			}
		}
	}

	@Test
	void theClassNamesItsInterface() {
		this.wrappers.forEach((type, wrapper) -> assertThat(wrapper.getClass().getInterfaces()).contains(type));
	}

	@Test
	void aProxyOfItsInterfacesIsOneOfTheType() {
		InvocationHandler nothing = (proxy, method, arguments) -> null;
		this.wrappers.forEach((type, wrapper) -> assertThat(
				Proxy.newProxyInstance(getClass().getClassLoader(), wrapper.getClass().getInterfaces(), nothing))
			.isInstanceOf(type));
	}

	@Test
	void everyMethodOfItsClassCanBeCalledFromHere() {
		this.wrappers.forEach((type, wrapper) -> {
			for (Method declared : type.getMethods()) {
				if (!Modifier.isStatic(declared.getModifiers())) {
					assertThat(canBeCalled(wrapper, declared)).as(declared.toString()).isTrue();
				}
			}
		});
	}

	private static boolean canBeCalled(Object wrapper, Method declared) {
		try {
			return wrapper.getClass().getMethod(declared.getName(), declared.getParameterTypes()).canAccess(wrapper);
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	@Test
	void aStatementIsPreparedByReflection() throws Exception {
		Object connection = this.wrappers.get(Connection.class);
		assertThat(connection).isNotNull();
		Object prepared = connection.getClass()
			.getMethod("prepareStatement", String.class)
			.invoke(connection, "select 1");
		assertThat(prepared).isInstanceOf(PreparedStatement.class);
		assertThat(prepared.getClass().getMethod("executeQuery").invoke(prepared)).isInstanceOf(ResultSet.class);
	}

}
