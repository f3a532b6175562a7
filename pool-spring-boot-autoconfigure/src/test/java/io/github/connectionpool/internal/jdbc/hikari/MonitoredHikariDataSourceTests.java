package io.github.connectionpool.internal.jdbc.hikari;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class MonitoredHikariDataSourceTests {

	@Test
	void allThatCanBeConfiguredIsTakenFromTheOriginal() throws Exception {
		HikariDataSource original = new HikariDataSource();
		for (Field field : fields()) {
			set(field, original);
		}
		original.setUsername("somebody");
		original.setPassword("secret");
		MonitoredHikariDataSource copy = MonitoredHikariDataSource.inPlaceOf(original);
		assertThat(fields()).isNotEmpty();
		for (Field field : fields()) {
			assertThat(value(field, copy)).as(field.getName()).isEqualTo(value(field, original));
		}
		assertThat(copy.getUsername()).isEqualTo("somebody");
		assertThat(copy.getPassword()).isEqualTo("secret");
	}

	@Test
	void poolHasNoOtherStateThanItsConfigurationAndWhetherItRuns() {
		assertThat(HikariDataSource.class.getDeclaredFields())
			.filteredOn((field) -> !Modifier.isStatic(field.getModifiers()))
			.extracting(Field::getName)
			.containsExactlyInAnyOrder("isShutdown", "fastPathPool", PoolField.NAME);
	}

	@Test
	void borrowersOfAPoolThatCannotStartDoNotWaitForEachOther() throws Exception {
		HikariDataSource original = new HikariDataSource();
		original.setJdbcUrl("jdbc:h2:tcp://localhost:1/down");
		original.setInitializationFailTimeout(-1);
		original.setConnectionTimeout(30_000);
		try (MonitoredHikariDataSource pool = MonitoredHikariDataSource.inPlaceOf(original)) {
			List<Thread> borrowers = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				Thread borrower = new Thread(() -> assertThatException().isThrownBy(pool::getConnection));
				borrower.start();
				borrowers.add(borrower);
			}
			TestPools.await()
				.untilAsserted(() -> assertThat(pool.getHikariPoolMXBean()).isNotNull()
					.extracting(HikariPoolMXBean::getThreadsAwaitingConnection)
					.isEqualTo(3));
			borrowers.forEach(Thread::interrupt);
			for (Thread borrower : borrowers) {
				borrower.join();
			}
		}
	}

	@Test
	void poolDoesNotKeepTheOriginal() {
		HikariDataSource original = new HikariDataSource();
		WeakReference<HikariDataSource> reference = new WeakReference<>(original);
		MonitoredHikariDataSource pool = MonitoredHikariDataSource.inPlaceOf(original);
		original = null;
		TestPools.await().untilAsserted(() -> {
			System.gc();
			assertThat(reference.get()).isNull();
		});
		assertThat(pool.isClosed()).isFalse();
	}

	private static Iterable<Field> fields() {
		return Arrays.stream(HikariConfig.class.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.filter((field) -> !field.getName().equals("sealed"))
			.peek((field) -> field.setAccessible(true))
			.toList();
	}

	private static void set(Field field, Object target) throws IllegalAccessException {
		Class<?> type = field.getType();
		if (type == int.class) {
			field.setInt(target, 17);
		}
		else if (type == long.class) {
			field.setLong(target, 17_000);
		}
		else if (type == boolean.class) {
			field.setBoolean(target, !field.getBoolean(target));
		}
		else if (type == String.class) {
			field.set(target, field.getName());
		}
		else if (type == Properties.class) {
			Properties properties = new Properties();
			properties.put("name", field.getName());
			field.set(target, properties);
		}
	}

	private static Object value(Field field, Object target) throws IllegalAccessException {
		Object value = field.get(target);
		return Objects.requireNonNullElse((value instanceof AtomicReference<?> reference) ? reference.get() : value,
				"none");
	}

}
