package io.github.connectionpool.internal.jdbc.hikari;

import java.lang.reflect.Field;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * The fields that are copied from one HikariCP pool to another, for native images.
 */
public final class HikariHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (Field field : HikariConfig.class.getDeclaredFields()) {
			hints.reflection().registerField(field);
		}
		hints.reflection()
			.registerType(TypeReference.of(HikariDataSource.class), (type) -> type.withField(PoolField.NAME));
	}

}
