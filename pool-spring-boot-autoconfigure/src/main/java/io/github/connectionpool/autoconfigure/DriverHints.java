package io.github.connectionpool.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Methods of drivers that are called by name, for native images.
 */
class DriverHints implements RuntimeHintsRegistrar {

	static final String POSTGRES = "org.postgresql.PGConnection";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection().registerTypeIfPresent(classLoader, POSTGRES, MemberCategory.INVOKE_PUBLIC_METHODS);
	}

}
