package io.github.connectionpool.internal.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Every method of every wrapper passes on to what it wraps.
 */
class DelegationTests {

	/** Always the handle, whatever the delegate would say. */
	private static final Set<Class<?>> MADE_HERE = Set.of(Connection.class);

	private static final Set<Class<?>> WRAPPED = Set.of(DatabaseMetaData.class, Statement.class,
			PreparedStatement.class, CallableStatement.class, ResultSet.class);

	static List<Class<?>> types() {
		return JdbcRelease.TYPES;
	}

	static Monitored wrapper(Class<?> type, Recorder recorder) {
		Object delegate = recorder.play(type);
		Connection connection = (delegate instanceof Connection played) ? played
				: new Recorder().play(Connection.class);
		MonitoredConnection handle = MonitoredHikari.handle(connection);
		recorder.checkout = handle.checkout;
		if (type == DatabaseMetaData.class) {
			return new MonitoredDatabaseMetaData(handle, (DatabaseMetaData) delegate);
		}
		if (type == ResultSet.class) {
			return new MonitoredResultSet(handle, null, (ResultSet) delegate);
		}
		if (type == CallableStatement.class) {
			return new MonitoredCallableStatement(handle, "call orders()", (CallableStatement) delegate);
		}
		if (type == PreparedStatement.class) {
			return new MonitoredPreparedStatement(handle, "select ?", (PreparedStatement) delegate);
		}
		return (type == Statement.class) ? new MonitoredStatement(handle, (Statement) delegate) : handle;
	}

	static @Nullable Object[] arguments(Method method) {
		return Arrays.stream(method.getParameterTypes()).map(Recorder::value).toArray();
	}

