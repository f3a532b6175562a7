package io.github.connectionpool.internal.jdbc;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Every method of the six interfaces is a use, and is refused once the connection was
 * taken back.
 */
class WatchedCallsTests {

	/** Answered after that as well: to close is always allowed, and to ask for it. */
	private static final Map<Class<?>, Set<String>> NEVER_REFUSED = Map.of(Connection.class,
			Set.of("close", "isClosed", "isValid", "abort"), DatabaseMetaData.class, declareNoException(),
			Statement.class, Set.of("close", "isClosed"), PreparedStatement.class, Set.of("close", "isClosed"),
			CallableStatement.class, Set.of("close", "isClosed"), ResultSet.class, Set.of("close", "isClosed"));

	private static Set<String> declareNoException() {
		return Set.of("getDriverMajorVersion", "getDriverMinorVersion");
	}

	static List<Class<?>> types() {
		return JdbcRelease.TYPES;
	}

	private static List<Method> methods(Class<?> type) {
		List<Method> methods = new ArrayList<>(JdbcRelease.methods(type));
		methods.addAll(List.of(Wrapper.class.getMethods()));
		return methods;
	}

	private static Recorder answering(Method method) {
		Recorder recorder = new Recorder();
		recorder.answer = method.getName().equals("unwrap") ? true : Recorder.value(method.getReturnType());
		return recorder;
	}

	@ParameterizedTest
	@MethodSource("types")
	void everyCallIsAUseFromTheFirstLookOn(Class<?> type) throws Throwable {
		for (Method method : methods(type)) {
			Monitored wrapper = DelegationTests.wrapper(type, answering(method));
			wrapper.checkout.checked(System.nanoTime());
			long uses = wrapper.checkout.uses();
			DelegationTests.call(method, wrapper, DelegationTests.arguments(method));
			assertThat(wrapper.checkout.uses()).as(method.toString()).isNotEqualTo(uses);
		}
	}

	@ParameterizedTest
	@MethodSource("connectionMethods")
	void everyCallOfAConnectionIsAUseBeforeTheFirstLookToo(Method method) throws Throwable {
		Monitored wrapper = DelegationTests.wrapper(Connection.class, answering(method));
		long uses = wrapper.checkout.uses();
		DelegationTests.call(method, wrapper, DelegationTests.arguments(method));
		assertThat(wrapper.checkout.uses()).isNotEqualTo(uses);
	}

	static List<Method> connectionMethods() {
		return methods(Connection.class);
	}

	@ParameterizedTest
	@MethodSource("types")
	void everyCallIsRefusedOnceTheConnectionWasTakenBack(Class<?> type) {
		Set<String> neverRefused = Objects.requireNonNull(NEVER_REFUSED.get(type));
		for (Method method : methods(type)) {
			Recorder recorder = answering(method);
			Monitored wrapper = DelegationTests.wrapper(type, recorder);
			assertThat(wrapper.checkout.revoke("it was evicted")).isTrue();
			Throwable refusal = catchThrowable(
					() -> DelegationTests.call(method, wrapper, DelegationTests.arguments(method)));
			if (neverRefused.contains(method.getName())) {
				assertThat(refusal).as(method.toString()).isNull();
				continue;
			}
			assertThat(refusal).as(method.toString())
				.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("08003"))
				.hasMessageContaining("it was evicted");
			assertThat(recorder.calls.stream().filter((call) -> call.method().equals(method))).as(method.toString())
				.isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("closeables")
	void isClosedOnceTheConnectionWasTakenBack(Class<?> type) throws Throwable {
		Method method = type.getMethod("isClosed");
		Recorder recorder = new Recorder();
		recorder.answer = false;
		Monitored wrapper = DelegationTests.wrapper(type, recorder);
		assertThat(DelegationTests.call(method, wrapper, new Object[0])).isEqualTo(false);
		wrapper.checkout.revoke("it was evicted");
		assertThat(DelegationTests.call(method, wrapper, new Object[0])).isEqualTo(true);
	}

	static Stream<Class<?>> closeables() {
		return JdbcRelease.TYPES.stream().filter((type) -> type != DatabaseMetaData.class);
	}

	@ParameterizedTest
	@MethodSource("types")
	void nothingIsRefusedOnceTheConnectionWasReturned(Class<?> type) {
		for (Method method : methods(type)) {
			Monitored wrapper = DelegationTests.wrapper(type, answering(method));
			assertThat(wrapper.checkout.beginReturn()).isTrue();
			assertThatCode(() -> DelegationTests.call(method, wrapper, DelegationTests.arguments(method)))
				.as("the pool refuses by itself: %s", method)
				.doesNotThrowAnyException();
		}
	}

}
