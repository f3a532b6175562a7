package io.github.connectionpool.test;

import java.util.Map;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Adds what notes the borrows of tests to a context. All are equal, so that no context is
 * made anew for it.
 */
record WatchCustomizer() implements ContextCustomizer {

	private static final String SOURCE = "connectionPoolTest";

	static final String CAPTURE = "connectionpool.capture.stack";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
		captureAlways(context.getEnvironment());
		if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
			registry.registerBeanDefinition("connectionPoolTestWatch",
					infrastructure(new RootBeanDefinition(WatchPostProcessor.class)));
			registry.registerBeanDefinition("connectionPoolTestBorrows",
					infrastructure(new RootBeanDefinition(BorrowsOfTests.class)));
		}
	}

	/**
	 * Has each borrow tell its line, unless the application or the test has set a mode.
	 */
	static void captureAlways(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		if (!sources.contains(SOURCE)) {
			// last: all that is set comes before
			sources.addLast(new MapPropertySource(SOURCE, Map.of(CAPTURE, "always")));
		}
	}

	private static RootBeanDefinition infrastructure(RootBeanDefinition definition) {
		definition.setRole(RootBeanDefinition.ROLE_INFRASTRUCTURE);
		// a bean of the application is preferred where one is expected
		definition.setFallback(true);
		return definition;
	}

}
