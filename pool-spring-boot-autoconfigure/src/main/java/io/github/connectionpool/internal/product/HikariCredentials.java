package io.github.connectionpool.internal.product;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;
import org.springframework.util.ClassUtils;

/**
 * The credentials of a HikariCP pool. Its provider knows them, if it has one. HikariCP 6
 * has no providers.
 */
final class HikariCredentials {

	private static final boolean HAS_PROVIDERS = ClassUtils.isPresent("com.zaxxer.hikari.HikariCredentialsProvider",
			HikariConfig.class.getClassLoader());

	private HikariCredentials() {
	}

	static Credentials of(HikariConfig hikari) {
		return HAS_PROVIDERS ? Provided.of(hikari) : hikari.getCredentials();
	}

	/** Of HikariCP 7. */
	private static final class Provided {

		private Provided() {
		}

		static Credentials of(HikariConfig hikari) {
			HikariCredentialsProvider provider = hikari.getCredentialsProvider();
			return (provider != null) ? provider.getCredentials() : hikari.getCredentials();
		}

	}

}
