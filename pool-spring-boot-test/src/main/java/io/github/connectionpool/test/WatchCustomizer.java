package io.github.connectionpool.test;

import java.util.Map;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Adds what notes the borrows of tests to a context. All are equal, so that no context is
 * made anew for it.
 */
record WatchCustomizer() implements ContextCustomizer {

	static final String CAPTURE = "connectionpool.capture.stack";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
		// last: all that the application or the test has set comes before
		context.getEnvironment()
			.getPropertySources()
			.addLast(new MapPropertySource("connectionPoolTest", Map.of(CAPTURE, "always")));
		if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry) {
			registry.registerBeanDefinition("connectionPoolTestWatch",
					infrastructure(new RootBeanDefinition(WatchPostProcessor.class)));
			registry.registerBeanDefinition("connectionPoolTestBorrows",
					infrastructure(new RootBeanDefinition(BorrowsOfTests.class)));
		}
	}

	private static RootBeanDefinition infrastructure(RootBeanDefinition definition) {
		definition.setRole(RootBeanDefinition.ROLE_INFRASTRUCTURE);
		// a bean of the application is preferred where one is expected
		definition.setFallback(true);
		return definition;
	}

}