	static @Nullable Object call(Method method, Object target, @Nullable Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	@Test
	void theInterfacesAreThoseOfTheOldestJava() {
		assertThat(types().stream().map((type) -> JdbcRelease.methods(type).size())).containsExactly(58, 177, 54, 112,
				233, 193);
	}

	@ParameterizedTest
	@MethodSource("types")
	void everyMethodIsOverridden(Class<?> type) throws Exception {
		Class<?> wrapper = wrapper(type, new Recorder()).getClass();
		for (Method method : JdbcRelease.methods(type)) {
			Class<?> overriding = wrapper.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass();
			assertThat(overriding.getPackage()).as(method.toString()).isSameAs(Monitored.class.getPackage());
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	void everyCallReachesTheDelegateOnceAndItsAnswerComesBack(Class<?> type) throws Throwable {
		for (Method method : JdbcRelease.methods(type)) {
			Recorder recorder = new Recorder();
			recorder.answer = Recorder.value(method.getReturnType());
			Monitored wrapper = wrapper(type, recorder);
			@Nullable Object[] arguments = arguments(method);
			Object answer = call(method, wrapper, arguments);
			if (MADE_HERE.contains(method.getReturnType())) {
				assertThat(answer).as(method.toString()).isSameAs(wrapper.handle());
				continue;
			}
			assertThat(recorder.calls).as(method.toString()).hasSize(1);
			Recorder.Call call = recorder.calls.get(0);
			assertThat(call.method().getName()).isEqualTo(method.getName());
			assertThat(call.method().getParameterTypes()).isEqualTo(method.getParameterTypes());
			for (int i = 0; i < arguments.length; i++) {
				boolean isPrimitive = method.getParameterTypes()[i].isPrimitive();
				Object passed = call.arguments().get(i);
				assertThat(isPrimitive ? Objects.equals(passed, arguments[i]) : passed == arguments[i])
					.as("argument %d of %s", i, method)
					.isTrue();
			}
			assertAnswer(method, wrapper, answer, recorder.answer);
		}
	}

	private static void assertAnswer(Method method, Monitored wrapper, @Nullable Object answer,
			@Nullable Object expected) {
		if (WRAPPED.contains(method.getReturnType())) {
			assertThat(answer).as(method.toString()).isInstanceOf(Monitored.class);
			Monitored monitored = (Monitored) Objects.requireNonNull(answer);
			assertThat(monitored.delegate()).as(method.toString()).isSameAs(expected);
			assertThat(monitored.handle()).as(method.toString()).isSameAs(wrapper.handle());
		}
		else if (method.getReturnType().isPrimitive()) {
			assertThat(answer).as(method.toString()).isEqualTo(expected);
		}
		else {
			assertThat(answer).as(method.toString()).isSameAs(expected);
		}
	}

	@ParameterizedTest
	@MethodSource("types")
	void theOtherTruthAndNothingComeBackToo(Class<?> type) throws Throwable {
		for (Method method : JdbcRelease.methods(type)) {
			Class<?> returned = method.getReturnType();
			boolean mayBeNothing = !returned.isPrimitive()
					&& (!WRAPPED.contains(returned) || returned == ResultSet.class) && !MADE_HERE.contains(returned);
			if (mayBeNothing || returned == boolean.class) {
				Recorder recorder = new Recorder();
				recorder.answer = mayBeNothing ? null : false;
				assertThat(call(method, wrapper(type, recorder), arguments(method))).as(method.toString())
					.isEqualTo(recorder.answer);
			}
		}
	}

	private static List<Throwable> failures(Method method) {
		List<Class<?>> declared = List.of(method.getExceptionTypes());
		Throwable broken = new IllegalStateException("broken");
		if (declared.contains(SQLException.class)) {
			broken = new SQLException("broken");
		}
		else if (declared.contains(SQLClientInfoException.class)) {
			broken = new SQLClientInfoException();
		}
		return List.of(broken, new IllegalArgumentException("broken"), new LinkageError("broken"));
	}

	@ParameterizedTest
	@MethodSource("types")
	void everyFailureComesThroughAndLeavesNothingInFlight(Class<?> type) {
		for (Method method : JdbcRelease.methods(type)) {
			if (MADE_HERE.contains(method.getReturnType())) {
				continue;
			}
			for (Throwable failure : failures(method)) {
				Recorder recorder = new Recorder();
				recorder.failure = failure;
				Monitored wrapper = wrapper(type, recorder);
				assertThat(catchThrowable(() -> call(method, wrapper, arguments(method)))).as(method.toString())
					.isSameAs(failure)
					.hasNoSuppressedExceptions();
				assertThat(wrapper.checkout.isInFlight()).as(method.toString()).isFalse();
			}
		}
	}

	static Stream<Arguments> callsInFlight() {
		return Stream.of(
				Arguments.of(Connection.class,
						Set.of("abort", "close", "commit", "isValid", "releaseSavepoint", "rollback", "setAutoCommit",
								"setCatalog", "setReadOnly", "setSavepoint", "setSchema", "setTransactionIsolation")),
				Arguments.of(DatabaseMetaData.class,
						Set.of("getAttributes", "getBestRowIdentifier", "getCatalogs", "getClientInfoProperties",
								"getColumnPrivileges", "getColumns", "getCrossReference", "getExportedKeys",
								"getFunctionColumns", "getFunctions", "getImportedKeys", "getIndexInfo",
								"getPrimaryKeys", "getProcedureColumns", "getProcedures", "getPseudoColumns",
								"getSchemas", "getSuperTables", "getSuperTypes", "getTablePrivileges", "getTableTypes",
								"getTables", "getTypeInfo", "getUDTs", "getVersionColumns")),
				Arguments.of(Statement.class,
						Set.of("execute", "executeBatch", "executeLargeBatch", "executeLargeUpdate", "executeQuery",
								"executeUpdate", "getMoreResults")),
				Arguments.of(PreparedStatement.class,
						Set.of("execute", "executeBatch", "executeLargeBatch", "executeLargeUpdate", "executeQuery",
								"executeUpdate", "getMoreResults", "getMetaData", "getParameterMetaData", "setBlob",
								"setClob", "setNClob")),
				Arguments.of(CallableStatement.class,
						Set.of("execute", "executeBatch", "executeLargeBatch", "executeLargeUpdate", "executeQuery",
								"executeUpdate", "getMoreResults")),
				Arguments.of(ResultSet.class, Set.of("absolute", "afterLast", "beforeFirst", "deleteRow", "first",
						"insertRow", "isLast", "last", "next", "previous", "refreshRow", "relative", "updateRow")));
	}

	/**
	 * A superset may be fine; what is missing would look idle while the database works.
	 */
	@ParameterizedTest
	@MethodSource("callsInFlight")
	void callsThatMayReachTheDatabaseAreInFlightAndCount(Class<?> type, Set<String> expected) throws Throwable {
		Set<String> inFlight = new TreeSet<>();
		for (Method method : JdbcRelease.methods(type)) {
			Recorder recorder = new Recorder();
			recorder.answer = Recorder.value(method.getReturnType());
			Monitored wrapper = wrapper(type, recorder);
			call(method, wrapper, arguments(method));
			boolean isInFlight = recorder.calls.stream().anyMatch(Recorder.Call::inFlight);
			assertThat(wrapper.checkout.activity()).as(method.toString())
				.isEqualTo((isInFlight || isMaker(type, method)) ? 1 : 0);
			assertThat(wrapper.checkout.isInFlight()).as(method.toString()).isFalse();
			if (isInFlight) {
				inFlight.add(method.getName());
			}
		}
		assertThat(inFlight).containsAll(expected);
	}

	/** Over at once, but a use of the connection. */
	private static boolean isMaker(Class<?> type, Method method) {
		if (type == DatabaseMetaData.class) {
			return method.getExceptionTypes().length > 0 && method.getDeclaringClass() == type;
		}
		return type == Connection.class
				&& (method.getName().startsWith("create") || method.getName().startsWith("prepare")
						|| Set.of("getSchema", "getCatalog", "getTransactionIsolation").contains(method.getName()));
	}

	@ParameterizedTest
	@MethodSource("types")
	void anExecutionShowsTheTextThatRuns(Class<?> type) throws Throwable {
		for (Method method : JdbcRelease.methods(type)) {
			if (method.getName().startsWith("execute")) {
				Recorder recorder = new Recorder();
				recorder.answer = Recorder.value(method.getReturnType());
				Monitored wrapper = wrapper(type, recorder);
				@Nullable Object[] arguments = arguments(method);
				call(method, wrapper, arguments);
				boolean hasText = arguments.length > 0;
				String text = (wrapper instanceof MonitoredStatement statement) ? statement.sql() : null;
				assertThat(recorder.calls.get(0).sql()).as(method.toString()).isEqualTo(hasText ? arguments[0] : text);
				assertThat(wrapper.checkout.sql()).as(method.toString()).isEqualTo(hasText ? arguments[0] : text);
			}
		}
	}

}
